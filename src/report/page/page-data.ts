import type { Coverage, DayStatus } from '../../snapshot/coverage.ts';

/** All that the report page shows. Instants in ms since 1970; days `YYYY-MM-DD` in `timeZone`. No user in it. */
export interface PageData {
  readonly tenantId: string;
  /** Where makers open an app: an origin. */
  readonly makerUrl: string;
  readonly timeZone: string;
  readonly generatedAt: number;
  /** Without users (`users: none`) every count of users is `null`. */
  readonly withUsers: boolean;
  readonly coverage: Coverage & {
    readonly watermark: number | null;
    /** Content blobs that could not be read yet. */
    readonly unreadBlobs: number;
  };
  /** Of the whole snapshot: its launches, and the apps, environments and users that they are of. */
  readonly totals: {
    readonly launches: number;
    /** Launches that failed, which count in no figure. */
    readonly failedLaunches: number;
    readonly apps: number;
    readonly environments: number;
    readonly users: number | null;
    /** First and last day with launches. */
    readonly firstDate: string | null;
    readonly lastDate: string | null;
  };
  /** The last inventory of the tenant's apps; `null` when there was none. */
  readonly inventory: {
    readonly takenAt: number;
    readonly apps: number;
    readonly environments: number;
    /** Environments of which the apps could not be listed. */
    readonly unread: number;
  } | null;
  readonly recent: PageRecent | null;
  /** Every calendar day of the last 13 weeks (fewer when the data are younger), oldest first. */
  readonly days: readonly PageDay[];
  /** The same time by weeks that end with the last complete day, oldest first. At most 13. */
  readonly weeks: readonly PageWeek[];
  /** Every app, the most launched of `recent` first. */
  readonly apps: readonly PageApp[];
  /** Every environment, the most launched of `recent` first; one without an id where launches name none. */
  readonly environments: readonly PageEnvironment[];
  /** Launches by weekday (Monday first) and hour (0 to 23) of covered days of `recent`; `null` without launches. */
  readonly hours: {
    readonly from: string;
    readonly to: string;
    readonly launches: readonly (readonly number[])[];
    /** Covered days of each weekday. */
    readonly days: readonly number[];
  } | null;
}

/** The 28 days up to the last complete day, of which at least one is covered. */
export interface PageRecent {
  readonly from: string;
  readonly to: string;
  readonly coveredDays: number;
  readonly launches: number;
  /** Distinct users of all apps in the 1, 7 and 28 days up to the last of them; `null` without users. */
  readonly users: { readonly day: number; readonly week: number; readonly month: number } | null;
  /** Launches that name no app, no environment, no user. */
  readonly unnamed: {
    readonly app: number;
    readonly environment: number;
    readonly user: number | null;
  };
  /** Launches of so many covered days, and of the days 28 days before them; `null` when too few are covered. */
  readonly comparison: { readonly days: number; readonly launches: number; readonly before: number } | null;
}

/** One calendar day of all apps. */
export interface PageDay {
  readonly date: string;
  readonly launches: number;
  readonly users: number | null;
  readonly status: DayStatus;
}

/** Seven calendar days of all apps. New users launched an app for the first time in the data; the others returned. */
export interface PageWeek {
  readonly from: string;
  readonly to: string;
  readonly coveredDays: number;
  readonly newUsers: number | null;
  readonly returningUsers: number | null;
}

/** One app. `name` is written by its maker and may be hostile; `null` when nothing tells it. */
export interface PageApp {
  readonly id: string;
  readonly name: string | null;
  /** Name, else id, of its environment. */
  readonly environment: string | null;
  readonly environmentId: string | null;
  /** Its owner in the inventory: the beginning of a pseudonym, never a name; and the last launch of any app by that user. */
  readonly owner: { readonly label: string | null; readonly lastLaunchAt: number | null } | null;
  readonly createdAt: number | null;
  readonly publishedAt: number | null;
  readonly sharedUsers: number | null;
  readonly sharedGroups: number | null;
  readonly launches28d: number | null;
  readonly users28d: number | null;
  readonly firstLaunchAt: number | null;
  readonly lastLaunchAt: number | null;
  readonly deletedAt: number | null;
  /** Launches of each of `weeks`. */
  readonly weeks: readonly number[];
}

/** One environment. `name` is written by people and may be hostile. */
export interface PageEnvironment {
  readonly id: string | null;
  readonly name: string | null;
  /** Apps that belong to it, deleted ones aside. */
  readonly apps: number;
  readonly launches28d: number;
  readonly users28d: number | null;
}
