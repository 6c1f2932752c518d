import { openCalendar } from '../../snapshot/calendar.ts';
import { isDeleted } from './idle-apps.ts';
import { type Column, cell } from './listing.ts';
import { html, type Markup, plain } from './markup.ts';
import { nameOf } from './names.ts';
import type { PageApp, PageData } from './page-data.ts';
import { isWhole } from './recent.ts';
import { sparkline } from './sparkline.ts';
import { count, day, machineInstant } from './wording.ts';

/** A column of apps, and what stands in it. */
export interface AppColumn extends Column {
  readonly content: (app: PageApp) => Markup | string;
}

/** Columns that show an app. Days are in the time zone of the page. */
export interface AppColumns {
  readonly name: AppColumn;
  readonly environment: AppColumn;
  readonly launches: AppColumn;
  readonly users: AppColumn;
  readonly last: AppColumn;
  readonly weeks: AppColumn;
}

/** Returns the columns for the apps of a page. Apps of the same name show their ids. */
export function appColumns({ apps, timeZone, weeks }: PageData): AppColumns {
  const { local } = openCalendar(timeZone);
  const bearers = Map.groupBy(apps, seenName);
  const shared = (app: PageApp): boolean => (bearers.get(seenName(app))?.length ?? 0) > 1;
  const date = (ms: number): Markup =>
    html`<time datetime="${machineInstant(ms)}">${day(local(ms).date)}</time>`;
  return {
    name: {
      title: 'App',
      sort: 'text',
      kind: 'name',
      content: (app) =>
        html`${nameOf(app.name, app.id)}${app.name !== null && shared(app) ? html`<small><code>${app.id}</code></small>` : null}${app.deletedAt === null || !isDeleted(app) ? null : html`<small>deleted ${date(app.deletedAt)}</small>`}`,
    },
    environment: {
      title: 'Environment',
      sort: 'text',
      kind: 'text',
      content: ({ environment }) => (environment === null ? '' : nameOf(environment, null)),
    },
    launches: {
      title: 'Launches, 28 days',
      sort: 'number',
      kind: 'count',
      content: ({ launches28d }) => (launches28d === null ? '' : count(launches28d)),
    },
    users: {
      title: 'Users, 28 days',
      sort: 'number',
      kind: 'count',
      content: ({ users28d }) => (users28d === null ? '' : count(users28d)),
    },
    last: {
      title: 'Last launch',
      sort: 'date',
      kind: 'date',
      content: ({ lastLaunchAt }) =>
        lastLaunchAt === null ? html`<span class="quiet">none</span>` : date(lastLaunchAt),
    },
    weeks: {
      title: weeks.length === 1 ? 'One week' : `${weeks.length} weeks`,
      kind: 'spark',
      content: (app) => sparkline(app.weeks, weeks.map(isWhole)),
    },
  };
}

/** Returns a row of columns for an app. */
export function appRow(app: PageApp, columns: readonly AppColumn[]): Markup {
  return html`${columns.map((column) => cell(column, column.content(app)))}`;
}

function seenName({ name }: PageApp): string {
  return plain(name ?? '')
    .trim()
    .toLowerCase();
}
