/** Lets a limited number in at a time, in the order in which they came. */
export interface Gate {
  /** Resolves when there is room. Each entry needs its `leave`. */
  readonly enter: () => Promise<void>;
  readonly leave: () => void;
}

/** Opens a gate to a room for so many. */
export function openGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  return {
    enter: () => {
      if (free === 0) return new Promise((enter) => waiting.push(enter));
      free -= 1;
      return Promise.resolve();
    },
    leave: () => {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
