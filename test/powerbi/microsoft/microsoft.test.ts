import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PROJECT } from '../../../powerbi/generate/items.ts';
import { readProject, type Texts } from '../project-texts.ts';
import { type ModelingServer, startServer, type ToolAnswer } from './modeling-server.ts';
import { serverCommand, validatorModule } from './packages.ts';

/** What the packages of .ci/power-bi, as .ci/run installs them, say of the project. */
if (serverCommand === undefined || validatorModule === undefined) {
  console.warn(
    'Skipped: the packages of .ci/power-bi are not installed (run npm ci --ignore-scripts there), not for this system, or cannot be kept from the network',
  );
}

type Fault = readonly [string, string, string, string, RegExp];

const texts = readProject();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'power-bi-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes files of the project into a folder of their own, one of them changed, and returns the folder. */
async function written(name: string, files: Texts, change?: Fault): Promise<string> {
  const place = join(folder, name.replaceAll(/\W+/g, '-'));
  for (const [path, text] of files) {
    const isChanged = change !== undefined && path === change[1];
    const changed = isChanged ? text.replace(change[2], change[3]) : text;
    if (isChanged) expect(changed).not.toBe(text);
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), changed);
  }
  return place;
}

describe.skipIf(serverCommand === undefined)("Microsoft's serializer of models", () => {
  const definition = `${PROJECT}.SemanticModel/definition`;
  const model = new Map([...texts].filter(([path]) => path.startsWith(`${definition}/`)));
  let server: ModelingServer;

  beforeAll(async () => {
    server = await startServer(serverCommand ?? []);
  });
  afterAll(() => server?.close());

  const open = async (place: string): Promise<ToolAnswer> =>
    await server.call('connection_operations', {
      operation: 'ConnectFolder',
      folderPath: join(place, definition),
    });

  test('opens the model, and writes back what it read byte for byte', async () => {
    const opened = await open(await written('model', model));
    expect(opened.failed, opened.text).toBe(false);
    expect(opened.text).toContain('"tablesLoaded":9');
    const target = join(folder, 'round-trip');
    await server.call('database_operations', { operation: 'ExportToTmdlFolder', tmdlFolderPath: target });
    const paths = (await readdir(target, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    expect(paths).toHaveLength(model.size);
    for (const [path, text] of model) {
      const back = await readFile(join(target, path.slice(definition.length + 1)), 'utf8');
      expect(back.replaceAll('\r\n', '\n'), path).toBe(text);
    }
  });

  const faults: readonly Fault[] = [
    [
      'a relationship to no column',
      `${definition}/relationships.tmdl`,
      'Date.Date',
      'Date.Day',
      /cannot be found/,
    ],
    [
      'a sort column that is not there',
      `${definition}/tables/Date.tmdl`,
      "sortByColumn: 'Weekday number'",
      'sortByColumn: Number',
      /cannot be found/,
    ],
    [
      'an unknown property',
      `${definition}/tables/Apps.tmdl`,
      'summarizeBy: none',
      'summariseBy: none',
      /summariseBy/,
    ],
    [
      'a wrong indentation',
      `${definition}/tables/Apps.tmdl`,
      '\tlineageTag',
      '\t\t\tlineageTag',
      /[Ii]ndentation/,
    ],
  ];
  test.each(faults)('notices %s', async (...fault) => {
    const answer = await open(await written(fault[0], model, fault));
    expect(answer.failed).toBe(true);
    expect(answer.text).toMatch(fault[4]);
  });
});

describe.skipIf(validatorModule === undefined)("Microsoft's validator of reports", () => {
  const report = `${PROJECT}.Report`;
  const files = new Map([...texts].filter(([path]) => !path.endsWith('.tmdl')));
  const apps = `${report}/definition/pages/overview/visuals/overview-apps/visual.json`;

  /** Without schemas, which it would fetch; test/powerbi/schemas.test.ts has them. */
  const diagnosticsOf = async (place: string): Promise<string> => {
    const { runReportValidation, getMetadataProvider } = moduleSchema.parse(
      await import(validatorModule ?? ''),
    );
    const reportDir = join(place, report);
    const { diagnostics } = summarySchema.parse(
      await runReportValidation({
        reportDir,
        defDir: join(reportDir, 'definition'),
        provider: await getMetadataProvider(),
        skipSchema: true,
      }),
    );
    return JSON.stringify(diagnostics);
  };

  test('has nothing against the report, not even a warning', async () => {
    expect(await diagnosticsOf(await written('report', files))).toBe('{}');
  });

  const faults: readonly Fault[] = [
    ['a visual type that does not exist', apps, '"barChart"', '"barCharts"', /PBIR_VISUAL_TYPE_UNKNOWN/],
    ['a role that the visual does not have', apps, '"Y"', '"Yy"', /PBIR_ROLE_UNKNOWN/],
    [
      'a formatting object that does not exist',
      apps,
      '"labels"',
      '"label"',
      /PBIR_FORMATTING_OBJECT_UNKNOWN/,
    ],
    [
      'a theme that is missing',
      `${report}/definition/report.json`,
      '"path": "AppLaunches.json"',
      '"path": "Other.json"',
      /PBIR_THEME_FILE_MISSING/,
    ],
    [
      'a property of a theme that does not exist',
      `${report}/StaticResources/RegisteredResources/AppLaunches.json`,
      '"maxTiles"',
      '"mostTiles"',
      /PBIR_THEME_VISUAL_PROP_UNKNOWN/,
    ],
  ];
  test.each(faults)('notices %s', async (...fault) => {
    expect(await diagnosticsOf(await written(fault[0], files, fault))).toMatch(fault[4]);
  });
});

const summarySchema = z.looseObject({ diagnostics: z.record(z.string(), z.unknown()) });
const functionSchema = z.custom<(options?: object) => Promise<unknown>>(
  (value) => typeof value === 'function',
);
const moduleSchema = z.object({ runReportValidation: functionSchema, getMetadataProvider: functionSchema });
