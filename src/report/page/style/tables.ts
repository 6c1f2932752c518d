/** Tables: of numbers, with bars, and the long ones that can be searched. */
export const TABLES = `
details { margin-top: .875rem; font-size: .9375rem; }
summary { cursor: pointer; color: var(--link); font-size: .875rem; width: fit-content; }
.scroller { overflow-x: auto; margin-top: .75rem; position: relative; }
details > .scroller { max-height: 24rem; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .8125rem; color: var(--quiet); vertical-align: bottom; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
.numbers { width: auto; min-width: min(100%, 22rem); }
.numbers td, .numbers th:not(:first-child), .bars td, .bars th:not(:first-child), .count { text-align: right; }
.numbers tbody th, .numbers td { padding-block: .3125rem; white-space: nowrap; }
.numbers td:last-child { white-space: normal; }
.bars th:first-child { width: 100%; min-width: 9rem; }
.bars tbody > tr > * { padding-block: .5rem; }
.bar { display: block; width: 100%; height: .375rem; margin-top: .3125rem; border-radius: 3px; background: var(--heat0); }

.long bdi, .long th > code { display: block; }
.long thead th { white-space: normal; }
.long thead .count { min-width: 5.5rem; }
.long .text { min-width: 9rem; color: var(--quiet); }
.long tbody th { min-width: 11rem; overflow: hidden; }
.long .date { white-space: nowrap; }
.long tbody tr:hover > * { background: var(--spot); }
.long button {
  font: inherit; color: inherit; background: none; border: 0; padding: .25rem 0; margin-block: -.25rem; cursor: pointer;
  text-align: inherit;
}
.long button::after { content: "↕"; display: inline-block; width: 1em; margin-left: .25em; text-align: center; opacity: .5; }
.long [aria-sort] button { color: var(--ink); font-weight: 600; }
.long [aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
.long [aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
svg.spark { display: block; width: auto; height: 1.375rem; border-bottom: 1px solid var(--axis); }
.spark path { fill: none; stroke: var(--launches); stroke-width: 4; }
.controls { margin-top: .875rem; display: flex; align-items: center; gap: .75rem; flex-wrap: wrap; font-size: .9375rem; }
.controls[hidden] { display: none; }
.controls input {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--axis); border-radius: 8px;
  padding: .4375rem .75rem; width: 20rem; max-width: 100%;
}
.status { margin-top: .625rem; font-size: .875rem; color: var(--quiet); }
.more {
  font: inherit; font-size: .9375rem; color: var(--link); background: none; border: 1px solid var(--axis); border-radius: 8px;
  padding: .4375rem 1rem; margin-top: 1rem; cursor: pointer;
}
.more:hover { background: var(--spot); }
`;
