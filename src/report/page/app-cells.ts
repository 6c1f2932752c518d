import { isEnvironmentId, isGuid } from '../../launches/ids.ts';
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
  /** What only an inventory tells. */
  readonly owner: AppColumn;
  readonly ownerLast: AppColumn;
  readonly created: AppColumn;
  readonly published: AppColumn;
  readonly shared: AppColumn;
  /** A link to the app in the maker portal. */
  readonly portal: AppColumn;
}

/** Returns the columns for the apps of a page. Apps of the same name show their ids. */
export function appColumns({ apps, timeZone, weeks, makerUrl }: PageData): AppColumns {
  const { local } = openCalendar(timeZone);
  const bearers = Map.groupBy(apps, seenName);
  const shared = (app: PageApp): boolean => (bearers.get(seenName(app))?.length ?? 0) > 1;
  const date = (ms: number): Markup =>
    html`<time datetime="${machineInstant(ms)}">${day(local(ms).date)}</time>`;
  const dateOr = (ms: number | null, otherwise: string): Markup =>
    ms === null ? html`<span class="quiet">${otherwise}</span>` : date(ms);
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
      content: ({ lastLaunchAt }) => dateOr(lastLaunchAt, 'none'),
    },
    owner: {
      title: 'Owner',
      sort: 'text',
      kind: 'text',
      content: ({ owner }) => {
        if (owner === null) return html`<span class="quiet">unknown</span>`;
        return owner.label === null
          ? html`<span class="quiet">not shown</span>`
          : html`<code>${owner.label}</code>`;
      },
    },
    ownerLast: {
      title: 'Last launch by the owner',
      sort: 'date',
      kind: 'date',
      content: ({ owner }) => dateOr(owner?.lastLaunchAt ?? null, 'none'),
    },
    created: {
      title: 'Created',
      sort: 'date',
      kind: 'date',
      content: ({ createdAt }) => dateOr(createdAt, 'unknown'),
    },
    published: {
      title: 'Last published',
      sort: 'date',
      kind: 'date',
      content: ({ publishedAt }) => dateOr(publishedAt, 'unknown'),
    },
    shared: {
      title: 'Shared with',
      sort: 'number',
      kind: 'count',
      content: ({ sharedUsers, sharedGroups }) =>
        sharedUsers === null && sharedGroups === null ? '' : count((sharedUsers ?? 0) + (sharedGroups ?? 0)),
    },
    portal: {
      title: 'Portal',
      kind: 'text',
      content: (app) => {
        const address = portalAddress(app, makerUrl);
        return address === undefined ? '' : html`<a href="${address}" rel="noreferrer">Open</a>`;
      },
    },
    weeks: {
      title: weeks.length === 1 ? 'One week' : `${weeks.length} weeks`,
      kind: 'spark',
      content: (app) => sparkline(app.weeks, weeks.map(isWhole)),
    },
  };
}

/** An id that is none, as a catalog may have, leads nowhere. */
function portalAddress({ id, environmentId }: PageApp, makerUrl: string): string | undefined {
  if (!isGuid(id) || environmentId === null || !isEnvironmentId(environmentId)) return undefined;
  // The portal writes the default environment so.
  return `${makerUrl}/environments/${environmentId.replace(/^default-/, 'Default-')}/apps/${id}/details`;
}

/** More rows of one list nobody reads, and each run writes the page: the tables have them all. */
export const MOST_ROWS = 1_000;

/** Returns a row of columns for an app. */
export function appRow(app: PageApp, columns: readonly AppColumn[]): Markup {
  return html`${columns.map((column) => cell(column, column.content(app)))}`;
}

function seenName({ name }: PageApp): string {
  return plain(name ?? '')
    .trim()
    .toLowerCase();
}
