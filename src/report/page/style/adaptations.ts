/** What differs on wide and narrow screens, with forced colours, and on paper. */
export const ADAPTATIONS = `
@media print, (min-width: 34rem) {
  .half .chart text, .narrow text { font-size: 10.5px; }
}
@media print, (min-width: 48rem) {
  .wide { display: block; } .narrow { display: none; }
}
@media print, (min-width: 56rem) {
  main { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .whole, .tiles { grid-column: 1 / -1; }
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
