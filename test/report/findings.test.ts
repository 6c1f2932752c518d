import { describe, expect, test } from 'vitest';
import { FeedError } from '../../src/errors.ts';
import { findingsOf } from '../../src/report/findings.ts';
import { recordCountsOf } from '../../src/report/run-report.ts';
import { lostBlob } from '../../src/sync/gaps.ts';
import { launch } from '../snapshot/fixtures.ts';
import { type Given, reportOf } from './fixtures.ts';

const instant = '2026-11-22T03:00:00.000Z';
const unread = { id: 'blob-1', created: instant, expires: instant, tries: 1 };
const window = { start: Date.parse(instant), end: Date.parse(instant) + 3_600_000 };
const error = new FeedError('Could not list', 'Wait.', { code: '', status: 503 });
const one = launch({ eventId: 'a', launchedAt: 0 });
const seen = new Map([['Edit\nPowerApp', 2]]);

test('a run in which all went well has nothing to tell', () => {
  expect(findingsOf(reportOf({ collected: { launches: [one], powerAppsOperations: seen } }))).toEqual([]);
});

describe('each thing that needs attention is told', () => {
  test.each<[string, Given, string, string[]]>([
    [
      'a window',
      { collected: { unlisted: [{ window, error }] } },
      'warning',
      ['2026-11-22T03:00:00Z', 'Could not list', 'Wait.'],
    ],
    [
      'a blob',
      { collected: { unread: [unread], failures: new Map([['reset', 1]]) } },
      'warning',
      ['1 content blob', '1 × reset'],
    ],
    [
      'a gap',
      { newGaps: [{ from: instant, to: instant, reason: 'too late' }] },
      'warning',
      ['2026-11-20T03:00:00Z to 2026-11-22T03:00:00Z: too late'],
    ],
    [
      'a lost blob, without its id',
      { newGaps: [lostBlob({ id: '2026$blob', created: Date.parse(instant) })] },
      'warning',
      ['2026-11-20T03:00:00Z to 2026-11-22T03:00:00Z: a content blob was gone before it could be read.'],
    ],
    [
      'a record',
      { collected: { unreadable: ['blob-1: no Id'] } },
      'warning',
      ['1 audit record', 'blob-1: no Id'],
    ],
    ['no launch', { collected: { powerAppsOperations: seen } }, 'warning', ['"Edit\\nPowerApp" × 2']],
    ['no app', { collected: { launches: [one, { ...one, appId: null }] } }, 'warning', ['1 of 2 launches']],
    [
      'launches that failed',
      { collected: { launches: [one, { ...one, succeeded: false }] } },
      'notice',
      ['1 of 2 launches read failed', 'count in no figure'],
    ],
    [
      'records of impossible days',
      { merged: { impossible: 2 } },
      'warning',
      ['held 2 records from before 2015'],
    ],
    ['the cache', { cacheFailure: 'quota' }, 'warning', ['quota', 'Nothing is lost']],
    ['repeats', { merged: { suspectedRepeats: 1 } }, 'notice', ['1 launch has the same app']],
    [
      'launches in both schemas, with users',
      { merged: { possibleTwins: 2, added: 1 } },
      'notice',
      ['2 launches of the days read came as RecordType 45', 'do not name both app and user'],
    ],
    [
      'launches in both schemas, without users',
      { merged: { possibleTwins: 1, added: 1 }, withUsers: false },
      'notice',
      ['1 launch of the days read came as RecordType 45', 'with users: none'],
    ],
    ['a subscription that was off', { subscription: 'started' }, 'notice', ['Content follows']],
    ['a subscription that is silent', { subscription: 'silent' }, 'notice', ['The watermark waits']],
    ['the state', { stateWarning: 'The watermark lies ahead.' }, 'warning', ['The watermark lies ahead.']],
    ['an artifact', { notMerged: ['Cannot download 3'] }, 'warning', ['Cannot download 3.', 'a later run']],
    [
      'older artifacts',
      { notDeleted: 'Cannot delete 2.' },
      'notice',
      ['Cannot delete 2.', 'The data set is whole'],
    ],
    ['a start by hand', { isManualStart: true }, 'warning', ['(branch app-launches)', 'the same `publish`']],
  ])('%s', (_, given, level, texts) => {
    const findings = findingsOf(reportOf(given));
    expect(findings.map((finding) => finding.level)).toEqual([level]);
    for (const text of texts) expect(findings[0]?.message).toContain(text);
  });
});

test.each([
  [1, '1 window waits for the next run'],
  [2, '2 windows wait for the next run'],
])('a deadline that left windows (%d) says how many wait, with one period', (count, told) => {
  const unlisted = Array.from({ length: count }, () => ({ window, error }));
  const findings = findingsOf(reportOf({ collected: { unlisted, deadlinePassed: true } }));
  expect(findings[0]?.message).toContain(told);
  expect(findings[1]?.message).toMatch(/Could not list\. Wait\.$/);
  expect(findings[1]?.message).not.toContain('..');
});

test('ids of content blobs stand apart, for the log alone', () => {
  const [finding] = findingsOf(reportOf({ collected: { unread: [unread] } }));
  expect(finding?.message).toBe('Cannot read 1 content blob; the next run tries again.');
  expect(finding?.ids).toBe('blob-1.');
});

test('a thousand of each stay few and short enough to read, and are counted', () => {
  const many = <T>(value: T): T[] => Array.from({ length: 1000 }, () => value);
  const newGaps = many(instant).map((from, index) => ({ from, to: from, reason: `reason ${index}` }));
  const findings = findingsOf(
    reportOf({
      collected: { unlisted: many({ window, error }), unread: many(unread), unreadable: many('no Id') },
      newGaps,
    }),
  );
  expect(findings).toHaveLength(4);
  for (const { message, ids = '' } of findings) {
    expect(message.length).toBeLessThan(1000);
    expect(`${message} ${ids}`).toContain('and 997 more');
  }
});

test('counts reconcile', () => {
  const { records, ...parts } = recordCountsOf(
    reportOf({
      collected: {
        ...{ launches: [one, one, one], records: 14, other: 8, unreadable: ['x', 'y'] },
        events: [{ ...one, occurredAt: 0, operation: 'DeletePowerApp' }],
      },
      merged: { added: 1, duplicates: 1, tooOld: 1 },
    }),
  );
  expect(parts).toEqual({ added: 1, failed: 0, tooOld: 1, duplicates: 1, otherOperations: 9, unreadable: 2 });
  expect(Object.values(parts).reduce((sum, count) => sum + count)).toBe(records);
});
