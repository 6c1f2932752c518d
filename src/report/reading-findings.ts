import { DAY_MS, isoSecond } from '../instants.ts';
import { launchGaps } from '../snapshot/coverage.ts';
import type { Collected } from '../sources/activity-feed/collect.ts';
import { CLOCK_TITLE } from '../sync/clocks.ts';
import { type Finding, firstLines, notice, warning } from './finding.ts';
import { durationOf, number, pendingQueries, plural, type RunReport, span } from './run-report.ts';

/** The summary lists gaps in a table of their own. */
export const GAP_TITLE = 'Gap: launches of this time may be missing';

/** Returns what to say of what the deadline left to the next run. */
export function deadline({
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

/** Returns what to say of content time that was not listed. */
export function notListed({ unlisted }: Collected): readonly Finding[] {
  const lines = unlisted.map(
    ({ window, error }) => `${span(window)}: ${error.message}. ${error.remedy.replace(/\.$/, '')}`,
  );
  if (lines.length === 0) return [];
  return [warning('Content not listed', `The next run lists it again. ${firstLines(lines)}`)];
}

/** Returns what to say of content blobs that were not read. */
export function notRead({ collected: { unread, failures }, postponed }: RunReport): readonly Finding[] {
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

/** Returns what to say of the gaps that a run opened. */
export function gaps({ newGaps }: RunReport): readonly Finding[] {
  const lines = launchGaps(newGaps).map(
    ({ gap_from, gap_to, reason }) => `${isoSecond(gap_from)} to ${isoSecond(gap_to)}: ${reason}`,
  );
  return lines.length === 0 ? [] : [warning(GAP_TITLE, firstLines(lines))];
}

/** Returns what to say of audit search that shows nothing. */
export function blindSearch({ search: { isBlind, unproven } }: RunReport): readonly Finding[] {
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

/** Returns what to say of audit search that failed. */
export function searchProblems({ search: { problems }, state: { history } }: RunReport): readonly Finding[] {
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

/** Returns what to say of where the audit log begins. */
export function retention({ search: { keptFrom, reachMs } }: RunReport): readonly Finding[] {
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

/** Returns what to say of entries in the list of content that are not as documented. */
export function malformed({ malformed: entries }: Collected): readonly Finding[] {
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

/** Returns what to say of the subscription. */
export function subscription({ subscription: state, startableAt }: RunReport): readonly Finding[] {
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

/** Returns what to say of a state that was not usable. */
export function state({ stateWarning }: RunReport): readonly Finding[] {
  return stateWarning === undefined ? [] : [warning('Earlier state not usable', stateWarning)];
}

/** Returns what to say of clocks that differ. */
export function clocks({ clockWarning }: RunReport): readonly Finding[] {
  return clockWarning === undefined ? [] : [warning(CLOCK_TITLE, clockWarning)];
}
