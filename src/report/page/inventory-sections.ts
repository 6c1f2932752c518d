import { appColumns, appRow, MOST_ROWS } from './app-cells.ts';
import { type Bar, barTable } from './bar-table.ts';
import { section } from './frame.ts';
import { IDLE_DAYS } from './idle-apps.ts';
import { listing } from './listing.ts';
import { html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { newApps, type UnusedApps } from './unused-apps.ts';
import { count, day, instant } from './wording.ts';

/** Returns what only an inventory can tell: apps of idle owners, and new apps a month. Nothing without one. */
export function inventorySections(data: PageData, { ownerIdle }: UnusedApps): readonly Markup[] {
  return data.inventory === null ? [] : [ownersSection(data, ownerIdle), newAppsSection(data)];
}

function ownersSection(data: PageData, apps: UnusedApps['ownerIdle']): Markup {
  const column = appColumns(data);
  const columns = [column.name, column.owner, column.ownerLast, column.last, column.environment];
  const who = 'The owner is the one in the inventory; no name of an owner is on this page.';
  const lead =
    apps === null
      ? `Not known yet: the data must cover ${IDLE_DAYS} days, and hold users and owners.`
      : `${count(apps.length)} ${apps.length === 1 ? 'app is' : 'apps are'} owned by somebody who launched no app in the ${IDLE_DAYS} days up to the last complete one, or later.`;
  const rows = (apps ?? []).slice(0, MOST_ROWS).map((app) => appRow(app, columns));
  return section({
    id: 'owners',
    title: 'Apps of owners who launch nothing',
    lead: `${lead} ${who}`,
    width: 'half',
    body:
      rows.length === 0
        ? null
        : html`<details><summary>Show ${count(rows.length)} ${rows.length === 1 ? 'app' : 'apps'}</summary>${listing(
            {
              ...{
                id: 'owner-apps',
                noun: ['app of an idle owner', 'apps of idle owners'] as const,
                order: 'the most launched first',
              },
              ...{ columns, rows },
            },
          )}</details>`,
  });
}

function newAppsSection(data: PageData): Markup {
  const months = newApps(data) ?? [];
  const bars = months.map(({ month, apps }): Bar => {
    // "1 Nov 2026" without its day.
    return { name: html`${day(`${month}-01`).slice(2)}`, value: apps, others: [] };
  });
  const until = data.inventory === null ? '' : `up to the inventory of ${instant(data.inventory.takenAt)}`;
  return section({
    id: 'new-apps',
    title: 'New apps a month',
    lead: `Apps by the month in which they were created, UTC, ${until}. Those that were deleted before the first inventory are not known.`,
    width: 'half',
    body: barTable('new apps a month', 'launches', ['Month', 'New apps'], bars),
  });
}
