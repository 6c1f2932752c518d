import type { PageFile, VisualFile } from './read.ts';

/** Returns visuals of a page that stand outside of it or over one another. */
export function layoutComplaints({ name, width, height, visuals }: PageFile): readonly string[] {
  const outside = visuals.filter(
    ({ position: { x, y, ...size } }) => x < 0 || y < 0 || x + size.width > width || y + size.height > height,
  );
  const pairs = visuals.flatMap((one, index) =>
    visuals.slice(index + 1).map((other) => [one, other] as const),
  );
  return [
    ...outside.map((one) => `page ${name}: ${one.name} stands outside`),
    ...pairs
      .filter(([one, other]) => overlap(one, other))
      .map(([one, other]) => `page ${name}: ${one.name} stands over ${other.name}`),
  ];
}

function overlap({ position: one }: VisualFile, { position: other }: VisualFile): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
