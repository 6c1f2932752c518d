import type { RunReport } from '../../src/report/run-report.ts';
import { appNames } from '../../src/snapshot/app-names.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { launchRow } from '../../src/snapshot/launch-rows.ts';
import type { Collected } from '../../src/sync/collect.ts';
import { NO_STATE } from '../../src/sync/state.ts';
import { manifestOf } from '../snapshot/fixtures.ts';

const NOW = Date.UTC(2026, 10, 22);

export interface Given extends Partial<Omit<RunReport, 'collected' | 'extended'>> {
  readonly collected?: Partial<Collected>;
  readonly extended?: Partial<RunReport['extended']>;
}

/** Gives the report of a run that had nothing to do and nothing to tell, but for what is given. The days hold what was read. */
export function reportOf({ collected = {}, extended = {}, ...given }: Given = {}): RunReport {
  return {
    window: { start: NOW - 3_600_000, end: NOW },
    state: { ...NO_STATE, watermark: NOW },
    complete: true,
    collected: {
      ...{ launches: [], events: [], records: 0, other: 0, unreadable: [], powerAppsOperations: new Map() },
      ...{ pages: 1, blobsListed: 0, known: 0, read: [], unread: [], lost: [], unlisted: [] },
      ...{ listed: { start: NOW - 3_600_000, end: NOW }, failures: new Map() },
      ...collected,
    },
    extended: {
      ...{ entries: [], files: new Map(), removed: new Set<string>() },
      ...{ added: 0, duplicates: 0, tooOld: 0, suspectedRepeats: 0 },
      rowsOfDays: (collected.launches ?? []).map((each) => launchRow(each, openCalendar('UTC'))),
      ...extended,
    },
    names: appNames(collected.launches ?? [], new Map()),
    newGaps: [],
    manifest: manifestOf([]),
    published: true,
    place: 'branch app-launches',
    directory: 'app-launches',
    commitSha: undefined,
    artifactId: undefined,
    artifactUrl: undefined,
    subscriptionStarted: false,
    cacheFailure: undefined,
    withUsers: true,
    ...given,
  };
}

/** Names as hostile as a maker of an app could choose. */
export const HOSTILE: readonly string[] = [
  '=HYPERLINK("https://example.com","x")',
  'a | b | c',
  '`code` ```mermaid',
  '::error file=a::failed',
  '##[error]failed',
  '</script><script>alert(1)</script>',
  '<!-- comment',
  '<img src=x onerror=alert(1)>',
  '@octocat and #1 and owner/repo#2',
  '[link](https://example.com) ![image](http://example.com/x.png)',
  'www.example.com a@example.com mailto:a@example.com',
  '**bold** __bold__ ~~gone~~ $math$ :tada: :100:',
  'first\nsecond\r\n## heading\u2028line\u2029paragraph\u0085next',
  'left \u202e right \u2066 isolate \u200b zero \ufeff mark',
  '\\| \\` &lt;b&gt; &#124;',
  'nul\0 escape\u001b[31m',
  'half \ud800 pair',
  'x'.repeat(10_000),
  '😀'.repeat(200),
];
