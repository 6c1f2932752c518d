import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import { parseAppCatalog } from '../../src/snapshot/app-catalog.ts';

const GUID = '6c1ae15f-5d44-4c3c-9a07-2a1b9b3b0c6f';

describe('an app catalog', () => {
  test.each([
    ['as the admin center exports it', 'App ID,Display name,Owner\nAAAA,Leave,Kim\n'],
    [
      'with a byte-order mark and other columns first',
      '\ufeffenvironment,app_id,app-name\r\ndev,aaaa,Leave\r\n',
    ],
    ['with the shortest names', 'id,name\naaaa, Leave \n'],
    ['with semicolons', 'id;name;owner\naaaa;Leave;"Kim, Lee; Ann"\n'],
    ['with tabs', 'id\tname\naaaa\tLeave\n'],
    ['with the path of an app', 'id,name\n/providers/Microsoft.PowerApps/apps/AAAA,Leave\n'],
    ['with an id in braces', 'id,name\n{AAAA},Leave\n00000000-0000-0000-0000-000000000000,Nothing\n'],
    ['with rows that say nothing', 'id,name\n,\n,x\nbbbb,\naaaa,Leave\n'],
  ])('gives the names: %s', async (_, text) => {
    const catalog = await parseAppCatalog(text, 'apps.csv');
    const names = [...catalog].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]]));
    expect(names).toEqual([['aaaa', 'Leave']]);
  });

  test.each([
    ['without the columns', 'a,b\n1,2\n', /"apps.csv" has no columns/],
    ['empty', '', /has no columns/],
    ['no CSV', 'id,name\n"a', /is not CSV/],
    ['of more apps than any tenant', `id,name\n${'a,b\n'.repeat(200_001)}`, /has more than 200,000 lines/],
    ['with a line that never ends', `id,name\n${'a,'.repeat(200_000)}`, /is not CSV/],
  ])('is refused: %s', async (_, text, message) => {
    await expect(parseAppCatalog(text, 'apps.csv')).rejects.toThrow(message);
    await expect(parseAppCatalog(text, 'apps.csv')).rejects.toThrow(StoreError);
  });
});

test.each([
  [
    'as the admin center exports it',
    'App ID,Display name,Owner,Environment\na,Leave,Kim,Contoso\n',
    'Kim',
    null,
    'Contoso',
  ],
  [
    'as PowerShell exports it',
    `AppName,DisplayName,Owner,EnvironmentName\na,Leave,Kim,Default-${GUID}\n`,
    'Kim',
    `default-${GUID}`,
    null,
  ],
  [
    'with the environment in braces',
    `AppName,DisplayName,Owner,EnvironmentName\na,Leave,Kim,{${GUID.toUpperCase()}}\n`,
    'Kim',
    GUID,
    null,
  ],
  [
    'with id and name of the environment',
    `app id,name,environment id,environment display name\na,Leave,${GUID.toUpperCase()},Contoso\n`,
    null,
    GUID,
    'Contoso',
  ],
  [
    'as the kit exports the table admin_app',
    `admin_appid,admin_displayname,admin_appowner,admin_appownerdisplayname,admin_appenvironment,admin_appenvironmentdisplayname\na,Leave,7d1f,Kim,${GUID},Contoso\n`,
    'Kim',
    GUID,
    'Contoso',
  ],
  [
    'as the admin center exports its inventory',
    `Item name,Item type,Item ID,Owner,Environment,Environment ID,Created on\nLeave,Canvas app,A,Kim,Contoso,${GUID},2024-01-01\n`,
    'Kim',
    GUID,
    'Contoso',
  ],
])('tells owner and environment: %s', async (_, text, owner, environmentId, environmentName) => {
  const app = { name: 'Leave', owner, environmentId, environmentName };
  expect([...(await parseAppCatalog(text, 'apps.csv'))]).toEqual([['a', app]]);
});

test.each([
  [
    'of the kit',
    'admin_appid,admin_displayname,admin_powerappstype,admin_appdeleted\na,Canvas,597910000,No\nb,Model,597910001,No\nc,Gone,Canvas,Yes\nd,Model,Model Driven,No\n',
  ],
  [
    'of the admin center',
    'Item ID,Item name,Item type\na,Canvas,Canvas app\nb,Model,Model-driven app\nc,Code,Code app\nd,Flow,Cloud flow\ne,Place,Environment\n',
  ],
  [
    'of the inventory API',
    'id,name,type\na,Canvas,microsoft.powerapps/canvasapps\nb,Model,microsoft.powerapps/modeldrivenapps\n',
  ],
])('leaves out what nobody launches as a canvas app, and what is deleted: %s', async (_, text) => {
  expect([...(await parseAppCatalog(text, 'apps.csv')).keys()]).toEqual(['a']);
});
