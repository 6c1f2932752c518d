import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import { hostileNames } from '../../simulator/tenant/hostile-names.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { type AuditRecord, creationTime, record } from '../../simulator/tenant/record.ts';
import { storedIn } from './leaks.ts';
import { addContent, DAY, expectComplete, HOUR, MINUTE, useWorld } from './use-world.ts';
import type { World } from './world.ts';

/** Texts that a spreadsheet, a page, a log or a file name would act upon. Lower-case, for ids are. */
const TEXTS: readonly string[] = [
  ...hostileNames.map((name) => name.toLowerCase()),
  "=cmd|'/c calc'!a0",
  '－2+3',
  '＠sum(1)',
  "'=1+1",
  '\u0000=1+1',
  '\ud800 lone \udc00 surrogates',
  '::set-output name=complete::false',
  '::stop-commands::x',
  '##[error]not an error',
  '::add-mask::launches',
  'name<<eof\r\nvalue\neof',
  '![image](https://example.test/x.png) <https://example.test>',
  'www.example.test and mail@example.test and @everyone #1',
  '\u2066\u202eright to left\u2069',
  '```mermaid\ngraph td\n```',
  '$(touch /tmp/x) `id` && true; %path%',
  'con.csv',
  '../../.git/config',
  '-'.repeat(10_000),
];

/** Those that are no ids: nothing, too long, or what a reader of the data set would change. */
const NO_IDS = TEXTS.filter(
  (text) => text === 'null' || text.includes('\0') || !text.isWellFormed() || text.length > 256,
);

/** A record whose every id is this text; `upn` is its user. */
function hostileRecord(text: string, operation: string, at: number, id = text): AuditRecord {
  return record({
    CreationTime: creationTime(at),
    Id: id,
    Operation: operation,
    RecordType: 256,
    UserId: text,
    UserKey: text,
    EnvironmentId: text,
    PropertyCollection: [
      { Name: 'powerplatform.analytics.resource.power_app.id', Value: text },
      { Name: 'powerplatform.analytics.resource.power_app.display_name', Value: text },
      { Name: 'powerplatform.analytics.resource.environment.name', Value: text },
    ],
  });
}

