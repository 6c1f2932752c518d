import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readProject } from './project-texts.ts';

/** Microsoft's JSON schemas of Power BI projects (github.com/microsoft/json-schemas, folder fabric), laid beside the repository. */
const folder = fileURLToPath(new URL('../../../shared/schemas/fabric/', import.meta.url));
const ADDRESS = 'https://developer.microsoft.com/json-schemas/fabric/';
const available = existsSync(folder);
if (!available) console.warn(`Not tested against Microsoft's schemas: ${folder} is missing.`);

/** Themes name no schema. */
const jsonFiles = [...readProject()].filter(([path]) => !/\.tmdl$|\/StaticResources\//.test(path));
const schemaOf = z.looseObject({ $schema: z.string() });

/** Reads every schema. They name each other by relative addresses. */
function readSchemas(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/schema(-embedded)?\.json$/.test(path)) continue;
    // Some name themselves otherwise than the others name them.
    const text = readFileSync(`${folder}${path}`, 'utf8');
    const { $schema: _, $id: __, ...schema } = z.looseObject({}).parse(JSON.parse(text));
    ajv.addSchema(schema, `${ADDRESS}${path.replaceAll('\\', '/')}`);
  }
  return ajv;
}

const ajv = available ? readSchemas() : new Ajv();

/** Returns what the schema that a file names has against it. */
function complaints(text: string): readonly string[] {
  const value = schemaOf.parse(JSON.parse(text));
  const validate = ajv.getSchema(value.$schema);
  if (validate === undefined) return [`no schema ${value.$schema}`];
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe.skipIf(!available)("Microsoft's schemas", () => {
  test('accept every file of the project', () => {
    expect(jsonFiles.length).toBeGreaterThan(40);
    const refused = jsonFiles.map(([path, text]) => ({ path, complaints: complaints(text) }));
    expect(refused.filter((file) => file.complaints.length > 0)).toEqual([]);
  });

  test.each([
    ['a property that does not exist', '"visualType"', '"visualKind"'],
    ['a direction that does not exist', '"Descending"', '"Downwards"'],
    ['a position without a width', '"width"', '"breadth"'],
    ['a schema that does not exist', 'visualContainer/2.0.0', 'visualContainer/0.0.1'],
  ])('refuse %s', (_, from, to) => {
    const [, text] = jsonFiles.find(([path]) => path.endsWith('overview-apps/visual.json')) ?? ['', ''];
    expect(text).toContain(from);
    expect(complaints(text.replace(from, to))).not.toEqual([]);
  });
});
