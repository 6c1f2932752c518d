import { appColumns, appRow } from './app-cells.ts';
import { section } from './frame.ts';
import { IDLE_DAYS, type IdleApps } from './idle-apps.ts';
import { listing } from './listing.ts';
import { html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { count, day, plural } from './wording.ts';

const SHOWN_OPEN = 25;

/** Returns the apps that nobody launched for 90 days, and how sure that is. */
export function idleAppsSection(data: PageData, idle: IdleApps): Markup {
  return section({
    id: 'idle',
    title: `Not launched for ${IDLE_DAYS} days`,
    lead: idle.known ? summaryOf(idle) : unknown(idle),
    width: 'whole',
    body: idle.known && idle.apps.length > 0 ? table(data, idle.apps) : null,
  });
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

function table(data: PageData, apps: Extract<IdleApps, { known: true }>['apps']): Markup {
  const { name, environment, last } = appColumns(data);
  const columns = [name, last, environment];
  const list = listing({
    id: 'idle-apps',
    noun: ['idle app', 'idle apps'],
    order: 'the longest without a launch first',
    columns,
    rows: apps.map((app) => appRow(app, columns)),
  });
  if (apps.length <= SHOWN_OPEN) return list;
  return html`<details><summary>Show ${count(apps.length)} apps</summary>${list}</details>`;
}