/** What is stored of an id: of a path or an address the last part that says something. */
function asId(text: string): string {
  if (!text.includes('/')) return text.trim();
  const [path = ''] = text.split(/[?#]/);
  const parts = path.split('/').map((part) => part.trim());
  return parts.filter((part) => part !== '').at(-1) ?? '';
}

const rowSchema = z.looseObject({
  event_id: z.string(),
  app_id: z.string(),
  environment_id: z.string(),
  user_key: z.string(),
});
type Row = Pick<z.infer<typeof rowSchema>, 'event_id' | 'app_id' | 'environment_id' | 'user_key'>;

const byEvent = (a: Row, b: Row) => (a.event_id < b.event_id ? -1 : Number(a.event_id > b.event_id));
const idsOf = ({ event_id, app_id, environment_id, user_key }: Row): Row => ({
  ...{ event_id, app_id, environment_id, user_key },
});

async function parquetRows(files: ReadonlyMap<string, Buffer>, table: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [path, bytes] of files) {
    if (!path.startsWith(`parquet/${table}/`)) continue;
    const file = new Uint8Array(bytes).buffer;
    rows.push(
      ...z
        .array(rowSchema)
        .parse(await parquetReadObjects({ file }))
        .map(idsOf),
    );
  }
  return rows.sort(byEvent);
}

/** The cells of the CSV files of a table, header included, as a program sees them that knows of no escapes. */
function csvLines(files: ReadonlyMap<string, Buffer>, table: string): readonly (readonly string[])[] {
  return [...files]
    .filter(([path]) => path.startsWith(`csv/${table}/`))
    .flatMap(([, bytes]) => z.array(z.array(z.string())).parse(parse(bytes)));
}

/** Characters of Markdown and HTML that act, once the entities are taken out, and those that cannot be seen. */
const ACTIVE = /[\\`*_[\]<>|~#@$!{}&]|:\/\/|www\.|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function withoutEntities(markdown: string): string {
  return markdown.replaceAll(/&#\d+;/g, '·');
}

const FORMULA = /^(?:[\0\t-\r]|\s*[=+\-@＝＋－＠])/u;

const MEANT = ['add-mask', 'group', 'endgroup', 'debug', 'notice', 'warning'];

/** The names of all commands that a run gave the runner. */
function commandsIn({ stdout }: ActionRun): readonly string[] {
  // The runner obeys `::command` at the start of a line, and `##[command]` anywhere in any other line.
  return stdout
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map((line) => /^\s*::([a-z-]+)/.exec(line)?.[1] ?? /##\[([a-z-]+)/.exec(line)?.[1])
    .filter((name) => name !== undefined);
}

/** Expects a run to have given the runner no command, output, variable or file name that it did not mean. */
async function expectInertRun(world: World, run: ActionRun): Promise<void> {
  expect(commandsIn(run).filter((name) => !MEANT.includes(name))).toEqual([]);
  expect(run.masks.filter((mask) => mask.length < 20 && mask !== 'simulated-secret')).toEqual([]);
  expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  expect([...run.outputs.keys()].sort()).toEqual(OUTPUTS);
  expect(run.outputs.get('complete')).toBe('true');
  const stored = await storedIn(world.runner);
  const variables = stored.filter(({ where }) => /-commands\/(?:env|state|path)$/.test(where));
  expect(variables.length).toBeGreaterThanOrEqual(3);
  for (const { bytes } of variables) expect(bytes).toHaveLength(0);
}

const OUTPUTS = [
  ...[
    'apps-known',
    'artifact-id',
    'artifact-url',
    'blobs-lost',
    'blobs-read',
    'blobs-unread',
    'commit-sha',
    'complete',
  ],
  ...[
    'complete-until',
    'covered-from',
    'deliveries-pending',
    'directory',
    'duplicates',
    'gaps',
    'history-pending',
    'launches-added',
    'launches-total',
    'records-read',
  ],
  ...['watermark', 'window-end', 'window-start'],
];

describe('ids that are hostile text', () => {
  test('are intact in Parquet, inert in CSV, and name no file; also after they were read and written again', async () => {
    const world = await useWorld();
    const { runner, tenant } = world;
    const at = tenant.now() - 2 * HOUR;
    tenant.addBlob({
      created: new Date(tenant.now() - HOUR),
      records: [
        ...TEXTS.map((text) => hostileRecord(text, 'LaunchPowerApp', at)),
        ...TEXTS.map((text) => hostileRecord(text, 'DeletePowerApp', at)),
      ],
    });
    const inputs = { publish: 'branch', users: 'name', 'data-key': undefined };
    const first = await world.sync(inputs);
    await expectInertRun(world, first);
    expect(NO_IDS).toHaveLength(5);
    expect(first.annotations.find(({ title }) => title === 'Unreadable records')?.message).toMatch(
      /^Cannot read 10 audit records\. \S+\$\S+: the record at byte \d+ has no Id; \S+ the record at byte \d+ has more than 256 characters in the id of the record; /,
    );

    // One more launch of the same day: every row is read and written again.
    tenant.advance(HOUR);
    tenant.addBlob({
      created: new Date(tenant.now() - MINUTE),
      records: [hostileRecord('again', 'LaunchPowerApp', at), hostileRecord('again', 'DeletePowerApp', at)],
    });
    await expectInertRun(world, await world.sync(inputs));

    const expected = [...TEXTS.filter((text) => !NO_IDS.includes(text)), 'again']
      .map((text) => ({
        ...{ event_id: text.trim(), app_id: asId(text), environment_id: asId(text) },
        user_key: text.trim(),
      }))
      .sort(byEvent);
    const files = await runner.readBranch('app-launches');
    for (const table of ['launches', 'events']) {
      expect(await parquetRows(files, table)).toEqual(expected);
      const [header = [], ...lines] = csvLines(files, table);
      expect(lines.filter((line) => line.some((cell) => FORMULA.test(cell)))).toEqual([]);
      const rows = lines.map((line) => {
        // An apostrophe in front is the escape.
        const cell = (name: string) => (line[header.indexOf(name)] ?? '').replace(/^'/, '');
        return {
          ...{ event_id: cell('event_id'), app_id: cell('app_id') },
          ...{ environment_id: cell('environment_id'), user_key: cell('user_key') },
        };
      });
      expect(rows.sort(byEvent)).toEqual(expected);
    }
    expect([...files.keys()].filter((path) => !/^[\w.=/-]+$/.test(path) || path.includes('..'))).toEqual([]);
    for (const { message } of await runner.commits('app-launches')) {
      expect(message.split('\n')[0]).toMatch(/^Add (1 launch|\d+ launches), \d+ in all$/);
    }
  });
});

describe('names that are hostile text', () => {
  test.each([
    ['the simulator’s', hostileNames],
    ['more', TEXTS],
  ])('are inert in the summary, ten at a time: %s', async (_, names) => {
    for (let start = 0; start < names.length; start += 10) {
      const world = await useWorld();
      const { tenant } = world;
      const some = names.slice(start, start + 10);
      const apps = some.map((name, index) => ({
        id: `00000000-0000-4000-8000-00000000000${index}`,
        name,
        environment: { id: `Default-${tenant.tenantId}`, name },
      }));
      tenant.addBlob({
        created: new Date(tenant.now() - MINUTE),
        // Of a day that is complete.
        records: apps.map((app) =>
          launchRecord(
            tenant.makeLaunch({ app, launchedAt: new Date(tenant.now() - 3 * DAY) }),
            tenant.tenantId,
          ),
        ),
      });
      const run = await world.sync();
      await expectInertRun(world, run);
      const lines = run.summary.split('\n');
      const head = lines.indexOf('| App | Environment | Launches | Users |');
      expect(lines[head + 1]).toBe('| --- | --- | ---: | ---: |');
      const rows = lines.slice(head + 2, lines.indexOf('', head));
      expect(rows).toHaveLength(apps.length);
      for (const row of rows) {
        const cells = row.split(' | ');
        expect(cells).toHaveLength(4);
        for (const cell of cells.slice(0, 2)) {
          const shown = withoutEntities(cell.replace(/^\| /, ''));
          expect(shown).not.toMatch(ACTIVE);
          expect([...shown].length).toBeLessThanOrEqual(80);
        }
      }
    }
  });

  test('do nothing in any text of the snapshot', async () => {
    const world = await useWorld({ tenant: { world: { hostileNames: true, apps: 22 } } });
    addContent(world, 24);
    const run = await world.sync({ publish: 'both', 'app-inventory': 'admin' });
    await expectInertRun(world, run);
    const texts = (await storedIn(world.runner)).filter(({ where }) => /\.(?:html|md|json)$/.test(where));
    expect(texts.length).toBeGreaterThan(2);
    for (const { where, bytes } of texts) {
      const text = Buffer.from(bytes).toString();
      // In HTML the link of Markdown is text as any other.
      const active = where.endsWith('.html')
        ? /<script>alert|<img src=x|="javascript:/i
        : /<script>alert|<img src=x|\]\(javascript:/i;
      expect(`${where}: ${active.exec(text)?.[0]}`).toBe(`${where}: undefined`);
    }
  });
});

test('operations that are hostile text are inert in the warning that names them', async () => {
  const world = await useWorld({ built: true });
  const { tenant } = world;
  tenant.addBlob({
    created: new Date(tenant.now() - MINUTE),
    records: TEXTS.map((text, index) => hostileRecord('x', text, tenant.now() - HOUR, `id-${index}`)),
  });
  const run = await world.sync();
  expectComplete(run);
  await expectInertRun(world, run);
  const warnings = run.annotations.filter(({ title }) => title === 'No launch recognized');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.message.length).toBeLessThan(1_500);
  expect(warnings[0]?.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const line = run.summary.split('\n').find((text) => text.includes('No launch recognized')) ?? '';
  const said = line.replace(/^- \S+ \*\*No launch recognized\*\*/u, '');
  expect(said).not.toBe(line);
  expect(withoutEntities(said)).not.toMatch(ACTIVE);
});

test('roles of a token that are hostile text are inert in the log', async () => {
  const world = await useWorld();
  // The token is a header: a longer one is refused.
  const short = TEXTS.filter((text) => text.length < 1_000);
  world.tenant.tokens.shape.roles = ['ActivityFeed.Read', ...short, '\u001b[2J\u001b]0;title\u0007'];
  const run = await world.sync({ command: 'check' });
  expect(commandsIn(run).filter((name) => name !== 'add-mask')).toEqual([]);
  const line = run.log.split('\n').find((each) => each.includes('roles: ActivityFeed.Read')) ?? '';
  expect(line).toContain('set-output name=complete');
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('a key of the cache that is hostile text is inert in what the toolkit writes to the log', async () => {
  const world = await useWorld({ built: true });
  const inputs = { publish: 'branch' };
  addContent(world, 3);
  expectComplete(await world.sync(inputs));
  const { id = 0, key = '' } = world.runner.cache.entries().at(-1) ?? {};
  const archive = world.runner.cache.archive(id);
  const texts = [
    '##[set-output name=complete]forged',
    '\n::set-output name=complete::forged',
    '\r ::stop-commands::x',
  ];
  world.runner.cache.plant(`${key.replace(/-\d+-o.*/, '-')}${texts.join('')}`, archive);
  const run = await world.sync(inputs);
  expectComplete(run);
  expect(run.stdout).toContain('Cache hit for');
  const shown = run.stdout.slice(run.stdout.indexOf('Cache hit for'));
  // Each of them is there, in words that the runner does not obey.
  for (const text of ['name=complete]forged', 'name=complete::forged', 'stop-commands::x']) {
    expect(shown).toContain(text);
  }
  await expectInertRun(world, run);
});
