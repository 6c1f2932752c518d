import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { dataLakeAddress } from '../../src/inputs/data-lake.ts';
import { readSettings } from '../../src/inputs/settings.ts';

const AZURE = 'https://contoso.blob.core.windows.net';
const ONELAKE = 'https://onelake.blob.fabric.microsoft.com';

describe('an address is taken', () => {
  test.each([
    [`${AZURE}/usage/power-apps`, `${AZURE}/usage`, 'power-apps', 'power-apps/_audit_log_sync'],
    ['https://contoso.dfs.core.windows.net/usage/a/b/', `${AZURE}/usage`, 'a/b', 'a/b/_audit_log_sync'],
    [`${AZURE}/usage`, `${AZURE}/usage`, '', '_audit_log_sync'],
    [`${AZURE}/usage/Power%20Apps`, `${AZURE}/usage`, 'Power Apps', 'Power Apps/_audit_log_sync'],
    [
      'https://contoso.blob.core.usgovcloudapi.net/usage/x',
      'https://contoso.blob.core.usgovcloudapi.net/usage',
      'x',
      'x/_audit_log_sync',
    ],
    [
      'https://localhost:10000/account/lake/x',
      'https://localhost:10000/account/lake',
      'x',
      'x/_audit_log_sync',
    ],
    [
      'https://onelake.dfs.fabric.microsoft.com/Sales%20EU/Usage.Lakehouse/Tables',
      `${ONELAKE}/Sales%20EU`,
      'Usage.Lakehouse/Tables',
      'Usage.Lakehouse/Files/audit-log-sync',
    ],
    [
      'https://onelake.dfs.fabric.microsoft.com/4f0e/9a1b/Tables/dbo/',
      `${ONELAKE}/4f0e`,
      '9a1b/Tables/dbo',
      '9a1b/Files/audit-log-sync/dbo',
    ],
    [
      'https://westeurope-onelake.dfs.fabric.microsoft.com/w/i/Tables',
      'https://westeurope-onelake.blob.fabric.microsoft.com/w',
      'i/Tables',
      'i/Files/audit-log-sync',
    ],
  ])('%s', (text, containerUrl, tables, state) => {
    expect(dataLakeAddress(text)).toMatchObject({ containerUrl, tables, state });
  });
});

describe('an address is refused', () => {
  test.each([
    ['contoso/usage', 'is not a URL'],
    ['http://contoso.blob.core.windows.net/usage', 'does not use https'],
    ['https://contoso.blob.core.windows.net.example.com/usage', 'is not on a storage host of Microsoft'],
    ['https://example.com/usage', 'is not on a storage host of Microsoft'],
    [`${AZURE}/`, 'names no container'],
    [`${AZURE}/usage?sv=2023&sig=SECRET`, 'has a query, such as a shared access signature'],
    ['https://user:SECRET@contoso.blob.core.windows.net/usage', 'names a user'],
    [`${AZURE}/usage/%2F`, 'has a path that no folder can have'],
    ['https://onelake.dfs.fabric.microsoft.com/w/i/Files/x', 'is not the folder Tables of an item'],
    ['https://onelake.dfs.fabric.microsoft.com/w/i/Tables/dbo/x', 'is not the folder Tables of an item'],
    ['https://onelake.dfs.fabric.microsoft.com/w', 'names no workspace and item'],
  ])('%s', (text, problem) => {
    expect(() => dataLakeAddress(text)).toThrow(problem);
    expect(messageOf({ INPUT_PUBLISH: 'data-lake', 'INPUT_DATA-LAKE-URL': text })).not.toContain('SECRET');
  });
});

function messageOf(inputs: Readonly<Record<string, string>>): string {
  try {
    readSettings(
      {
        'INPUT_TENANT-ID': '11111111-2222-3333-4444-555555555555',
        'INPUT_CLIENT-ID': 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
        'INPUT_DATA-KEY': '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0',
        GITHUB_WORKSPACE: resolve('workspace'),
        ...inputs,
      },
      new Date('2026-11-22T10:00:00Z'),
    );
    return '';
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

test.each([
  [{ INPUT_PUBLISH: 'data-lake' }, '- data-lake-url: is required with publish: data-lake.'],
  [{ 'INPUT_DATA-LAKE-URL': `${AZURE}/usage` }, 'is given, but publish does not name data-lake'],
  [
    { INPUT_PUBLISH: 'data-lake', 'INPUT_DATA-LAKE-URL': `${AZURE}/usage`, INPUT_FORMATS: 'csv' },
    'leaves out parquet, which publish: data-lake needs',
  ],
  [{ INPUT_PUBLISH: 'branch, data-lake', 'INPUT_DATA-LAKE-URL': `${AZURE}/usage` }, ''],
])('inputs that do not go together: %j', (inputs, problem) => {
  expect(messageOf(inputs)).toContain(problem);
});
