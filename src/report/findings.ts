import { DAY_MS, isoSecond } from '../instants.ts';
import { launchGaps } from '../snapshot/coverage.ts';
import type { Collected } from '../sources/activity-feed/collect.ts';
import { CLOCK_TITLE } from '../sync/clocks.ts';
import { largeArtifact } from './artifact-size.ts';
import { deliveryFindings } from './delivery-findings.ts';
import { importFindings } from './import-report.ts';
import { inventoryFindings } from './inventory-findings.ts';
import { durationOf, number, pendingQueries, plural, type RunReport, span } from './run-report.ts';

/** Something that needs attention, or is good to know. */
export interface Finding {
  readonly level: 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** What only helps to search the log. */
  readonly ids?: string;
}

/** The summary lists gaps in a table of their own. */
export const GAP_TITLE = 'Gap: launches of this time may be missing';

/** A runner shows ten warnings of a step: what has no place there stands in one line that counts it. */
const MOST_LINES = 3;

/** Returns all that a user should know of a run, the most important first. Never a user's name. */
export function findingsOf(report: RunReport): readonly Finding[] {
  const { collected } = report;
  return [
    ...deadline(report),
    ...notListed(collected),
    ...notRead(report),
    ...gaps(report),
    ...damaged(report),
    ...blindSearch(report),
    ...searchProblems(report),
    ...malformed(collected),
    ...state(report),
    ...manualStart(report),
    ...notMerged(report),
    ...clocks(report),
    ...foreign(report),
    ...importFindings(report.imported),
    ...unreadable(report),
    ...impossible(report),
    ...notRecognized(collected),
    ...withoutApp(collected),
    ...failed(collected),
    ...notCached(report),
    ...notDeleted(report),
    ...suspectedRepeats(report),
    ...possibleTwins(report),
    ...retention(report),
    ...subscription(report),
    ...internal(report),
    ...inventoryFindings(report.inventory, report.merged),
    ...largeArtifact(report),
    ...deliveryFindings(report.deliveries),
  ];
}

function deadline({
  deadlineMs,
  collected: { deadlinePassed, unread, unlisted },
}: RunReport): readonly Finding[] {
  if (!deadlinePassed) return [];
  const left = [
    ...(unread.length > 0 ? [plural(unread.length, 'content blob')] : []),
    ...(unlisted.length > 0 ? [plural(unlisted.length, 'window')] : []),
  ].join(' and ');
  return [
    warning(
      'Deadline reached',
      `The deadline of ${durationOf(deadlineMs)} passed before everything was read: ${left} ${unread.length + unlisted.length === 1 ? 'waits' : 'wait'} for the next run. If this happens again, see below what slows the service down, or raise \`deadline\` together with timeout-minutes of the job.`,
    ),
  ];
}

function notListed({ unlisted }: Collected): readonly Finding[] {
  const lines = unlisted.map(
    ({ window, error }) => `${span(window)}: ${error.message}. ${error.remedy.replace(/\.$/, '')}`,
  );
  if (lines.length === 0) return [];
  return [warning('Content not listed', `The next run lists it again. ${firstLines(lines)}`)];
}

function notRead({ collected: { unread, failures }, postponed }: RunReport): readonly Finding[] {
  if (unread.length === 0) return [];
  const reasons = [...failures].map(([message, count]) => `${count} × ${message}`);
  // What the deadline left was never asked for.
  const why = reasons.length === 0 ? '' : ` ${firstLines(reasons)}`;
  const ids = firstLines(unread.map(({ id }) => id));
  const held =
    postponed === 0
      ? ''
      : ` There are too many to list: the watermark stops before ${number(postponed)} of them.`;
  return [
    {
      ...warning(
        'Content not read',
        `Cannot read ${plural(unread.length, 'content blob')}; the next run tries again.${held}${why}`,
      ),
      ids,
    },
  ];
}

