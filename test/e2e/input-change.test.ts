import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryOf, unpack } from './snapshot.ts';
import { addContent, expectRows, HOUR, useWorld } from './use-world.ts';
import { OTHER_DATA_KEY } from './world.ts';

describe('a change of inputs', () => {
  test('of formats rewrites the snapshot', async () => {
    const world = await useWorld();
    addContent(world, 48);
    for (const [format, other] of [
      ['csv', 'parquet'],
      ['parquet', 'csv'],
    ] as const) {
      for (let run = 0; run < 2; run += 1) {
        const { workspace } = await world.sync({ formats: format });
        await expectRows(directoryOf({ workspace }), world.tenant.expectedRecords, world.tenant, [format]);
        expect(existsSync(join(directoryOf({ workspace }), other))).toBe(false);
        world.tenant.advance(HOUR);
        addContent(world, 1);
      }
    }
    await world.sync({ formats: 'parquet' });
    const both = await world.sync({ formats: 'csv, parquet' });
    await expectRows(directoryOf(both), world.tenant.expectedRecords, world.tenant);
    expect(both.outputs.get('launches-added')).toBe('0');
  });

  test('of the time zone rewrites the days, on a branch too', async () => {
    const world = await useWorld();
    addContent(world, 48);
    await world.sync({ publish: 'branch' });
    const timeZone = 'Asia/Kathmandu';
    await world.sync({ publish: 'branch', 'time-zone': timeZone });
    const files = await world.runner.readBranch('app-launches');
    const folder = await unpack(await world.runner.folder('branch'), files);
    await expectRows(folder, world.tenant.expectedRecords, { ...world.tenant, timeZone });
  });

  test.each([
    { change: 'the data key', inputs: { 'data-key': OTHER_DATA_KEY }, told: 'data key' },
    { change: 'users', inputs: { users: 'name' }, told: 'users: pseudonym' },
  ])('of $change stops the run before it reads or writes', async ({ inputs, told }) => {
    const world = await useWorld();
    addContent(world, 24);
    await world.sync({ publish: 'branch' });
    world.tenant.advance(HOUR);
    addContent(world, 1);
    const since = world.tenant.requests.length;
    const run = await world.sync({ publish: 'branch', ...inputs });
    expect(run.exitCode).toBe(1);
    const errors = run.annotations.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(told);
    expect(errors[0]?.message).toContain('another branch');
    const kinds = world.tenant.requests.slice(since).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'content' || kind === 'blob')).toEqual([]);
    expect(await world.runner.commits('app-launches')).toHaveLength(1);
    expect(existsSync(directoryOf(run))).toBe(false);
  });
});
