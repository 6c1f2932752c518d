import { appColumns, appRow, MOST_ROWS } from './app-cells.ts';
import { numbersTable, section } from './frame.ts';
import { IDLE_DAYS, type IdleApps } from './idle-apps.ts';
import { listing } from './listing.ts';
import { html, type Markup } from './markup.ts';
import type { PageApp, PageData } from './page-data.ts';
import type { UnusedApps } from './unused-apps.ts';
import { count, day, plural } from './wording.ts';

const SHOWN_OPEN = 25;

/** Returns the apps that nobody launches, for how long, and how sure that is. */
export function idleAppsSection(data: PageData, idle: IdleApps, unused: UnusedApps): Markup {
  const { apps, order } = listed(unused);
  return section({
    id: 'idle',
    title: 'Apps that nobody launches',
    lead: `${idle.known ? summaryOf(idle) : unknown(idle)} ${CANVAS_ONLY}`,
    width: 'whole',
    body:
      data.apps.length === 0
        ? null
        : [windowsTable(unused), apps.length === 0 ? null : table(data, apps, order)],
  });
}

const CANVAS_ONLY =
  'Model-driven apps and pages are not here, because Microsoft logs no launch of them. Ask the owner before you delete an app: other use, such as an app inside Teams or SharePoint, may not count as a launch.';

/** The apps of the shortest time that is known; while none is, those never launched. */
function listed({ windows, never }: UnusedApps): {
  readonly apps: readonly PageApp[];
  readonly order: string;
} {
  const known = windows.flatMap(({ idle }) => (idle.known ? [idle.apps] : []))[0];
  if (known === undefined) return { apps: never, order: 'none of them ever launched in the data' };
  // An app that is younger than that time, and was never launched.
  const ids = new Set(known.map(({ id }) => id));
  return {
    apps: [...known, ...never.filter(({ id }) => !ids.has(id))],
    order: 'the longest without a launch first',
  };
}

function windowsTable({ windows, never }: UnusedApps): Markup {
  const rows = windows.map(({ days, idle }) => [
    `${days} days`,
    idle.known ? count(idle.apps.length) : '–',
    note(doubtOf(days, idle)),
  ]);
  return numbersTable({
    label: 'apps without a launch, by time',
    header: ['No launch for', 'Apps', 'How sure'],
    rows: [
      ...rows,
      ['Never seen', count(never.length), note('no launch in all of the data, young apps too')],
    ],
  });
}

/** Words among numbers begin at the left. */
function note(text: string): Markup {
  return html`<span class="words">${text}</span>`;
}

function doubtOf(days: number, idle: IdleApps): string {
  if (!idle.known) {
    const begin = idle.begin === null ? 'nothing is covered yet' : `the data begin on ${day(idle.begin)}`;
    return `not known: ${begin}, ${count(idle.coveredDays)} of ${days} days are covered`;
  }
  const left = days - idle.coveredDays;
  const since = `no launch after ${day(idle.since)}`;
  return left === 0 ? since : `${since}; ${plural(left, 'day')} not covered, so launches may be missing`;
}

function summaryOf(idle: Extract<IdleApps, { known: true }>): string {
  const time = `after ${day(idle.since)}. The ${IDLE_DAYS} days up to ${day(idle.lastDate)}, the last complete day, count`;
  const left = IDLE_DAYS - idle.coveredDays;
  const gaps =
    left === 0
      ? ''
      : `; ${plural(left, 'day')} of them ${left === 1 ? 'is' : 'are'} not covered, so launches may be missing`;
  if (idle.of === 0) return 'No app is known yet that is not deleted.';
  if (idle.apps.length === 0) return `Every app has a launch ${time}${gaps}. Deleted apps are left out.`;
  const one = idle.apps.length === 1;
  return `${count(idle.apps.length)} of ${count(idle.of)} apps ${one ? 'has' : 'have'} no launch ${time}${gaps}. Deleted apps are left out.`;
}

function unknown({ begin, coveredDays, never }: Extract<IdleApps, { known: false }>): string {
  const some = `${count(never)} ${never === 1 ? 'app has' : 'apps have'} no launch so far. `;
  const since =
    begin === null
      ? ''
      : `The data begin on ${day(begin)}; ${count(coveredDays)} of the ${IDLE_DAYS} days up to the last complete one are covered. `;
  return `${since}${never === 0 ? '' : some}Once the data cover ${IDLE_DAYS} days, the apps without a launch are listed here.`;
}

function table(data: PageData, apps: readonly PageApp[], order: string): Markup {
  const { name, environment, last, owner, created, published, shared, portal } = appColumns(data);
  const columns =
    data.inventory === null
      ? [name, last, environment]
      : [name, last, owner, environment, created, published, shared, portal];
  const list = listing({
    id: 'idle-apps',
    noun: ['unused app', 'unused apps'],
    order:
      apps.length > MOST_ROWS ? `${order}; ${count(apps.length - MOST_ROWS)} more in the table apps` : order,
    columns,
    rows: apps.slice(0, MOST_ROWS).map((app) => appRow(app, columns)),
  });
  if (apps.length <= SHOWN_OPEN) return list;
  return html`<details><summary>Show ${count(apps.length)} apps</summary>${list}</details>`;
}
