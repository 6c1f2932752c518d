import type { Launch } from '../../src/launches/launch.ts';
import { openCalendar } from '../../src/snapshot/calendar.ts';
import { mergeBatch } from '../../src/snapshot/merge.ts';
import { ALL_DATES } from '../../src/snapshot/partitioned-table.ts';
import { makeLaunches, makeSnapshot } from '../history.ts';
import { type Group, type Measured, ratio, WrongAnswer } from '../row.ts';
import { interleave, timed } from '../samples.ts';
import { INPUTS } from '../whole-run.ts';

const ROUNDS = 5;
const UNTIL = Date.parse('2026-11-22T00:00:00Z');
const PER_DAY = 4_000;
const NEW = 1_200;

/** The merge of 1,200 launches of the last 3 of 30 days, and of 1,200 of all 30 days; 120,000 rows before. */
export const merge: Group<'ratio'> = {
  name: 'merge',
  isFull: false,
  goals: {
    ratio: {
      row: 10,
      name: 'merge that touches 3 of 30 days / all 30',
      bound: 'at most',
      goal: 0.13,
      unit: '',
    },
  },
  measure: async () => ({ ratio: await measureMerge() }),
};

async function measureMerge(): Promise<Measured> {
  const history = makeLaunches({ days: 30, launchesPerDay: PER_DAY, until: UNTIL }, 1);
  const of = { tenantId: '11111111-2222-4333-8444-555555555555', key: INPUTS['data-key'], until: UNTIL };
  const { manifest, files } = await makeSnapshot(history, of);
  const published = {
    manifest,
    absent: new Set<string>(),
    read: async (paths: readonly string[]) =>
      paths.map((path) => files.get(path)?.read() ?? new Uint8Array()),
  };
  const calendar = openCalendar('UTC');
  const mergeOnce = async (launches: readonly Launch[]): Promise<void> => {
    const { added } = await mergeBatch(published, {
      launches,
      events: [],
      calendar,
      formats: ['csv', 'parquet'],
      users: 'pseudonym',
      keepFrom: undefined,
      coverage: manifest.coverage,
      possible: ALL_DATES,
      catalog: new Map(),
    });
    if (added !== NEW) throw new WrongAnswer(`A merge added ${added} launches, not ${NEW}`);
  };
  const few = makeLaunches({ days: 3, launchesPerDay: NEW / 3, until: UNTIL }, 2);
  const many = makeLaunches({ days: 30, launchesPerDay: NEW / 30, until: UNTIL }, 3);
  // Once each before: the first ones still compile, and the shorter would bear it for both.
  await mergeOnce(few);
  await mergeOnce(many);
  const times = await interleave(ROUNDS, {
    few: () => timed(() => mergeOnce(few)),
    many: () => timed(() => mergeOnce(many)),
  });
  return ratio(times.few, times.many, ' ms');
}
