/** What is to be done when a signal aborts. */
const acts = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `act` when `signal` aborts, at once when it has. Returns what makes it forget that. All share one listener, because a
 * signal walks through all that it has whenever one comes or goes.
 */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act();
  const ofSignal = acts.get(signal) ?? listenTo(signal);
  ofSignal.add(act);
  return () => void ofSignal.delete(act);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const ofSignal = new Set<() => void>();
  acts.set(signal, ofSignal);
  const actAll = (): void => {
    for (const act of ofSignal) act();
  };
  signal.addEventListener('abort', actAll, { once: true });
  return ofSignal;
}
