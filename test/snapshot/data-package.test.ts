import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DAY_MS } from '../../src/instants.ts';
import { dataPackage } from '../../src/snapshot/data-package.ts';
import { tablesOf } from '../../src/snapshot/tables.ts';
import { figuresOf } from '../report/fixtures.ts';
import { launch } from './fixtures.ts';

const PROFILES = join(import.meta.dirname, '..', '..', '..', 'shared', 'schemas', 'datapackage');
const hasProfiles = existsSync(PROFILES);
if (!hasProfiles) console.warn('Skipped: the profiles of Data Package are not beside the repository');

const schema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      path: z.array(z.string()).optional(),
      data: z.array(z.unknown()).optional(),
      schema: z.object({
        fields: z.array(z.object({ name: z.string(), type: z.string(), description: z.string().min(10) })),
        foreignKeys: z.array(z.object({ reference: z.object({ resource: z.string() }) })).optional(),
      }),
    }),
  ),
});

const NOON = Date.UTC(2026, 10, 21, 12);

async function packageOf(
  users: 'pseudonym' | 'name' | 'none',
  formats: readonly ('csv' | 'parquet')[],
  count = 1,
) {
  const launches = Array.from({ length: count }, (_, day) =>
    launch({
      eventId: `${day}`,
      launchedAt: NOON - day * DAY_MS,
      userKey: users === 'none' ? null : 'kim',
    }),
  );
  const { manifest } = await figuresOf(launches, { users, formats });
  return { manifest, text: dataPackage(manifest) };
}

test('says how the text of a CSV cell is read, and nothing of it where there is no CSV', async () => {
  const says = async (formats: readonly ('csv' | 'parquet')[]) =>
    (await packageOf('name', formats)).text.includes('begins with an apostrophe');
  expect(await says(['csv', 'parquet'])).toBe(true);
  expect(await says(['parquet'])).toBe(false);
});

describe.each(['pseudonym', 'name', 'none'] as const)('users: %s', (users) => {
  test.skipIf(!hasProfiles)('is valid, with rows and without, in each format', async () => {
    const read = (name: string): Record<string, unknown> =>
      z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(PROFILES, name), 'utf8')));
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addFormat('textarea', true);
    const { $schema: _, ...profile } = read('datapackage.json');
    const validate = ajv.compile(profile);
    for (const formats of [['csv', 'parquet'], ['parquet'], ['csv']] as const) {
      for (const count of [0, 1, 50]) {
        const { text } = await packageOf(users, formats, count);
        expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
      }
    }
    const { text } = await packageOf(users, ['csv']);
    expect(validate(JSON.parse(text.replace('"type": "integer"', '"type": "number of things"')))).toBe(false);
    expect(validate(JSON.parse(text.replace('csv/apps.csv', '../apps.csv')))).toBe(false);
  });

  test('describes each table, its files and every column', async () => {
    const { manifest, text } = await packageOf(users, ['csv', 'parquet'], 70);
    const { resources } = schema.parse(JSON.parse(text));
    expect(resources.map(({ name }) => name)).toEqual(tablesOf(users).map(({ name }) => name));
    for (const {
      name,
      path = [],
      schema: { fields, foreignKeys = [] },
    } of resources) {
      const files = manifest.files.filter((file) => file.table === name && file.format === 'csv');
      expect(path).toEqual(files.map((file) => file.path));
      const table = tablesOf(users).find((each) => each.name === name);
      expect(fields.map((field) => field.name)).toEqual(table?.columns.map((column) => column.name));
      for (const { reference } of foreignKeys) {
        expect(resources.map((each) => each.name)).toContain(reference.resource);
      }
    }
  });
});
