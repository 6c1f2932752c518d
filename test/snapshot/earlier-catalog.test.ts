import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../src/instants.ts';
import type { AppCatalog, CatalogApp } from '../../src/snapshot/app-catalog.ts';
import { randomLaunches } from './derived/random-launches.ts';
import { launch, MemorySnapshot } from './fixtures.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

function listed(environmentId: string | null): CatalogApp {
  return {
    name: 'Listed',
    owner: 'Team A',
    environmentId,
    environmentName: environmentId && `The ${environmentId}`,
  };
}

const EARLIER: AppCatalog = new Map([
  ['placeless', listed('said')],
  ['never', listed('empty')],
  ['moved', listed('new')],
  ['also-never', listed('old')],
]);

const LAUNCHES = [
  launch({ eventId: '1', launchedAt: NOON, appId: 'placeless', environmentId: null }),
  launch({ eventId: '2', launchedAt: NOON - 50 * DAY_MS, appId: 'moved', environmentId: 'old' }),
  launch({ eventId: '3', launchedAt: NOON - 20 * DAY_MS, appId: 'moved', environmentId: 'new' }),
  launch({ eventId: '4', launchedAt: NOON - 200 * DAY_MS, appId: null, environmentId: 'appless' }),
];

describe('what an earlier app catalog told leaves with it', () => {
  test.each<[string, AppCatalog]>([
    ['without a catalog', new Map()],
    ['with one that lists other apps', new Map([['other', listed('other')]])],
    ['with one that tells other environments', new Map([...EARLIER].map(([id]) => [id, listed('other')]))],
  ])('%s', async (_, catalog) => {
    const changed = new MemorySnapshot();
    await changed.merge(LAUNCHES, { catalog: EARLIER });
    await changed.merge([], { catalog });
    const fresh = new MemorySnapshot();
    await fresh.merge(LAUNCHES, { catalog });
    expect(changed.contents()).toEqual(fresh.contents());
    expect(fresh.contents()['csv/environments/environments.csv']).toMatch(/^appless,/m);
  });

  test('whatever the launches are, and whenever the catalog changes', async () => {
    const [from, days] = [Date.UTC(2026, 7, 1), 80];
    const launches = randomLaunches({ seed: 41, count: 600, from, days, withUsers: true });
    const catalogs = Array.from({ length: 6 }, (_, at): AppCatalog => {
      const ids = Array.from({ length: 9 }, (__, app) => `app-${app}`).filter(
        (___, app) => (app + at) % 3 > 0,
      );
      return new Map(ids.map((id, app) => [id, listed(`environment-${(app * at) % 6}`)]));
    });
    const often = new MemorySnapshot();
    for (const [at, catalog] of catalogs.entries()) {
      await often.merge(launches.slice(at * 100, (at + 1) * 100), { catalog });
    }
    const once = new MemorySnapshot();
    await once.merge(launches, { catalog: catalogs.at(-1) ?? new Map() });
    expect(often.contents()).toEqual(once.contents());
  });
});

test('with the same catalog as before no day is searched for it', async () => {
  const snapshot = new MemorySnapshot();
  await snapshot.merge(LAUNCHES, { catalog: EARLIER });
  await snapshot.merge([], { catalog: EARLIER });
  expect(snapshot.reads.filter((path) => path.includes('/daily/') && path.includes('month=2026-05'))).toEqual(
    [],
  );
});
