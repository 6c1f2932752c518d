/** Charts and their keys. Classes name what a colour stands for. */
export const CHARTS = `
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.125rem; margin-top: .75rem; list-style: none; font-size: .8125rem; color: var(--quiet); }
.key li { display: flex; align-items: center; gap: .4375rem; }
.key svg { width: .6875rem; height: .6875rem; flex: none; }
.chart { margin-top: .75rem; }
.chart svg { display: block; width: 100%; height: auto; max-width: 36rem; overflow: visible; }
.chart .wide svg { max-width: none; }
.chart text { font: 12px/1 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; font-variant-numeric: tabular-nums; }
.wide { display: none; }
.label { fill: var(--quiet); } .heading { fill: var(--ink); font-weight: 600; }
.rule { stroke: var(--rule); } .axis { stroke: var(--axis); }
.launches { fill: var(--launches); } .open { fill: var(--open); stroke: var(--launches); stroke-width: .75; }
.returning { fill: var(--returning); } .new { fill: var(--new); }
rect.users, circle.users { fill: var(--users); } path.users { fill: none; stroke: var(--users); stroke-width: 2; stroke-linejoin: bevel; }
.gap { fill: var(--gap); } .spot { fill: transparent; } .spot:hover { fill: var(--spot); }
.heat0 { fill: var(--heat0); } .heat1 { fill: var(--heat1); } .heat2 { fill: var(--heat2); }
.heat3 { fill: var(--heat3); } .heat4 { fill: var(--heat4); } .heat5 { fill: var(--heat5); }
.chart [class^="heat"] { stroke: var(--surface); stroke-width: 1.5; }
`;
