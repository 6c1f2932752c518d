import { describe, expect, test, vi } from 'vitest';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { expectRowsOf, failureOf, findingsOf, INPUTS, openFaultWorld } from './fault-world.ts';
import { HOUR, MINUTE } from './use-world.ts';
import type { World } from './world.ts';

vi.setConfig({ maxConcurrency: 8, testTimeout: 150_000 });

/** An hour passes and brings one launch. */
function anHour({ tenant }: World): void {
  tenant.advance(HOUR);
  const records = [launchRecord(tenant.makeLaunch(), tenant.tenantId)];
  tenant.addBlob({ created: new Date(tenant.now() - 30 * MINUTE), records });
}

interface CacheFault {
  readonly name: string;
  readonly arm: (world: World) => void;
  readonly saves: boolean;
  /** The run that meets it shows what the toolkit's own client makes of it. */
  readonly built?: boolean;
}

const faults: readonly CacheFault[] = [
  { name: 'that is lost', arm: ({ runner }) => runner.cache.clear(), saves: true },
  { name: 'that denies reading', arm: ({ runner }) => runner.cache.deny({ read: true }), saves: true },
  { name: 'that denies writing', arm: ({ runner }) => runner.cache.deny({ write: true }), saves: false },
  {
    name: 'that denies both',
    arm: ({ runner }) => runner.cache.deny({ read: true, write: true }),
    saves: false,
    built: true,
  },
  {
    name: 'that refuses to restore',
    arm: ({ runner }) => runner.cache.fail({ status: 403, on: 'restore' }),
    saves: true,
  },
  {
    name: 'that refuses to save',
    arm: ({ runner }) => runner.cache.fail({ status: 403, on: 'save' }),
    saves: false,
  },
  {
    name: 'that refuses both',
    arm: ({ runner }) => runner.cache.fail({ status: 403, on: 'both' }),
    saves: false,
  },
  {
    name: 'whose archives are broken, which nobody looks into',
    arm: ({ runner }) => runner.cache.fail({ status: 'corrupt archive', on: 'save' }),
    saves: true,
  },
];

describe.concurrent('a cache', () => {
  test.for(faults)(
    '$name loses nothing and makes no first run',
    async ({ arm, saves, built = false }, { onTestFinished }) => {
      const world = await openFaultWorld(onTestFinished);
      const { runner } = world;
      const first = await world.sync(INPUTS);
      expect(failureOf(first)).toEqual({ exitCode: 0, errors: [] });
      expect(runner.cache.entries()).toHaveLength(1);

      anHour(world);
      arm(world);
      const second = await world.sync(INPUTS, { built });
      expect(failureOf(second)).toEqual({ exitCode: 0, errors: [] });
      expect([second.outputs.get('complete'), second.outputs.get('launches-added')]).toEqual(['true', '1']);
      const overlapOf = ({ outputs }: typeof first): number =>
        Date.parse(outputs.get('watermark') ?? '') - 2 * HOUR;
      expect(Date.parse(second.outputs.get('window-start') ?? '')).toBe(overlapOf(first));
      expect(findingsOf(second).get('State not cached') === undefined).toBe(saves);
      await expectRowsOf(world, second);

      runner.cache.deny({});
      runner.cache.heal();
      anHour(world);
      const third = await world.sync(INPUTS);
      expect(failureOf(third)).toEqual({ exitCode: 0, errors: [] });
      expect(third.outputs.get('launches-added')).toBe('1');
      expect(Date.parse(third.outputs.get('window-start') ?? '')).toBe(overlapOf(second));
      expect(findingsOf(third).get('State not cached')).toBeUndefined();
      await expectRowsOf(world, third);
      expect(world.judgeSays()).toEqual([]);
    },
  );

  test('that holds the state of a run that found nothing new counts; without it the snapshot’s state does', async ({
    onTestFinished,
  }) => {
    const world = await openFaultWorld(onTestFinished);
    const { runner, tenant } = world;
    const first = await world.sync(INPUTS);
    const watermark = Date.parse(first.outputs.get('watermark') ?? '');
    const startOf = async (): Promise<number> => {
      tenant.advance(3 * HOUR);
      const run = await world.sync(INPUTS);
      expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
      expect(run.outputs.get('launches-added')).toBe('0');
      return Date.parse(run.outputs.get('window-start') ?? '');
    };
    expect(await startOf()).toBe(watermark - 2 * HOUR);
    expect(await startOf()).toBe(watermark + HOUR);
    runner.cache.clear();
    expect(await startOf()).toBe(watermark - 2 * HOUR);
    expect(world.judgeSays()).toEqual([]);
  });
});
