/**
 * Keeps V8 from growing its heap ahead of need: it would give young objects twice as much space again and again while a run
 * makes many, up to 130 MB, and give none of it back. What it has grown to while the run began is enough.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}
