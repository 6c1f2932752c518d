import type { Collected } from '../sources/activity-feed/collect.ts';
import { number, plural, type RunReport, span } from './run-report.ts';

/** Something that needs attention, or is good to know. */
export interface Finding {
  readonly level: 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** A runner shows ten warnings of a step: what has no place there stands in one line that counts it. */
const MOST_LINES = 3;

/** Returns all that a user should know of a run, the most important first. Never a user's name. */
export function findingsOf(report: RunReport): readonly Finding[] {
  const { collected } = report;
  return [
    ...notListed(collected),
    ...notRead(collected),
    ...gaps(report),
    ...state(report),
    ...foreign(report),
    ...unreadable(collected),
    ...impossible(report),
    ...notRecognized(collected),
    ...withoutApp(collected),
    ...failed(collected),
    ...notCached(report),
    ...suspectedRepeats(report),
    ...subscription(report),
    ...internal(report),
  ];
}

function notListed({ unlisted }: Collected): readonly Finding[] {
  const lines = unlisted.map(({ window, error }) => `${span(window)}: ${error.message}. ${error.remedy}`);
  if (lines.length === 0) return [];
  return [warning('Content not listed', `The next run lists it again. ${firstLines(lines)}`)];
}

function notRead({ unread, failures }: Collected): readonly Finding[] {
  if (unread.length === 0) return [];
  const why = firstLines([...failures].map(([message, count]) => `${count} × ${message}`));
  const ids = firstLines(unread.map(({ id }) => id));
  return [
    warning(
      'Content not read',
      `Cannot read ${plural(unread.length, 'content blob')}; the next run tries again. ${why} ${ids}`,
    ),
  ];
}

function gaps({ newGaps }: RunReport): readonly Finding[] {
  const lines = newGaps.map(({ from, to, reason }) => `${from} to ${to}: ${reason}`);
  return lines.length === 0 ? [] : [warning('Gap: content can no longer be read', firstLines(lines))];
}

function unreadable({ unreadable: lines }: Collected): readonly Finding[] {
  if (lines.length === 0) return [];
  return [
    warning(
      'Unreadable records',
      `Cannot read ${plural(lines.length, 'audit record')}. ${firstLines(lines)}`,
    ),
  ];
}

function notRecognized({ launches, powerAppsOperations }: Collected): readonly Finding[] {
  if (launches.length > 0 || powerAppsOperations.size === 0) return [];
  const seen = [...powerAppsOperations].sort((a, b) => b[1] - a[1]);
  const operations = seen.map(([operation, count]) => `${JSON.stringify(operation.slice(0, 60))} × ${count}`);
  return [
    warning(
      'No launch recognized',
      `Power Apps records were read, but no launch is among them. If people used apps in this time, the service has changed its records: please report it. Seen: ${firstLines(operations)}`,
    ),
  ];
}

function withoutApp({ launches }: Collected): readonly Finding[] {
  const count = launches.filter(({ appId }) => appId === null).length;
  if (count === 0) return [];
  return [
    warning(
      'Launches without an app',
      `${count} of ${plural(launches.length, 'launch', 'launches')} name no app. They are kept; the service may have changed its records.`,
    ),
  ];
}

function failed({ launches }: Collected): readonly Finding[] {
  const count = launches.filter(({ succeeded }) => !succeeded).length;
  if (count === 0) return [];
  return [
    notice(
      'Failed launches',
      `${number(count)} of ${plural(launches.length, 'launch', 'launches')} read failed. They are in the table launches with succeeded 0, and count in no figure.`,
    ),
  ];
}

function impossible({ merged: { impossible: count } }: RunReport): readonly Finding[] {
  if (count === 0) return [];
  return [
    warning(
      'Records of impossible times removed',
      `The snapshot held ${plural(count, 'record')} from before 2015 or from after this run. They moved its last day, and are gone now.`,
    ),
  ];
}

function notCached({ cacheFailure }: RunReport): readonly Finding[] {
  if (cacheFailure === undefined) return [];
  return [
    warning(
      'State not cached',
      `Cannot save the state in the cache: ${cacheFailure}. Nothing is lost: the next run begins with the state in the snapshot and reads some content again.`,
    ),
  ];
}

function suspectedRepeats({ merged: { suspectedRepeats: count } }: RunReport): readonly Finding[] {
  if (count === 0) return [];
  const launches = plural(count, 'launch', 'launches');
  return [
    notice(
      'Suspected repeats',
      `${launches} of the days read have the app, user and second of another. They are kept.`,
    ),
  ];
}

function subscription({ subscription: state }: RunReport): readonly Finding[] {
  switch (state) {
    case 'enabled':
      return [];
    case 'started':
      return [
        notice(
          'Subscription started',
          'The subscription to Audit.General was off when this run began, and is on now. Content follows within minutes to 12 hours; the next runs read it.',
        ),
      ];
    case 'silent':
      return [
        notice(
          'No content yet',
          'The subscription to Audit.General is new and has not listed any content. The watermark waits for it, because the first content may be a day old.',
        ),
      ];
  }
}

function state({ stateWarning }: RunReport): readonly Finding[] {
  return stateWarning === undefined ? [] : [warning('Earlier state not usable', stateWarning)];
}

function foreign({ foreign: paths, published }: RunReport): readonly Finding[] {
  if (paths.length === 0) return [];
  const names = firstLines(paths.map((path) => JSON.stringify(path.slice(0, 80))));
  const next = published ? 'This commit leaves them out' : 'The next commit leaves them out';
  return [
    warning(
      'Foreign files on the data branch',
      `The manifest does not name ${plural(paths.length, 'file')} on the branch: ${names} ${next}. Somebody else can write to the branch: protect it with a ruleset.`,
    ),
  ];
}

function internal({ isInternal }: RunReport): readonly Finding[] {
  if (!isInternal) return [];
  return [
    notice(
      'Internal repository',
      'Every member of the enterprise can read this repository, and with it the data about users.',
    ),
  ];
}

function warning(title: string, message: string): Finding {
  return { level: 'warning', title, message };
}

function notice(title: string, message: string): Finding {
  return { level: 'notice', title, message };
}

function firstLines(lines: readonly string[]): string {
  const more = lines.length > MOST_LINES ? `; and ${lines.length - MOST_LINES} more` : '';
  return `${lines.slice(0, MOST_LINES).join('; ')}${more}.`;
}
