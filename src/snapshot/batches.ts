/**
 * Returns items in batches, in order: each has at most `count` of them, and at most `bytes` together, unless one alone has more.
 */
export function* batchesOf<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  { bytes, count = Number.POSITIVE_INFINITY }: { readonly bytes: number; readonly count?: number },
): Generator<readonly Item[]> {
  let [batch, taken]: [Item[], number] = [[], 0];
  for (const item of items) {
    const size = sizeOf(item);
    if (batch.length === count || (batch.length > 0 && taken + size > bytes)) {
      yield batch;
      [batch, taken] = [[], 0];
    }
    batch.push(item);
    taken += size;
  }
  if (batch.length > 0) yield batch;
}
