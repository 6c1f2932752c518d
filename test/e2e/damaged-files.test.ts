import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryOf, readManifest, unpack } from './snapshot.ts';
import { addContent, expectComplete, expectRows, HOUR, useWorld } from './use-world.ts';
import type { World } from './world.ts';

const DAY = '2026-11-22';
const path = (format: string) => `${format}/launches/month=2026-11/${DAY}.${format}`;
const titlesOf = ({ annotations }: Awaited<ReturnType<World['sync']>>) =>
  annotations.map(({ title }) => title);

/** A run, and content of the same day for the next. */
async function readOnce(world: World, publish: string) {
  addContent(world, 30);
  const run = await world.sync({ publish });
  expectComplete(run);
  world.tenant.advance(HOUR);
  addContent(world, 1, { blobsPerHour: 3, operationShare: 0.5 });
  return run;
}

/** Puts files in place of those that were published; `undefined` deletes one. */
async function change(
  world: World,
  publish: string,
  folder: string,
  files: ReadonlyMap<string, string | undefined>,
) {
  if (publish === 'branch') {
    const bytes = [...files].map(([name, text]) => [name, Buffer.from(text ?? 'deleted')] as const);
    await world.runner.git.commit('app-launches', new Map(bytes));
    return;
  }
  for (const [name, text] of files) {
    await (text === undefined ? rm(join(folder, name)) : writeFile(join(folder, name), text));
  }
}

async function publishedIn(world: World, publish: string, folder: string): Promise<string> {
  if (publish !== 'branch') return folder;
  return await unpack(await world.runner.folder('branch'), await world.runner.readBranch('app-launches'));
}

describe.each(['branch', 'none'])('data files that somebody edited or deleted, publish: %s', (publish) => {
  test('are told and made again from the other format', async () => {
    const world = await useWorld();
    const folder = directoryOf(await readOnce(world, publish));
    const edits = new Map([
      [path('csv'), 'event_id\nedited by hand, and longer than it was before: '.padEnd(1_000_000, 'x')],
      [path('parquet').replace(DAY, '2026-11-21'), undefined],
      ['csv/apps/apps.csv', 'app_id\n'],
    ]);
    await change(world, publish, folder, edits);
    const second = await world.sync({ publish });
    expectComplete(second);
    const told = second.annotations.find(({ title }) => title === 'Data files repaired')?.message;
    for (const file of edits.keys()) expect(told).toContain(file);
    expect(told).toContain('Nothing is lost');
    await expectRows(await publishedIn(world, publish, folder), world.tenant.expectedRecords, world.tenant);
    expect(titlesOf(await world.sync({ publish }))).not.toContain('Data files repaired');
  });

  test('in both formats are told with their days, which are a gap from then on', async () => {
    const world = await useWorld();
    const folder = directoryOf(await readOnce(world, publish));
    await change(
      world,
      publish,
      folder,
      new Map([
        [path('csv'), 'edited'],
        [path('parquet'), 'edited'],
      ]),
    );
    const second = await world.sync({ publish });
    expect(second.exitCode).toBe(0);
    expect(second.outputs.get('complete')).toBe('false');
    const told = second.annotations.find(({ title }) => title === 'Data files lost')?.message;
    expect(told).toContain(`launches (${DAY})`);
    const { coverage } = await readManifest(await publishedIn(world, publish, folder));
    const gap = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' };
    expect(coverage.gaps).toEqual([{ ...gap, reason: expect.stringContaining('their launches are lost') }]);
    expect(titlesOf(second)).toContain('Gap: launches of this time may be missing');
    expect(second.summary).toContain(DAY);

    world.tenant.advance(HOUR);
    const third = await world.sync({ publish });
    expect(titlesOf(third)).not.toContain('Data files lost');
    expect((await readManifest(await publishedIn(world, publish, folder))).coverage.gaps).toHaveLength(1);
  });

  test('are a gap of the days that they had, when the time zone changes in the same run', async () => {
    const world = await useWorld();
    const folder = directoryOf(await readOnce(world, publish));
    const edits = ['csv', 'parquet'].map((format) => [path(format), 'edited'] as const);
    await change(world, publish, folder, new Map(edits));
    await world.sync({ publish, 'time-zone': 'Asia/Tokyo' });
    const { coverage } = await readManifest(await publishedIn(world, publish, folder));
    expect(coverage.gaps).toMatchObject([
      { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' },
    ]);
  });
});
