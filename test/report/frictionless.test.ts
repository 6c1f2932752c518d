import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { launch } from '../snapshot/fixtures.ts';
import { DATA_SETS, publishDataSet } from './data-sets.ts';
import { HOSTILE } from './fixtures.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'frictionless-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Looks for them without loading them, which takes as long as the test. */
const HAS_PACKAGES =
  "import sys; from importlib.util import find_spec; sys.exit(None in map(find_spec, ('frictionless', 'pandas', 'pyarrow')))";

/** A Python that has frictionless, pandas and pyarrow: that of .ci/run, or the machine's own. */
const python = [
  join(root, '.venv', 'bin', 'python'),
  join(root, '.venv', 'Scripts', 'python.exe'),
  'python3',
].find((candidate) => {
  if (candidate.startsWith(root) && !existsSync(candidate)) return false;
  try {
    execFileSync(candidate, ['-c', HAS_PACKAGES], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
if (python === undefined) {
  console.warn('Skipped: there is no Python with .ci/requirements.txt, as .ci/run installs it');
}

const READER = `
import json, sys
from frictionless import FrictionlessException, Package
def problems(folder):
    try:
        report = Package(folder + '/datapackage.json').validate()
    except FrictionlessException as error:
        return [str(error)], {}
    errors = [str(error.message) for error in report.errors]
    for task in report.tasks:
        errors += [task.name + ': ' + error.message for error in task.errors]
    return errors, {task.name: task.stats.get('rows') for task in report.tasks}
print(json.dumps([problems(folder) for folder in sys.argv[1:]]))
`;

const answerSchema = z.array(z.tuple([z.array(z.string()), z.record(z.string(), z.number().nullable())]));

type Files = ReadonlyMap<string, Uint8Array>;

/** Returns for each snapshot what frictionless holds against it, and the rows of each table. */
function validate(python: string, snapshots: readonly Files[]) {
  const folders = snapshots.map((files, index) => {
    const place = join(folder, `${index}`);
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), bytes);
    }
    return place;
  });
  return answerSchema.parse(
    JSON.parse(execFileSync(python, ['-c', READER, ...folders], { encoding: 'utf8' })),
  );
}

test.skipIf(python === undefined)(
  'frictionless reads every table of a snapshot, also of an empty one',
  async () => {
    const empty = { listedDays: 7, days: [], gaps: [] };
    const days = DATA_SETS['a first run that covers 5 days, and launches that came late'] ?? empty;
    const event = {
      ...{ eventId: 'd', occurredAt: Date.UTC(2026, 10, 20), operation: 'DeletePowerApp' },
      ...{ appId: 'app-1', environmentId: null, userKey: null, appName: null, environmentName: null },
    };
    const rename = (each: ReturnType<typeof launch>, index: number) => {
      const name = HOSTILE[index % HOSTILE.length] ?? null;
      return { ...each, appId: `app-${index % HOSTILE.length}`, appName: name, environmentName: name };
    };
    const cases = (['pseudonym', 'name', 'none'] as const).flatMap((users) =>
      ([['csv', 'parquet'], ['parquet']] as const).flatMap((formats) => [
        { dataSet: empty, how: { users, formats } },
        { dataSet: days, how: { users, formats, change: rename, events: [event] } },
      ]),
    );
    const snapshots: Files[] = [];
    for (const { dataSet, how } of cases) snapshots.push((await publishDataSet(dataSet, how)).files);
    const whole = snapshots[1] ?? new Map();
    const text = Buffer.from(whole.get('datapackage.json') ?? []).toString('utf8');
    const wrong = new Map(whole).set('datapackage.json', Buffer.from(text.replace('"event_id"', '"event"')));
    const answers = validate(python ?? '', [...snapshots, wrong]);
    expect(answers.slice(0, -1).map(([errors]) => errors)).toEqual(cases.map(() => []));
    for (const [index, { dataSet, how }] of cases.entries()) {
      const { launches } = answers[index]?.[1] ?? {};
      if (dataSet === empty) expect(launches ?? 0).toBe(0);
      // Of several Parquet files it reads the first.
      else expect(launches).toBeGreaterThan(how.formats[0] === 'csv' ? 80 : 5);
    }
    expect(answers.at(-1)?.[0].join()).toContain('event');
  },
);
