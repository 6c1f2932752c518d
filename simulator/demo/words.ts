const LABEL_WIDTH = 11;

/** Returns a count with its noun, in English: "1 blob", "2,000 blobs". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** Returns a number as people write it: "12,345". */
export function figure(value: number): string {
  return value.toLocaleString('en-US');
}

/** Writes one line under a heading: a label, and what is said about it. */
export function say(label: string, text: string): void {
  console.log(`  ${label.padEnd(LABEL_WIDTH)} ${text}`);
}