function gaps({ newGaps }: RunReport): readonly Finding[] {
  const lines = launchGaps(newGaps).map(
    ({ gap_from, gap_to, reason }) => `${isoSecond(gap_from)} to ${isoSecond(gap_to)}: ${reason}`,
  );
  return lines.length === 0 ? [] : [warning(GAP_TITLE, firstLines(lines))];
}

function damaged({ merged: { damage }, published }: RunReport): readonly Finding[] {
  if (damage.paths.size === 0) return [];
  const lost = [...damage.lost.values()];
  const names = firstLines([...damage.paths].sort());
  const lines = lost.map(({ table, date_from: from, date_to: to }) => {
    const days = from === null ? 'whole' : from === to ? `${from}` : `${from} to ${to}`;
    return `${table} (${days})`;
  });
  const outcome =
    lines.length === 0
      ? `Nothing is lost: ${published ? 'they were' : 'they will be'} made again from the same rows in the other format, or from other tables.`
      : `No other format has the rows of ${firstLines(lines)} What derives from launches was made again from those that are left; names of apps, environments and users come back with their next launch. To get back the rest, restore an earlier commit or artifact of the snapshot; what is at most 7 days old comes back with a run with \`start-time\`.`;
  return [
    warning(
      lines.length === 0 ? 'Data files repaired' : 'Data files lost',
      `${plural(damage.paths.size, 'data file')} of the published snapshot ${damage.paths.size === 1 ? 'was' : 'were'} missing or changed by someone else: ${names} ${outcome} Let nothing but this workflow write to the data set.`,
    ),
  ];
}

function blindSearch({ search: { isBlind, unproven } }: RunReport): readonly Finding[] {
  if (unproven === 0) return [];
  const why = isBlind
    ? 'none of the launches that the snapshot has of that time came back, as when a permission is missing'
    : 'nothing came back that shows that it was searched';
  return [
    warning(
      'Audit search proves nothing',
      `${plural(unproven, 'window')} of audit search ${unproven === 1 ? 'was' : 'were'} read, but ${why}. This time is not called covered until a later run proves it. Check that the app registration has the application permission AuditLogsQuery.Read.All of Microsoft Graph with admin consent: with AuditLog.Read.All, or the permission of another workload alone, every search succeeds and finds nothing.`,
    ),
  ];
}

function searchProblems({ search: { problems }, state: { history } }: RunReport): readonly Finding[] {
  if (problems.length === 0) return [];
  const waiting = pendingQueries(history.queries);
  const next = waiting === 0 ? '' : ` ${plural(waiting, 'query waits', 'queries wait')} for the next run.`;
  const lines = problems.map((line) => line.replace(/\.$/, ''));
  return [
    warning(
      'Audit search failed',
      `The launches of the feed were read all the same.${next} ${firstLines(lines)}`,
    ),
  ];
}

function retention({ search: { keptFrom, reachMs } }: RunReport): readonly Finding[] {
  if (keptFrom === null) return [];
  const longer = reachMs > KEPT_MS ? ' Microsoft keeps 180 days unless the tenant pays for more.' : '';
  return [
    notice(
      'Where the audit log begins',
      `The audit log keeps nothing before ${isoSecond(keptFrom)}, as far as its search shows. Launches before are unknown, not zero.${longer}`,
    ),
  ];
}

const KEPT_MS = 180 * DAY_MS;

function malformed({ malformed: entries }: Collected): readonly Finding[] {
  if (entries.length === 0) return [];
  const problems = Map.groupBy(entries, ({ problem }) => problem);
  const lines = [...problems].map(([problem, { length }]) => `${problem} × ${length}`);
  const nameless = entries.filter(({ namesBlob }) => !namesBlob).length;
  const lost =
    nameless === 0
      ? 'Their content blobs were read all the same.'
      : `${nameless} of them name no content blob: that time is a gap until it is listed without them.`;
  return [
    warning(
      'Malformed entries in the list of content',
      `The service listed ${plural(entries.length, 'entry', 'entries')} that are not as documented: ${firstLines(lines)} ${lost} All other entries were read as always. If it happens again, ask Microsoft support.`,
    ),
  ];
}

