import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import { appNames, parseAppCatalog } from '../../src/snapshot/app-names.ts';
import { launch } from './fixtures.ts';

describe('an app catalog', () => {
  test.each([
    ['as the admin center exports it', 'App ID,Display name,Owner\nAAAA,Leave,Kim\n'],
    [
      'with a byte-order mark and other columns first',
      '\ufeffenvironment,app_id,app-name\r\ndev,aaaa,Leave\r\n',
    ],
    ['with the shortest names', 'id,name\naaaa, Leave \n'],
    ['with rows that say nothing', 'id,name\n,\n,x\nbbbb,\naaaa,Leave\n'],
  ])('gives the names: %s', async (_, text) => {
    expect([...(await parseAppCatalog(text, 'apps.csv'))]).toEqual([['aaaa', 'Leave']]);
  });

  test.each([
    ['without the columns', 'a,b\n1,2\n', /"apps.csv" has no columns/],
    ['empty', '', /has no columns/],
    ['no CSV', 'id,name\n"a', /is not CSV/],
  ])('is refused: %s', async (_, text, message) => {
    await expect(parseAppCatalog(text, 'apps.csv')).rejects.toThrow(message);
    await expect(parseAppCatalog(text, 'apps.csv')).rejects.toThrow(StoreError);
  });
});

test('the newest launch that carries a name counts, then the catalog', () => {
  const at = (launchedAt: number, appName: string | null, appId = 'a') =>
    launch({ eventId: `${launchedAt}`, launchedAt, appName, appId });
  const catalog = new Map([
    ['a', 'catalog'],
    ['b', 'catalog'],
  ]);
  const names = appNames([at(2, 'new'), at(1, 'old'), at(3, null), at(4, null, 'b')], catalog);
  expect(Object.fromEntries(names)).toEqual({ a: 'new', b: 'catalog' });
});
