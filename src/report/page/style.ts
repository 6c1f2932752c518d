import { FIRST_ROWS } from './script.ts';

/** Colors, for light and dark, letters, and where sections stand. */
const FOUNDATION = `
:root {
  color-scheme: light dark;
  --paper: #f6f6f3; --surface: #fff; --ink: #1d2129; --quiet: #5a6270; --rule: #e4e5e1; --axis: #b9bdc4;
  --link: #1f5fa8; --focus: #1f5fa8;
  --launches: #2f6fb7; --part: #9dbde0; --users: #0b7f71; --returning: #0b7f71; --new: #dd8a1c;
  --gap: rgb(196 84 34 / 22%); --before: rgb(29 33 41 / 10%); --open: rgb(47 111 183 / 12%); --gap-ink: #a3420f; --spot: rgb(29 33 41 / 6%);
  --heat0: #eef0f2; --heat1: #cfe0f3; --heat2: #9fc3e8; --heat3: #639bd3; --heat4: #2f6fb7; --heat5: #163f73;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --surface: #1c2027; --ink: #e8eaee; --quiet: #a3abb8; --rule: #2d333d; --axis: #525b69;
    --link: #8fc0f5; --focus: #8fc0f5;
    --launches: #5f9fe3; --part: #34557c; --users: #3dbfab; --returning: #2ea594; --new: #efae57;
    --gap: rgb(240 134 84 / 30%); --before: rgb(232 234 238 / 13%); --open: rgb(95 159 227 / 18%); --gap-ink: #f3a27c; --spot: rgb(232 234 238 / 8%);
    --heat0: #262b34; --heat1: #1d3a5c; --heat2: #265a92; --heat3: #3f80c6; --heat4: #77b0ec; --heat5: #c4def9;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 2rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 2.25rem; line-height: 1.15; font-weight: 650; letter-spacing: -.022em; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.3; font-weight: 650; letter-spacing: -.008em; }
small { display: block; font-size: .8125rem; color: var(--quiet); font-weight: 400; }
code { font: .9em ui-monospace, "Cascadia Mono", Consolas, Menlo, monospace; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
bdi { overflow-wrap: anywhere; }
.quiet, .lead { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: .5rem .75rem; border-radius: 6px; }
.skip:focus { top: .75rem; }

header { margin-bottom: 1.75rem; }
header > p { max-width: 54rem; margin-top: .625rem; font-size: 1.0625rem; color: var(--quiet); }
header > .state { font-size: .9375rem; color: var(--ink); padding-left: 1.375rem; position: relative; }
.state::before {
  content: ""; position: absolute; left: .125rem; top: .4375rem; width: .625rem; height: .625rem;
  border-radius: 50%; background: var(--users);
}
.state.holes::before { border-radius: 2px; background: var(--gap-ink); transform: rotate(45deg); }

main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
section, .tile { background: var(--surface); border: 1px solid var(--rule); border-radius: 12px; min-width: 0; }
section { padding: 1.25rem 1.375rem 1.375rem; }
section > .lead { margin-top: .25rem; font-size: .9375rem; max-width: 58rem; text-wrap: pretty; }
.recent > .lead { margin-bottom: .75rem; padding-inline: .25rem; font-size: .9375rem; }
.tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; }
.tile { padding: 1rem 1.375rem 1.125rem; }
.tile dt { font-size: .875rem; color: var(--quiet); }
.tile b { display: block; font-size: 2.125rem; line-height: 1.2; font-weight: 650; letter-spacing: -.025em; }
.tile span { font-size: .8125rem; line-height: 1.4; color: var(--quiet); display: block; margin-top: .125rem; }
`;

