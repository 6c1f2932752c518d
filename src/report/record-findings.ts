import type { Collected } from '../sources/activity-feed/collect.ts';
import { type Finding, firstLines, notice, warning } from './finding.ts';
import { number, plural, type RunReport } from './run-report.ts';

/** Returns what to say of records that were not understood. */
export function unreadable({ collected, searched }: RunReport): readonly Finding[] {
  const lines = [...collected.unreadable, ...searched.unreadable];
  if (lines.length === 0) return [];
  return [
    warning(
      'Unreadable records',
      `Cannot read ${plural(lines.length, 'audit record')}. ${firstLines(lines)}`,
    ),
  ];
}

/** Returns what to say of Power Apps records of which none is a launch. */
export function notRecognized({ launches, powerAppsOperations }: Collected): readonly Finding[] {
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

/** Returns what to say of launches that name no app. */
export function withoutApp({ launches }: Collected): readonly Finding[] {
  const count = launches.filter(({ appId }) => appId === null).length;
  if (count === 0) return [];
  return [
    warning(
      'Launches without an app',
      `${count} of ${plural(launches.length, 'launch', 'launches')} name no app. They are kept; the service may have changed its records.`,
    ),
  ];
}

/** Returns what to say of launches that failed. */
export function failed({ launches }: Collected): readonly Finding[] {
  const count = launches.filter(({ succeeded }) => !succeeded).length;
  if (count === 0) return [];
  return [
    notice(
      'Failed launches',
      `${number(count)} of ${plural(launches.length, 'launch', 'launches')} read failed. They are in the table launches with succeeded 0, and count in no figure.`,
    ),
  ];
}

/** Returns what to say of stored records of impossible times. */
export function impossible({ merged: { impossible: count } }: RunReport): readonly Finding[] {
  if (count === 0) return [];
  return [
    warning(
      'Records of impossible times removed',
      `The snapshot held ${plural(count, 'record')} from before 2015 or from after this run. They distorted its last day, and have been removed.`,
    ),
  ];
}

/** Returns what to say of launches that look like repeats. */
export function suspectedRepeats({ merged: { suspectedRepeats: count } }: RunReport): readonly Finding[] {
  if (count === 0) return [];
  const told = `${plural(count, 'launch has', 'launches have')} the same app, user and second as another on the days read.`;
  return [notice('Suspected repeats', `${told} All are kept.`)];
}

/** Returns what to say of launches that may be twins. */
export function possibleTwins({
  merged: { possibleTwins: count, added },
  withUsers,
}: RunReport): readonly Finding[] {
  // A run that adds none has told of them before.
  if (count === 0 || added === 0) return [];
  const launches = plural(count, 'launch', 'launches');
  const beside = `${launches} of the days read came as RecordType 45 alongside as many of RecordType 256 in the same second`;
  const why = withUsers
    ? 'and do not name both app and user'
    : 'and with users: none there is no way to tell whether they are the same';
  return [notice('Launches that may count twice', `${beside}, ${why}. All of them are kept and count.`)];
}
