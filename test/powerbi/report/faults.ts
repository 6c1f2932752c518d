import { PROJECT } from '../../../powerbi/generate/items.ts';

const pages = `${PROJECT}.Report/definition/pages`;
const visual = (page: string, key: string): string => `${pages}/${page}/visuals/${page}-${key}/visual.json`;

/** A fault to plant: what it is, path of the file, what is replaced by what, and the complaint that it must raise. */
export type Fault = readonly [string, string, string | RegExp, string, RegExp];

/** Faults of the report, one for each check. */
export const FAULTS: readonly Fault[] = [
  [
    'a measure that is not in the model',
    visual('overview', 'apps'),
    /"Property": "Launches"/g,
    '"Property": "Launch count"',
    /measure Launches\[Launch count\] is not in the model/,
  ],
  [
    'a column that is not in the model',
    visual('overview', 'apps'),
    '"Property": "App"',
    '"Property": "Application"',
    /column Apps\[Application\] is not in the model/,
  ],
  [
    'a measure of a table that has none',
    visual('overview', 'cards'),
    '"Entity": "Launches"',
    '"Entity": "Apps"',
    /measure Apps\[Launches\] is not in the model/,
  ],
  [
    'a hidden column',
    visual('overview', 'apps'),
    '"Property": "App"',
    '"Property": "App key"',
    /App key\] is hidden/,
  ],
  [
    'a user',
    visual('apps', 'table'),
    /"Entity": "Apps"([\s\S]*?)"Property": "Owner shown"/,
    '"Entity": "Users"$1"Property": "User"',
    /shows users/,
  ],
  ['a filter over no table', visual('unused', 'table'), '"Source": "l"', '"Source": "m"', /unknown m/],
  ['a field of another kind', visual('overview', 'apps'), '"Measure"', '"Column"', /Y takes no column/],
  [
    'a role that the visual does not have',
    visual('overview', 'apps'),
    '"Y"',
    '"Yy"',
    /barChart has no role Yy/,
  ],
  [
    'a role without a field',
    visual('overview', 'per-day'),
    /"projections": \[[\s\S]*?\n {10}\]/,
    '"projections": []',
    /needs Category/,
  ],
  [
    'a visual type that does not exist',
    visual('overview', 'apps'),
    '"barChart"',
    '"barCharts"',
    /no visual type barCharts/,
  ],
  [
    'a queryRef of another field',
    visual('overview', 'apps'),
    '"queryRef": "Apps.App"',
    '"queryRef": "Apps.Owner"',
    /queryRef Apps\.Owner is of another field/,
  ],
  [
    'a visual without words for a screen reader',
    visual('overview', 'apps'),
    '"general"',
    '"generally"',
    /says nothing to a screen reader/,
  ],
  ['a visual outside of the page', visual('overview', 'apps'), /"x": [\d.]+/, '"x": 1200', /stands outside/],
  [
    'users on a page that all readers see',
    `${pages}/users/page.json`,
    '"visibility": "HiddenInViewMode"',
    '"visibility": "AlwaysVisible"',
    /column Users\[User\] shows users/,
  ],
  ['a visual over another', visual('overview', 'apps'), /"x": [\d.]+/, '"x": 24', /stands over/],
  [
    'a name with a blank',
    `${pages}/overview/page.json`,
    '"name": "overview"',
    '"name": "over view"',
    /name "over view" has other/,
  ],
  [
    'a name that is not that of the folder',
    visual('overview', 'apps'),
    '"name": "overview-apps"',
    '"name": "overview-bars"',
    /stands in the folder overview-apps/,
  ],
  [
    'a name twice',
    visual('overview', 'apps'),
    '"name": "overview-apps"',
    '"name": "overview-per-day"',
    /overview-per-day is there twice/,
  ],
  [
    'an order that names no page',
    `${pages}/pages.json`,
    '"apps", ',
    '"all-apps", ',
    /names all-apps[\s\S]*does not name apps/,
  ],
  [
    'a report that opens on no page',
    `${pages}/pages.json`,
    '"activePageName": "overview"',
    '"activePageName": "start"',
    /opens on start/,
  ],
  [
    'a drill-through page without its binding',
    `${pages}/app-detail/page.json`,
    '"pageBinding"',
    '"binding"',
    /is bound as another kind/,
  ],
  [
    'a drill-through page that binds no filter',
    `${pages}/app-detail/page.json`,
    '"boundFilter": "drill-app-detail"',
    '"boundFilter": "drill"',
    /binds other filters/,
  ],
  [
    'a drill-through page in sight',
    `${pages}/app-detail/page.json`,
    'HiddenInViewMode',
    'AlwaysVisible',
    /open without a choice/,
  ],
  [
    'a drill-through page that is none',
    `${pages}/app-detail/page.json`,
    /"Drillthrough"/g,
    '"Default"',
    /page app-detail is bound as another kind/,
  ],
  [
    'a page that does not say how old the data is',
    visual('apps', 'data-as-of'),
    /Data as of/g,
    'Launches',
    /apps does not show Launches\.Data as of/,
  ],
  [
    'rows that can be exported',
    `${PROJECT}.Report/definition/report.json`,
    'AllowSummarized',
    'AllowSummarizedAndUnderlying',
    /can be exported/,
  ],
];
