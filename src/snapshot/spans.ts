/** Time `[from, to)`, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Returns the same time as spans in order that do not touch. */
export function uniteSpans(spans: readonly Span[]): readonly Span[] {
  const united: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = united.at(-1);
    if (last === undefined || last.to < span.from) united.push({ from: span.from, to: span.to });
    else if (last.to < span.to) united[united.length - 1] = { from: last.from, to: span.to };
  }
  return united;
}

/** Returns what is left of spans without the time of others, in order. */
export function subtractSpans(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  const taken = uniteSpans(others);
  return uniteSpans(spans).flatMap((span) => {
    const left: Span[] = [];
    let at = span.from;
    for (const { from, to } of taken) {
      if (to <= at || from >= span.to) continue;
      if (from > at) left.push({ from: at, to: from });
      at = Math.max(at, to);
    }
    return at < span.to ? [...left, { from: at, to: span.to }] : left;
  });
}

/** Returns the part of spans that lies within another. */
export function clipSpans(spans: readonly Span[], { from, to }: Span): readonly Span[] {
  return uniteSpans(spans.map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) })));
}

/** Returns whether two spans have time in common. */
export function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}
