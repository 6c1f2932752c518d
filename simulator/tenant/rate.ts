/** The most instants (ms, ascending) that lie in any half-open span of `span` ms. */
export function maxWithin(instants: readonly number[], span: number): number {
  let most = 0;
  let first = 0;
  for (const [index, instant] of instants.entries()) {
    while (instant - (instants[first] ?? instant) >= span) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
