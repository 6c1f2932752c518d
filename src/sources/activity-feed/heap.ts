/** Space for young objects at which a run has enough, in bytes: of what it makes for a request, little outlives it. */
const YOUNG_SPACE_BYTES = 16 * 1024 * 1024;
/** A heap of a busy day's rows, in bytes: from here on V8 collects more often, so that little waits to be collected. */
const LARGE_HEAP_BYTES = 96 * 1024 * 1024;
const LOOK_EVERY_MS = 20;

/**
 * Keeps V8 from growing its heap ahead of need: it would give young objects twice as much space again and again while a run
 * makes many, up to 130 MB, and give none of it back.
 */
export async function keepHeapSmall(): Promise<void> {
  const { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--heap-growing-percent=100');
  // To wake threads for a collection costs more than they help with a heap this small.
  setFlagsFromString('--no-parallel-scavenge');
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young !== undefined && young.space_size < YOUNG_SPACE_BYTES) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    if (getHeapStatistics().used_heap_size < LARGE_HEAP_BYTES) return;
    setFlagsFromString('--heap-growing-percent=20');
    clearInterval(timer);
  }, LOOK_EVERY_MS);
  timer.unref();
}
