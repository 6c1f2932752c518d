import type { Window } from '../activity-feed/content.ts';
import type { Extended } from '../snapshot/extend.ts';
import type { Gap, Manifest } from '../snapshot/manifest.ts';
import type { Collected } from '../sync/collect.ts';

/** What a run did, for outputs, annotations and the summary. Instants in ms since 1970. */
export interface RunReport {
  readonly window: Window;
  readonly watermark: number | null;
  readonly completeUntil: string | null;
  /** Everything listed was read and published. */
  readonly complete: boolean;
  readonly collected: Collected;
  readonly extended: Extended;
  /** Content time that can no longer be read, of all runs; and what this run added to it. */
  readonly gaps: readonly Gap[];
  readonly newGaps: readonly Gap[];
  readonly manifest: Manifest;
  readonly published: boolean;
  /** Where the snapshot is now, for people. */
  readonly place: string;
  readonly directory: string;
  readonly commitSha: string | undefined;
  readonly artifactId: number | undefined;
  readonly artifactUrl: string | undefined;
  readonly subscriptionStarted: boolean;
  readonly firstRun: boolean;
  /** Why the state could not be saved in the cache. */
  readonly cacheFailure: string | undefined;
  readonly withUsers: boolean;
}

/** Something that needs attention, or is good to know. */
export interface Finding {
  readonly level: 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** The counts of a run. `records` = added + duplicates + otherOperations + unreadable. */
export interface Books {
  readonly records: number;
  readonly added: number;
  readonly duplicates: number;
  /** Records of other operations, kept ones and launches older than what is kept included. */
  readonly otherOperations: number;
  readonly unreadable: number;
}

/** Gives the balanced counts of a run. */
export function booksOf({ collected, extended }: Pick<RunReport, 'collected' | 'extended'>): Books {
  return {
    records: collected.records,
    added: extended.added,
    duplicates: extended.duplicates,
    otherOperations: collected.other + collected.events.length + extended.tooOld,
    unreadable: collected.unreadable.length,
  };
}

const MOST_LINES = 10;

/** Gives all that a person should know of a run, the most important first. Never a person's name. */
export function findingsOf(report: RunReport): readonly Finding[] {
  const { collected, extended } = report;
  const findings: Finding[] = [];
  const add = (level: Finding['level'], title: string, message: string): void => {
    findings.push({ level, title, message });
  };
  for (const { window, error } of collected.unlisted) {
    add(
      'warning',
      'Content not listed',
      `${span(window)}: ${error.message}. ${error.remedy} The next run lists it again.`,
    );
  }
  if (collected.unread.length > 0) {
    const why = firstLines([...collected.failures].map(([message, count]) => `${count} × ${message}`));
    add(
      'warning',
      'Content not read',
      `${plural(collected.unread.length, 'content blob')} could not be read and will be tried again by the next run. ${why}`,
    );
  }
  for (const gap of report.newGaps.slice(0, MOST_LINES)) {
    add('warning', 'Gap', `Content of ${gap.from} to ${gap.to} can no longer be read: ${gap.reason}.`);
  }
  if (report.newGaps.length > MOST_LINES) {
    add('warning', 'Gaps', `${report.newGaps.length - MOST_LINES} more gaps stand in manifest.json.`);
  }
  if (collected.unreadable.length > 0) {
    add(
      'warning',
      'Unreadable records',
      `${plural(collected.unreadable.length, 'audit record')} could not be read. ${firstLines(collected.unreadable)}`,
    );
  }
  const { launches } = collected;
  const withoutApp = launches.filter(({ appId }) => appId === null).length;
  if (withoutApp > 0) {
    add(
      'warning',
      'Launches without an app',
      `${withoutApp} of ${plural(launches.length, 'launch', 'launches')} name no app: the service may have changed its records.`,
    );
  }
  if (launches.length === 0 && collected.powerAppsOperations.size > 0) {
    add(
      'warning',
      'No launch recognised',
      `Power Apps records were read, but no launch among them. Seen: ${operationsSeen(collected)}. If people used apps in this time, the service may have changed its records.`,
    );
  }
  if (extended.suspectedRepeats > 0) {
    add(
      'notice',
      'Suspected repeats',
      `${plural(extended.suspectedRepeats, 'launch', 'launches')} of the days read have the app, person and second of another. They are kept.`,
    );
  }
  if (report.cacheFailure !== undefined) {
    add(
      'warning',
      'State not cached',
      `The state could not be saved in the cache (${report.cacheFailure}): the next run begins with the state in the snapshot and reads some content again. Nothing is lost.`,
    );
  }
  if (report.subscriptionStarted) {
    add(
      'notice',
      'Subscription started',
      'This run started the subscription to Audit.General. Content follows within minutes to 12 hours; the next runs read it.',
    );
  }
  return findings;
}

function operationsSeen({ powerAppsOperations }: Collected): string {
  const seen = [...powerAppsOperations].sort((a, b) => b[1] - a[1]).slice(0, MOST_LINES);
  return seen.map(([operation, count]) => `${JSON.stringify(operation.slice(0, 60))} × ${count}`).join(', ');
}

function firstLines(lines: readonly string[]): string {
  const more = lines.length > MOST_LINES ? `; and ${lines.length - MOST_LINES} more` : '';
  return `${lines.slice(0, MOST_LINES).join('; ')}${more}.`;
}

/** Gives a count with its noun: "1 blob", "2 blobs". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Gives content time for people: "2026-11-21T06:00:00Z to 2026-11-22T06:00:00Z". */
export function span({ start, end }: Window): string {
  return `${instant(start)} to ${instant(end)}`;
}

/** Gives an instant for people, to the second. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
