import { expect, test } from 'vitest';
import { SnapshotError, StoreError } from '../../../src/errors.ts';
import { DAY_MS, HOUR_MS } from '../../../src/instants.ts';
import { encodeCheckpoint } from '../../../src/stores/data-lake/checkpoint.ts';
import { checkpointPath, commitPath, hintPath, readTable } from '../../../src/stores/data-lake/delta-log.ts';
import { lostLaunches } from '../../../src/sync/gaps.ts';
import { readDelta } from '../../e2e/lake-reader.ts';
import { TABLES } from '../../e2e/lake-world.ts';
import { launch } from '../../snapshot/fixtures.ts';
import { MemoryLake, publishTo, STATE, T0 } from './memory-lake.ts';

const LAUNCHES = 'power-apps/launches';
const OLD = ['a', 'b', 'c'].map((eventId, day) => launch({ eventId, launchedAt: T0 - day * DAY_MS }));

/** A lake with a first snapshot, made once for all tests. */
async function published(): Promise<MemoryLake> {
  first ??= (async () => {
    const lake = new MemoryLake();
    await publishTo(lake, { launches: OLD });
    lake.now += HOUR_MS;
    return lake;
  })();
  return (await first).copy();
}

let first: Promise<MemoryLake> | undefined;
let twelfth: Promise<MemoryLake> | undefined;

async function idsIn(lake: MemoryLake): Promise<readonly unknown[]> {
  return (await readDelta(lake.files, LAUNCHES)).rows.map(({ event_id: id }) => id).sort();
}

async function liveOf(lake: MemoryLake, table = LAUNCHES): Promise<readonly string[]> {
  return (await readDelta(lake.files, table)).files;
}

/** Publishes a launch more, and expects the old ones to be there still. */
async function expectNothingLost(lake: MemoryLake): Promise<void> {
  await publishTo(lake, { launches: [launch({ eventId: 'new', launchedAt: lake.now })] });
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c', 'new']);
  const daily = await readDelta(lake.files, 'power-apps/daily');
  expect(daily.rows.reduce((sum, row) => sum + Number(row.launches), 0)).toBe(4);
  expect((await readDelta(lake.files, 'power-apps/snapshot')).rows.map((row) => row.launches)).toEqual([4]);
}

