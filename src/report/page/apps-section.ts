import { appColumns, appRow } from './app-cells.ts';
import { section } from './frame.ts';
import { listing } from './listing.ts';
import type { Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { isWhole, recentSpan, UNNAMED } from './recent.ts';
import { plural } from './wording.ts';

/** Returns every app with its use: sortable, searchable. */
export function appsSection(data: PageData): Markup {
  const { apps, weeks, withUsers } = data;
  const column = appColumns(data);
  const columns = [
    column.name,
    column.launches,
    ...(withUsers ? [column.users] : []),
    column.last,
    ...(weeks.length === 0 ? [] : [column.weeks]),
    column.environment,
  ];
  return section({
    id: 'apps',
    title: 'All apps',
    lead: apps.length === 0 ? 'No app is known yet.' : leadOf(data),
    width: 'whole',
    body:
      apps.length === 0
        ? null
        : listing({
            id: 'all-apps',
            noun: ['app', 'apps'],
            order: 'the most launched of the 28 days first',
            columns,
            rows: apps.map((app) => appRow(app, columns)),
          }),
  });
}

function leadOf(data: PageData): string {
  const { recent, weeks } = data;
  const unnamed = recent?.unnamed.app ?? 0;
  const others =
    unnamed === 0 ? '' : ` ${plural(unnamed, 'launch', 'launches')} of them: ${UNNAMED.app}, so in no row.`;
  const bars =
    weeks.length === 0
      ? ''
      : ` Small bars: launches by week, each app on its own scale${weeks.every(isWhole) ? '' : '; shaded weeks are not wholly covered'}.`;
  return `Canvas apps seen in the audit log, and those of the app catalog if one is given. ${recentSpan(data)}${others}${bars}`;
}
