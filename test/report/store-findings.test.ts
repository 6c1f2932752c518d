import { expect, test } from 'vitest';
import { findingsOf } from '../../src/report/findings.ts';
import { reportRun } from '../../src/report/outputs.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { SnapshotFile } from '../../src/snapshot/manifest.ts';
import { manifestOf } from '../snapshot/fixtures.ts';
import { reportOf } from './fixtures.ts';

const ARTIFACT = 'artifact app-launches';
const BRANCH = 'branch app-launches';

/** Returns the report of a run whose snapshot has so many bytes in two files, and lies in these stores. */
function reportWith(bytes: number, stores: readonly string[] = [ARTIFACT]): RunReport {
  const file: Omit<SnapshotFile, 'path' | 'bytes'> = {
    ...{ table: 'launches', format: 'csv', rows: 1, sha256: 'a'.repeat(64) },
    ...{ date_from: null, date_to: null, sealed: true },
  };
  const files = [
    { ...file, path: 'csv/launches/1.csv', bytes: 50_000_000 },
    { ...file, path: 'csv/launches/2.csv', bytes: bytes - 50_000_000 },
  ];
  return reportOf({
    manifest: manifestOf(files),
    stores: stores.map((label) => ({ label, url: undefined, commit: undefined, reportUrl: undefined })),
    artifactId: stores.includes(ARTIFACT) ? 1 : undefined,
  });
}

test.for<{ readonly bytes: number; readonly stores: readonly string[]; readonly says: readonly string[] }>([
  { bytes: 200_000_000, stores: [ARTIFACT], says: [] },
  {
    bytes: 200_000_001,
    stores: [ARTIFACT],
    says: ['201 MB', '`publish: branch`', '`publish: data-lake`'],
  },
  { bytes: 1_500_000_000, stores: [ARTIFACT], says: ['1,500 MB'] },
  { bytes: 300_000_000, stores: [BRANCH], says: [] },
  { bytes: 300_000_000, stores: [BRANCH, ARTIFACT], says: ['300 MB', 'Leave `artifact` out of `publish`'] },
])('a snapshot of $bytes bytes in $stores', ({ bytes, stores, says }) => {
  const findings = findingsOf(reportWith(bytes, stores));
  expect(findings.map(({ level, title }) => [level, title])).toEqual(
    says.length === 0 ? [] : [['notice', 'Large artifact']],
  );
  for (const text of says) expect(findings[0]?.message).toContain(text);
});

test('a large artifact stands in an annotation and in the summary', async () => {
  const told: string[] = [];
  let summary = '';
  const ignore = (): void => undefined;
  await reportRun(
    {
      log: {
        ...{ debug: ignore, info: ignore, warning: ignore, error: ignore },
        notice: (message, title) => told.push(`${title}: ${message}`),
        group: (_, work) => work(),
      },
      setOutput: ignore,
      writeSummary: async (markdown) => {
        summary = markdown;
      },
    },
    reportWith(250_000_000),
  );
  expect(told).toEqual([expect.stringMatching(/^Large artifact: The data set has 250 MB/)]);
  expect(summary).toContain('Large artifact');
  expect(summary).toContain('data-lake');
});