/** Commits to a table as another program does. */
function commitAs(lake: MemoryLake, version: number, ...lines: readonly object[]): void {
  lake.put(commitPath(LAUNCHES, version), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

const addOf = (path: string, size: number) => ({
  add: {
    path,
    partitionValues: { month: '2026-11' },
    size,
    modificationTime: 1,
    dataChange: true,
    stats: '{"numRecords":1,"minValues":{},"maxValues":{},"nullCount":{}}',
  },
});
const removeOf = (path: string) => ({ remove: { path, deletionTimestamp: T0, dataChange: true } });

test('a state that is lost is made anew from the tables, in plain words', async () => {
  const lake = await published();
  lake.files.delete(STATE);
  await expectNothingLost(lake);
  expect(lake.warnings).toEqual([
    'The state power-apps/_audit_log_sync/manifest.json of the data lake is missing. The run makes it anew from the tables: no launch is lost, the run reads again what the feed still lists, and the covered time begins anew.',
  ]);
  const { base } = await publishTo(lake);
  expect(base?.isUnpublished).toBe(undefined);
});

test('a state that is damaged is told, with the file to delete', async () => {
  const lake = await published();
  lake.put(STATE, '{}');
  const error = await publishTo(lake).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SnapshotError);
  expect(String(error)).toContain(`Cannot read the state ${STATE} of the data lake`);
  lake.files.delete(STATE);
  await expectNothingLost(lake);
});

test.each([
  ['with its state', false],
  ['without it', true],
])('a lake of another tenant, %s, is refused and stays as it is', async (_, isLost) => {
  const lake = await published();
  if (isLost) lake.files.delete(STATE);
  const before = [...lake.files.keys()];
  await expect(publishTo(lake, { tenantId: '99999999-2222-4333-8444-555555555555' })).rejects.toThrow(
    'The published snapshot belongs to tenant 11111111-2222-4333-8444-555555555555, but this run reads 99999999-2222-4333-8444-555555555555',
  );
  expect([...lake.files.keys()]).toEqual(before);
});

test('foreign files where a table would be are refused, and those beside the tables are let be', async () => {
  const lake = new MemoryLake();
  lake.put('power-apps/launches/2026.csv', 'a,b');
  await expect(publishTo(lake)).rejects.toThrow(
    'The folder power-apps/launches of the data lake holds files that are not of this action, such as "2026.csv"',
  );
  lake.files.delete('power-apps/launches/2026.csv');
  lake.put('power-apps/other/2026.csv', 'a,b');
  await publishTo(lake, { launches: OLD });
  lake.put('power-apps/launches/month=2026-11/stray.parquet', 'not in the log');
  lake.put('power-apps/launches/_delta_log/probe.txt', 'probe');
  await expectNothingLost(lake);
});

test('a Delta table of somebody else is refused', async () => {
  const lake = await published();
  const table = commitPath('power-apps/apps', 0);
  lake.put(
    table,
    lake.files.get(table)?.bytes.toString().replaceAll('audit-log-sync.tenant-id', 'owner') ?? '',
  );
  lake.files.delete(STATE);
  await expect(publishTo(lake)).rejects.toThrow(
    'The table power-apps/apps of the data lake was not made by this action',
  );
});

test('rows that another program wrote, merged or inserted are taken over once, and said', async () => {
  const lake = await published();
  const [oldest = '', second = '', third = ''] = await liveOf(lake);
  const other = new MemoryLake();
  await publishTo(other, {
    launches: [...OLD.slice(0, 2), launch({ eventId: 'inserted', launchedAt: T0 - HOUR_MS })],
  });
  const [, latest = ''] = await liveOf(other);
  const bytes = other.files.get(`${LAUNCHES}/${latest}`)?.bytes ?? Buffer.alloc(0);
  // OPTIMIZE of the newest file, and an INSERT of a row that is there and one that is not.
  const optimized = 'month=2026-11/part-00000-aaaa.c000.snappy.parquet';
  const own = lake.files.get(`${LAUNCHES}/${third}`)?.bytes ?? Buffer.alloc(0);
  lake.put(`${LAUNCHES}/${optimized}`, own);
  commitAs(lake, 1, removeOf(third), addOf(optimized, own.length));
  const inserted = 'month=2026-11/part-00001-bbbb.c000.snappy.parquet';
  lake.put(`${LAUNCHES}/${inserted}`, bytes);
  commitAs(lake, 2, addOf(inserted, bytes.length));
  await publishTo(lake);
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c', 'inserted']);
  expect(lake.warnings).toEqual([
    expect.stringContaining(
      'Another program wrote to the table power-apps/launches of the data lake (2 files). Its rows were taken over, each event id once',
    ),
  ]);
  expect((await liveOf(lake)).slice(0, 2)).toEqual([oldest, second]);
  expect(
    (await readDelta(lake.files, 'power-apps/daily')).rows.reduce(
      (sum, row) => sum + Number(row.launches),
      0,
    ),
  ).toBe(4);
});

test('a row that another program inserted is noticed, also when no file of ours went', async () => {
  const lake = await published();
  const other = new MemoryLake();
  await publishTo(other, { launches: [launch({ eventId: 'inserted', launchedAt: T0 })] });
  const [file = ''] = await liveOf(other);
  const bytes = other.files.get(`${LAUNCHES}/${file}`)?.bytes ?? Buffer.alloc(0);
  lake.put(`${LAUNCHES}/month=2026-11/part-0.parquet`, bytes);
  commitAs(lake, 1, addOf('month=2026-11/part-0.parquet', bytes.length));
  await publishTo(lake);
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c', 'inserted']);
  expect((await readDelta(lake.files, 'power-apps/daily')).rows).toHaveLength(3);
  expect((await liveOf(lake)).join()).not.toContain('part-0');
});

test('facts are committed first, then what derives from them, then what says how complete they are, then the state', async () => {
  const lake = new MemoryLake();
  await publishTo(lake, { launches: OLD });
  const order = lake.asked
    .filter(({ what, path }) => what === 'put' && path.endsWith('.json'))
    .map(({ path }) => path.split('/')[1]);
  expect([order.slice(0, 2).sort(), order.slice(-2)]).toEqual([
    ['events', 'launches'],
    ['snapshot', '_audit_log_sync'],
  ]);
});

test('rows that somebody deleted stay deleted, in all tables', async () => {
  const lake = await published();
  const [oldest = ''] = await liveOf(lake);
  commitAs(lake, 1, removeOf(oldest));
  await publishTo(lake);
  expect(await idsIn(lake)).toEqual(['a', 'b']);
  expect((await readDelta(lake.files, 'power-apps/daily')).rows).toHaveLength(2);
});

test('a table whose folder was deleted is a gap of the days that it held', async () => {
  const lake = await published();
  for (const path of [...lake.files.keys()]) if (path.startsWith(`${LAUNCHES}/`)) lake.files.delete(path);
  const { lost, merged } = await publishTo(lake, {
    launches: [launch({ eventId: 'new', launchedAt: lake.now })],
  });
  expect(lost).toEqual(lostLaunches({ manifest: { time_zone: 'UTC' } }, merged.damage));
  expect(lost.length).toBeGreaterThan(0);
  expect(await idsIn(lake)).toEqual(['new']);
});

test.each([
  [
    'a feature of readers',
    {
      protocol: {
        minReaderVersion: 3,
        minWriterVersion: 7,
        readerFeatures: ['deletionVectors'],
        writerFeatures: ['deletionVectors', 'appendOnly'],
      },
    },
    'somebody turned on deletionVectors',
  ],
  [
    'a feature of writers',
    {
      protocol: {
        minReaderVersion: 1,
        minWriterVersion: 7,
        writerFeatures: ['changeDataFeed', 'invariants'],
      },
    },
    'somebody turned on changeDataFeed',
  ],
  [
    'a newer protocol',
    { protocol: { minReaderVersion: 2, minWriterVersion: 5 } },
    'somebody turned on protocol 2/5',
  ],
])('%s stops the run in plain words, and nothing changes', async (_, action, words) => {
  const lake = await published();
  commitAs(lake, 1, action);
  const before = [...lake.files.keys()];
  await expect(publishTo(lake, { launches: OLD })).rejects.toThrow(words);
  expect([...lake.files.keys()]).toEqual(before);
});

test.each([
  [
    'appendOnly',
    (text: string) => text.replace('"configuration":{', '"configuration":{"delta.appendOnly":"true",'),
    'somebody set delta.appendOnly',
  ],
  [
    'a column of somebody else',
    (text: string) =>
      text.replace(
        '\\"fields\\":[',
        '\\"fields\\":[{\\"name\\":\\"team\\",\\"type\\":\\"string\\",\\"nullable\\":true,\\"metadata\\":{}},',
      ),
    'it has the columns team in a way that this release does not write',
  ],
])('a table with %s stops the run in plain words', async (_, change, words) => {
  const lake = await published();
  const metaData =
    lake.files
      .get(commitPath(LAUNCHES, 0))
      ?.bytes.toString()
      .split('\n')
      .find((line) => line.startsWith('{"metaData"')) ?? '';
  lake.put(commitPath(LAUNCHES, 1), change(metaData));
  const error = await publishTo(lake, { launches: [launch({ eventId: 'new', launchedAt: lake.now })] }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SnapshotError);
  expect(String(error)).toContain(words);
  expect(lake.files.has(commitPath(LAUNCHES, 2))).toBe(false);
});

test('a column that an older release did not write is added, and its files stay', async () => {
  const lake = await published();
  const text = lake.files.get(commitPath(LAUNCHES, 0))?.bytes.toString() ?? '';
  lake.put(
    commitPath(LAUNCHES, 0),
    text.replace(
      '{\\"name\\":\\"succeeded\\",\\"type\\":\\"integer\\",\\"nullable\\":true,\\"metadata\\":{}},',
      '',
    ),
  );
  await publishTo(lake, { launches: [launch({ eventId: 'new', launchedAt: lake.now })] });
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c', 'new']);
});

/** A lake with a checkpoint of launches, and two commits after it. */
async function checkpointed(): Promise<MemoryLake> {
  twelfth ??= (async () => {
    const lake = await published();
    for (let run = 1; run <= 12; run += 1) {
      lake.now += HOUR_MS;
      await publishTo(lake, { launches: [launch({ eventId: `more-${run}`, launchedAt: T0 - DAY_MS })] });
    }
    expect(lake.files.has(checkpointPath(LAUNCHES, 10))).toBe(true);
    return lake;
  })();
  return (await twelfth).copy();
}

const HINT = hintPath(LAUNCHES);
const CHECKPOINT = checkpointPath(LAUNCHES, 10);

test.each<[string, (lake: MemoryLake) => void]>([
  ['no hint', (lake) => void lake.files.delete(HINT)],
  ['an empty hint', (lake) => lake.put(HINT, '')],
  ['half a hint', (lake) => lake.put(HINT, '{"version":1')],
  ['a hint of another type', (lake) => lake.put(HINT, '[10]')],
  ['a hint that is newer than all', (lake) => lake.put(HINT, '{"version":999,"size":1}')],
  ['a hint of a checkpoint in parts', (lake) => lake.put(HINT, '{"version":10,"size":1,"parts":2}')],
  ['no checkpoint', (lake) => void lake.files.delete(CHECKPOINT)],
  ['an empty checkpoint', (lake) => lake.put(CHECKPOINT, '')],
  [
    'a checkpoint cut in its footer',
    (lake) => lake.put(CHECKPOINT, lake.files.get(CHECKPOINT)?.bytes.subarray(0, -20) ?? ''),
  ],
  [
    'a commit with a byte-order mark, blank lines and what nobody knows',
    (lake) => {
      const path = commitPath(LAUNCHES, 12);
      lake.put(
        path,
        `\uFEFF\n{"future":{"a":1}}\r\n${lake.files.get(path)?.bytes.toString().replaceAll('\n', '\r\n')}\n\n`,
      );
    },
  ],
])('with %s the table is read as it is', async (_, change) => {
  const lake = await checkpointed();
  const before = await liveOf(lake);
  change(lake);
  await publishTo(lake);
  expect(lake.warnings).toEqual([]);
  expect(lake.files.has(commitPath(LAUNCHES, 13))).toBe(false);
  if (!lake.files.get(commitPath(LAUNCHES, 12))?.bytes.toString().startsWith('\uFEFF'))
    expect(await liveOf(lake)).toEqual(before);
});

test.each([
  ['with its state', false],
  ['without it', true],
])(
  'no commit goes into the past, %s: a hint may name a checkpoint before what was cleaned up',
  async (_, isLost) => {
    const lake = await checkpointed();
    const found = await readTable(lake.open().blobs, LAUNCHES);
    if (found.kind === 'none') throw new Error('no table');
    const { bytes } = await encodeCheckpoint(found.head.state, () => true);
    lake.put(checkpointPath(LAUNCHES, 12), bytes);
    for (let version = 0; version < 12; version += 1) lake.files.delete(commitPath(LAUNCHES, version));
    if (isLost) lake.files.delete(STATE);
    await publishTo(lake, { launches: [launch({ eventId: 'new', launchedAt: lake.now })] });
    expect(lake.files.has(commitPath(LAUNCHES, 11))).toBe(false);
    expect(lake.files.has(commitPath(LAUNCHES, 13))).toBe(true);
  },
);

test('a gap in the commits is told', async () => {
  const lake = await checkpointed();
  lake.files.delete(commitPath(LAUNCHES, 11));
  await expect(publishTo(lake)).rejects.toThrow(
    'Cannot read power-apps/launches/_delta_log/00000000000000000011.json of the data lake',
  );
});

test('removed files go after seven days, also what no commit ever named, and nothing of others', async () => {
  const lake = await published();
  const before = await liveOf(lake);
  const orphan = `${LAUNCHES}/month=2026-11/2026-11-22-00000000-0000-4000-8000-000000000000.parquet`;
  const foreign = `${LAUNCHES}/month=2026-11/other.parquet`;
  lake.put(orphan, 'of a run that was killed');
  lake.put(foreign, 'of somebody');
  const add = (eventId: string) => publishTo(lake, { launches: [launch({ eventId, launchedAt: T0 })] });
  await add('x');
  const [replaced = ''] = before.filter((file) => file.includes('2026-11-22'));
  const isThere = () =>
    [replaced, ...before.filter((file) => file !== replaced)].map((file) =>
      lake.files.has(`${LAUNCHES}/${file}`),
    );
  lake.now += 7 * DAY_MS - HOUR_MS;
  await add('y');
  expect([isThere(), lake.files.has(orphan)]).toEqual([[true, true, true], true]);
  lake.now += 2 * HOUR_MS;
  await add('z');
  expect([isThere(), lake.files.has(orphan), lake.files.has(foreign)]).toEqual([
    [false, true, true],
    false,
    true,
  ]);
  // Not listed again within a day.
  lake.asked.length = 0;
  lake.now += HOUR_MS;
  await add('w');
  expect(lake.asked.filter(({ what }) => what === 'remove')).toEqual([]);
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c', 'w', 'x', 'y', 'z']);
});

test('a role that may not delete costs a warning, no data', async () => {
  const lake = await published();
  await publishTo(lake, { launches: [launch({ eventId: 'x', launchedAt: T0 })] });
  lake.now += 8 * DAY_MS;
  lake.before = ({ what }) => {
    if (what === 'remove')
      throw new StoreError('Cannot delete it: the service answered 403', 'Assign the role.');
  };
  await publishTo(lake, { launches: [launch({ eventId: 'y', launchedAt: T0 })] });
  expect(lake.warnings).toContainEqual(
    'Cannot delete it: the service answered 403. Assign the role. The tables are whole; a later run tries again.',
  );
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c', 'x', 'y']);
});

test('the log before a checkpoint that is a month old goes, and the table stays whole', async () => {
  const lake = await checkpointed();
  lake.now += 31 * DAY_MS;
  await publishTo(lake, { launches: [launch({ eventId: 'new', launchedAt: T0 - DAY_MS })] });
  const left = [...lake.files.keys()]
    .filter((path) => path.startsWith(`${LAUNCHES}/_delta_log/`))
    .map((path) => path.slice(-35))
    .sort();
  expect(left.filter((path) => path.endsWith('.json')).length).toBe(4);
  expect(lake.files.has(commitPath(LAUNCHES, 10))).toBe(true);
  const copy = lake.copy();
  await publishTo(copy);
  expect(copy.warnings).toEqual([]);
});

test('a table without rows has no file, and one whose rows went is empty', async () => {
  const lake = await published();
  expect(await readDelta(lake.files, 'power-apps/gaps')).toMatchObject({ version: 0, rows: [], files: [] });
  await publishTo(lake, { keepFrom: '2026-11-23' });
  expect(await readDelta(lake.files, LAUNCHES)).toMatchObject({ rows: [], files: [] });
  await publishTo(lake, { launches: OLD });
  expect(await idsIn(lake)).toEqual(['a', 'b', 'c']);
  for (const table of TABLES) await readDelta(lake.files, `power-apps/${table}`);
});

const ONELAKE = {
  kind: 'onelake' as const,
  containerUrl: 'https://onelake.blob.fabric.microsoft.com/Sales',
  tables: 'Usage.Lakehouse/Tables',
  state: 'Usage.Lakehouse/Files/audit-log-sync',
  label: 'OneLake Sales/Usage.Lakehouse/Tables',
};

test('a lakehouse with schemas is told before a table is made where SQL sees none', async () => {
  const lake = new MemoryLake();
  await publishTo(lake, { launches: OLD }, { address: ONELAKE });
  expect([...lake.files.keys()].filter((path) => path.startsWith('Usage.Lakehouse/Files/'))).toEqual([
    'Usage.Lakehouse/Files/audit-log-sync/manifest.json',
  ]);
  const schemas = new MemoryLake();
  schemas.put('Usage.Lakehouse/Tables/dbo/orders/_delta_log/00000000000000000000.json', '{}');
  await expect(publishTo(schemas, { launches: OLD }, { address: ONELAKE })).rejects.toThrow(
    'The lakehouse of OneLake Sales/Usage.Lakehouse/Tables has schemas, and its SQL endpoint sees no table straight in Tables',
  );
  expect(schemas.files.size).toBe(1);
});