/** Charts and their legends. Classes name what a color stands for. */
const CHARTS = `
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.125rem; margin-top: .75rem; list-style: none; font-size: .8125rem; color: var(--quiet); }
.legend li { display: flex; align-items: center; gap: .4375rem; }
.legend svg { width: .6875rem; height: .6875rem; flex: none; }
.chart { margin-top: .75rem; }
.chart svg { display: block; width: 100%; height: auto; max-width: 36rem; overflow: visible; }
.chart .wide svg { max-width: none; }
.chart text { font: 12px/1 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; font-variant-numeric: tabular-nums; }
.wide { display: none; }
.label { fill: var(--quiet); } .heading { fill: var(--ink); font-weight: 600; }
.rule { stroke: var(--rule); } .axis { stroke: var(--axis); }
.launches { fill: var(--launches); } .part { fill: var(--part); stroke: var(--launches); stroke-width: .75; }
.returning { fill: var(--returning); } .new { fill: var(--new); }
rect.users, circle.users { fill: var(--users); } circle.some { fill: var(--surface); stroke: var(--users); stroke-width: 1.5; } path.users { fill: none; stroke: var(--users); stroke-width: 2; stroke-linejoin: bevel; }
.gap { fill: var(--gap); } .before { fill: var(--before); } .open { fill: var(--open); } .spot { fill: transparent; } .spot:hover { fill: var(--spot); }
.heat0 { fill: var(--heat0); } .heat1 { fill: var(--heat1); } .heat2 { fill: var(--heat2); }
.heat3 { fill: var(--heat3); } .heat4 { fill: var(--heat4); } .heat5 { fill: var(--heat5); }
.chart [class^="heat"] { stroke: var(--surface); stroke-width: 1.5; }
`;

/** Tables: of numbers, with bars, and the long ones that can be searched. */
const TABLES = `
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
.numbers .words { display: block; text-align: left; }
.bars th:first-child { width: 100%; min-width: 9rem; }
.bars tbody > tr > * { padding-block: .5rem; }
.bar { display: block; width: 100%; height: .375rem; margin-top: .3125rem; border-radius: 3px; background: var(--heat0); }

.long bdi, .long th > code { display: block; }
.long thead th { white-space: normal; }
.long thead .count { min-width: 5.5rem; }
.long thead .text, .long td:not([class]) { min-width: 9rem; color: var(--quiet); }
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
.spark svg { display: block; width: auto; height: 1.375rem; border-bottom: 1px solid var(--axis); }
.spark path { fill: none; stroke: var(--launches); stroke-width: 4; } .spark .unknown { stroke: var(--before); stroke-width: 6; }
.scripted .listing:not(.started) tbody tr:nth-child(n + ${FIRST_ROWS + 1}) { display: none; }
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

/** Lists and the footer. */
const LISTS = `
dl:not(.tiles) { margin-top: .875rem; font-size: .9375rem; }
dl:not(.tiles) > div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .4375rem 0; border-top: 1px solid var(--rule); }
dl:not(.tiles) dt { flex: 1 1 12rem; color: var(--quiet); }
dl:not(.tiles) dd { flex: 1 1 12rem; }
.prose { margin-top: .625rem; padding-left: 1.125rem; font-size: .9375rem; }
.prose li { margin-top: .5rem; }
footer { margin-top: 1.75rem; font-size: .8125rem; line-height: 1.6; color: var(--quiet); }
`;

/** What differs on wide and narrow screens, with forced colors, and on paper. */
const ADAPTATIONS = `
@media print, (min-width: 34rem) {
  .half .chart text, .narrow text { font-size: 10.5px; }
}
@media print, (min-width: 48rem) {
  .wide { display: block; } .narrow { display: none; }
}
@media print, (min-width: 56rem) {
  main { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .whole, .recent { grid-column: 1 / -1; }
}
@media screen and (max-width: 33.99rem) {
  .chart text { font-size: 13px; }
}
@media screen and (max-width: 47.99rem) {
  body { padding: 1.5rem .75rem 1.5rem; }
  header { padding-inline: .375rem; }
  h1 { font-size: 1.75rem; }
  main, .tiles { gap: .75rem; }
  section { padding: 1.125rem 1rem; }
  .tile { padding: .75rem 1rem .875rem; }
  .tile b { font-size: 1.625rem; }
  .long th:first-child { position: sticky; left: 0; background: var(--surface); min-width: 8.5rem; max-width: 9.5rem; z-index: 1; }
}
@media (forced-colors: active) {
  svg, .state::before { forced-color-adjust: none; }
}
@media print {
  @page { margin: 14mm; }
  :root { --paper: #fff; }
  html { font-size: 9.5pt; }
  body { padding: 0; max-width: none; }
  main, .tiles { gap: .75rem; }
  section { padding: 1rem; }
  section, .tile { border-color: #ccc; }
  section.half, .tile, tr { break-inside: avoid; }
  .controls, .more, .skip, details:not([open]) { display: none; }
  .scroller, details > .scroller { overflow: visible; max-height: none; }
  thead { display: table-header-group; }
  svg, .bar, .state::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .long button::after { content: none; }
}
`;

/** Style sheet of the page. Colors follow light and dark; paper is always light. Nothing is loaded. */
export const STYLE = [FOUNDATION, CHARTS, TABLES, LISTS, ADAPTATIONS].join('');
