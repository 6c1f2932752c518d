import { appColumns, appRow } from './app-cells.ts';
import { section } from './frame.ts';
import { listing } from './listing.ts';
import type { Markup } from './markup.ts';
import type { PageData } from './page-data.ts';

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
    lead:
      apps.length === 0
        ? 'No app is known yet.'
        : 'Canvas apps seen in the audit log, and those of the app catalog if one is given. Small bars: launches by week, each app on its own scale.',
    width: 'whole',
    body:
      apps.length === 0
        ? null
        : listing({
            id: 'all-apps',
            noun: ['app', 'apps'],
            order: 'the most launched of the last 28 days first',
            columns,
            rows: apps.map((app) => appRow(app, columns)),
          }),
  });
}