function unreadable({ collected, searched }: RunReport): readonly Finding[] {
  const lines = [...collected.unreadable, ...searched.unreadable];
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
      `The snapshot held ${plural(count, 'record')} from before 2015 or from after this run. They distorted its last day, and have been removed.`,
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

function notMerged({ notMerged: problems }: RunReport): readonly Finding[] {
  if (problems.length === 0) return [];
  return [
    warning(
      'Artifacts not read',
      `${firstLines(problems)} If runs overlapped, launches that only one of them read are missing until a later run can read its artifact.`,
    ),
  ];
}

function notDeleted({ notDeleted: problem }: RunReport): readonly Finding[] {
  if (problem === undefined) return [];
  return [
    notice(
      'Older artifacts not deleted',
      `${problem} The data set is whole: until they expire, they only take up storage.`,
    ),
  ];
}

function suspectedRepeats({ merged: { suspectedRepeats: count } }: RunReport): readonly Finding[] {
  if (count === 0) return [];
  const told = `${plural(count, 'launch has', 'launches have')} the same app, user and second as another on the days read.`;
  return [notice('Suspected repeats', `${told} All are kept.`)];
}

function possibleTwins({
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

function subscription({ subscription: state, startableAt }: RunReport): readonly Finding[] {
  if (startableAt !== undefined) {
    return [
      warning(
        'Subscription not started',
        `The subscription to Audit.General is off, and the service takes no request to start it before ${isoSecond(startableAt)}, because the last one was a short time ago. Until it is on, no new content comes: run the workflow again after that time.`,
      ),
    ];
  }
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
    case 'restarted':
      return [
        notice(
          'No new content yet',
          'The subscription to Audit.General was off, and has not listed new content since it was started again. The watermark waits for it, because the first content may be a day old.',
        ),
      ];
  }
}

function state({ stateWarning }: RunReport): readonly Finding[] {
  return stateWarning === undefined ? [] : [warning('Earlier state not usable', stateWarning)];
}

function manualStart({ isManualStart, stores }: RunReport): readonly Finding[] {
  if (!isManualStart) return [];
  return [warning(MANUAL_START_TITLE, manualStartText(stores.map(({ label }) => label).join(' and ')))];
}

/** The title of the warning about a run by hand that found no snapshot. */
export const MANUAL_START_TITLE = 'No snapshot to extend';

/** Returns what to do about a run by hand that found no snapshot. */
export function manualStartText(stores: string): string {
  return `This is a manual run, and there is no snapshot to extend (${stores}): it starts a data set of its own, which holds this window alone. If a scheduled workflow keeps one, give this run the same \`publish\`, \`branch\`, \`artifact-name\` and \`directory\`, and delete what a run like this one published.`;
}

function clocks({ clockWarning }: RunReport): readonly Finding[] {
  return clockWarning === undefined ? [] : [warning(CLOCK_TITLE, clockWarning)];
}

function foreign({ foreign: paths, foreignCommit, published }: RunReport): readonly Finding[] {
  if (paths.length === 0) return foreignCommit === undefined ? [] : [foreignCommitFinding(foreignCommit)];
  const names = firstLines(paths.map((path) => JSON.stringify(path.slice(0, 80))));
  const next = published ? 'This commit leaves them out' : 'The next commit leaves them out';
  return [
    warning(
      'Foreign files on the data branch',
      `The manifest does not name ${plural(paths.length, 'file')} on the branch: ${names} ${next}. Somebody else can write to the branch: protect it with a ruleset.`,
    ),
  ];
}

function foreignCommitFinding(commit: string): Finding {
  return warning(
    'Foreign commit on the data branch',
    `Commit ${commit.slice(0, 7)} is not signed with this data-key, so somebody else wrote to the branch. Every data file was compared with the manifest; \`README.md\`, \`report.html\` and \`datapackage.json\` are written anew. Find out who it was, and protect the branch with a ruleset.`,
  );
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
