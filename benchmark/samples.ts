import { performance } from 'node:perf_hooks';

/** One value for each round, never empty. */
export type Samples = readonly number[];

/** Runs the contenders in turn, A B A B …, so that a disturbance hits all of them. Returns their values by name. */
export async function interleave<Name extends string, Value = number>(
  rounds: number,
  contenders: Readonly<Record<Name, () => Promise<Value> | Value>>,
): Promise<Readonly<Record<Name, readonly Value[]>>> {
  const names = keysOf(contenders);
  const values = new Map<Name, Value[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) values.get(name)?.push(await contenders[name]());
  }
  return fromKeys(names, (name) => values.get(name) ?? []);
}

/** Returns the value in the middle; of an even number the lower of the two. */
export function median(samples: Samples): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Returns how long `work` took, ms. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function keysOf<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[] {
  // The keys of an object literal are those of its type.
  return Object.keys(record) as Name[];
}

function fromKeys<Name extends string, Value>(
  names: readonly Name[],
  valuesOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  // An entry for every name was made in this line.
  return Object.fromEntries(names.map((name) => [name, valuesOf(name)])) as Record<Name, Value>;
}
