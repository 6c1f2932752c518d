import { expect, test } from 'vitest';
import { readText } from '../project/repository-files.ts';
import { type OpenTables, openTables } from '../snapshot/derived/open-tables.ts';
import { DATA_SETS, publishDataSet } from './data-sets.ts';

/** An expression where the data begin before so many days, and cover half of them. */
function ifKnown(days: number, sql: string): string {
  return `CASE WHEN (SELECT first <= last - ${days - 1} FROM ends)
    AND 2 * (SELECT count(*) FROM known WHERE covered AND date > (SELECT last - ${days} FROM ends)) >= ${days} THEN (${sql})::INT END`;
}

function unused(days: number): string {
  return `SELECT count(*) FROM apps, ends WHERE (day IS NULL OR day <= last - ${days}) AND coalesce(created <= last - ${days}, true)`;
}

/** What the tables say, computed from instants alone: without the days and counts that the action derives. */
const TRUTH = `
  WITH zone AS (SELECT time_zone AS tz, complete_until, covered_from FROM snapshot_parquet),
  ends AS (SELECT ((complete_until AT TIME ZONE tz)::DATE - 1) AS last,
    ((covered_from - INTERVAL 1 MILLISECOND) AT TIME ZONE tz)::DATE + 1 AS first FROM zone),
  days AS (SELECT unnest(generate_series(last - 179, last, INTERVAL 1 DAY))::DATE AS date, first, last FROM ends),
  known AS (SELECT date, date > last - 28 AS recent, date >= first AND NOT EXISTS (
    FROM gaps_parquet, zone WHERE (gap_from AT TIME ZONE tz)::DATE <= date
      AND ((gap_to - INTERVAL 1 MILLISECOND) AT TIME ZONE tz)::DATE >= date) AS covered FROM days),
  used AS (SELECT *, (launched_at AT TIME ZONE tz)::DATE AS day FROM launches, zone),
  recent AS (FROM used WHERE day BETWEEN (SELECT last - 27 FROM ends) AND (SELECT last FROM ends)),
  per_day AS (SELECT date, covered, (SELECT count(*) FROM used WHERE day = known.date) AS n FROM known),
  pairs AS (SELECT a.n AS now, b.n AS before FROM per_day a JOIN per_day b ON b.date = a.date - 28
    WHERE a.covered AND b.covered AND a.date > (SELECT last - 28 FROM ends)),
  apps AS (SELECT app_id, owner_key, created_at::DATE AS created, (SELECT max(day) FROM used u WHERE u.app_id = a.app_id) AS day,
    (SELECT max(day) FROM used u WHERE u.user_key = a.owner_key) AS came FROM apps_parquet a)
  SELECT (SELECT CASE WHEN first <= last THEN last END FROM ends)::VARCHAR AS last,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(*) FROM recent) END FROM known WHERE recent)::INT AS launches,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(DISTINCT user_key) FROM recent) END FROM known WHERE recent)::INT AS users,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(DISTINCT app_id) FROM recent) END FROM known WHERE recent)::INT AS apps,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(*) FROM recent WHERE app_id IS NULL) ELSE 0 END FROM known WHERE recent)::INT AS without_app,
    (SELECT count(*) FROM known WHERE recent AND covered)::INT AS covered,
    (SELECT CASE WHEN count(*) >= 14 THEN round(100 * (sum(now) / nullif(sum(before), 0) - 1))::INT END FROM pairs) AS change,
    (SELECT count(*) FROM known WHERE covered AND date > (SELECT last - 90 FROM ends))::INT AS covered90,
    ${[30, 90, 180].map((days) => `${ifKnown(days, unused(days))} AS idle${days}`).join(', ')},
    (SELECT count(*) FROM apps WHERE day IS NULL)::INT AS never,
    ${ifKnown(90, 'SELECT count(*) FROM apps, ends WHERE owner_key IS NOT NULL AND (came IS NULL OR came <= last - 90)')} AS owners`;

/** What is to be true of each, so that truth and figures cannot be wrong together. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a first run that covers 5 days, and launches that came late': {
    ...{ covered: 4, idle30: null, idle90: null, idle180: null, never: 6, owners: null, change: null },
  },
  'a gap': { covered: 19, idle30: 5, idle90: 4, idle180: 2, never: 5, owners: 4 },
  'a first run of 2 days': { covered: 0, launches: null, users: null, apps: null, idle90: null },
  'a first run of 3 days, which hold no whole one': { covered: 0, launches: null, idle90: null },
  'a pause of six weeks, which the 28 days lie in': { covered: 0, launches: null, users: null },
  '100 days without launches': {
    ...{ launches: 0, users: 0, apps: 0, covered: 28, change: null },
    ...{ idle30: 8, idle90: 7, idle180: 2, never: 5, owners: 7 },
  },
  'a launch that is 99 days old': {
    covered: 7,
    idle30: null,
    idle90: null,
    change: null,
    last: '2026-11-19',
  },
  '180 days, and a launch of a future day': {
    ...{ covered: 28, change: 0, last: '2026-11-19' },
    ...{ idle30: 5, idle90: 4, idle180: 2, never: 5, owners: 4 },
  },
};

test.each(Object.entries(DATA_SETS))('page, summary and SQL over the tables agree: %s', async (name, set) => {
  const { files, summary } = await publishDataSet(set);
  const page = Buffer.from(files.get('report.html') ?? []).toString('utf8');
  await openTables(files, [], async (tables) => {
    const [truth = {}] = await tables.query(TRUTH);
    expect(truth).toMatchObject(EXPECTED[name] ?? {});
    expect(summary).toContain('New apps: 0 in 2026-11, 2 in 2026-10, 0 in 2026-09.');
    const said = { page: pageFigures(page), summary: summaryFigures(summary), sql: await documented(tables) };
    const { launches, users, apps, idle90: idle, change, without_app: nameless } = truth;
    const { idle30, idle180, never, owners } = truth;
    const lists = { idle30, idle90: idle, idle180, never, owners };
    expect({
      page: pageLists(page),
      summary: summaryLists(summary),
      sql: await documentedLists(tables),
    }).toEqual({
      ...{ page: lists, summary: lists, sql: lists },
    });
    expect(said.page).toEqual({ launches, users, apps, idle, change, nameless });
    expect(said.summary).toEqual({ launches, users, idle, nameless });
    expect(said.sql).toMatchObject({ launches, users, covered: truth.covered, last: truth.last, idle });
    const [sums] = await tables.query(
      'SELECT sum(launches_28d)::INT AS launches, sum((launches_28d > 0)::INT)::INT AS apps FROM apps_parquet',
    );
    expect(sums).toEqual({ launches: apps === null ? null : Number(launches) - Number(nameless), apps });
  });
});

/** A figure of the page or the summary; `null` where it says that it is not known. */
function numberOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return undefined;
  return text === '–' ? null : Number(text.replaceAll(',', '').replace('−', '-').replace('±', ''));
}

function pageFigures(page: string) {
  const tile = (label: string) =>
    new RegExp(`<dt>${label}</dt><dd><b>([^<]*)</b><span>([^<]*)<`).exec(page)?.slice(1) ?? [];
  const [launches, note = ''] = tile('Launches in 28 days');
  const row = /no app named<\/span>.*?<td>([\d,]+)<\/td>/.exec(page)?.[1] ?? '0';
  return {
    launches: numberOf(launches),
    users: numberOf(tile('Users in 28 days')[0]),
    apps: numberOf(tile('Apps in 28 days')[0]),
    idle: numberOf(tile('Idle for 90 days')[0]),
    change: numberOf(/^([+−±]\d+)%/.exec(note)?.[1] ?? '–'),
    nameless: numberOf(row),
  };
}

function summaryFigures(summary: string) {
  const section = summary.slice(summary.indexOf('### Most launched apps'));
  const idle = /(\d+) apps? of \d+ not launched for 90 days/.exec(section)?.[1];
  return {
    launches: numberOf(/\. ([\d,]+) launch(?:es)?\.\n/.exec(section)?.[1] ?? '–'),
    users: numberOf(/([\d,]+) in 28 days\./.exec(section)?.[1] ?? '–'),
    idle: numberOf(section.includes('Not enough history yet') ? '–' : idle),
    nameless: numberOf(/\| \*no app named\* \| +\| ([\d,]+) \|/.exec(section)?.[1] ?? '0'),
  };
}

/** The lists of apps that nobody launches, as the page counts them. */
function pageLists(page: string) {
  const row = (name: string) =>
    numberOf(new RegExp(`<th scope="row">${name}</th><td>([^<]*)</td>`).exec(page)?.[1]);
  const section = page.slice(page.indexOf('id="owners"'));
  const owners = /([\d,]+) apps? (?:is|are) owned by somebody who launched/.exec(section)?.[1];
  return {
    ...{ idle30: row('30 days'), idle90: row('90 days'), idle180: row('180 days'), never: row('Never seen') },
    owners: numberOf(owners ?? '–'),
  };
}

function summaryLists(summary: string) {
  const section = summary.slice(summary.indexOf('### Apps that nobody launches'));
  const row = (name: string) => numberOf(new RegExp(`\\| ${name} \\| ([^ ]+) \\|`).exec(section)?.[1]);
  const owners = /([\d,]+) apps? of owners who launched no app/.exec(section)?.[1];
  return {
    ...{ idle30: row('30 days'), idle90: row('90 days'), idle180: row('180 days'), never: row('Never seen') },
    owners: numberOf(owners ?? '–'),
  };
}

async function documentedLists(tables: OpenTables) {
  const { idle30, idle90, idle180, never, owners } = await documented(tables);
  return { idle30, idle90, idle180, never, owners };
}

/** What the SQL of docs/power-bi.md gives, which stands beside each measure of the Power BI model. */
async function documented({ query }: OpenTables) {
  const doc = readText('docs/power-bi.md');
  const views = /```sql\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
  const folder = /(?:read_parquet\()?'parquet\/(\w+)\/\*(?:\*\/\*)?\.parquet'\)?/g;
  const replaced = views.replaceAll(folder, '$1_parquet').replaceAll('CREATE VIEW', 'CREATE OR REPLACE VIEW');
  for (const view of replaced.split(';')) if (view.trim() !== '') await query(view);
  const answer = async (measure: string): Promise<unknown> => {
    const sql = doc
      .split('\n')
      .find((line) => line.startsWith(`| ${measure} |`))
      ?.split('`')[1];
    const [row = {}] = await query(sql ?? `SELECT '${measure} has no SQL'`);
    const [value] = Object.values(row);
    return value === null || typeof value === 'number'
      ? value
      : Number.isNaN(Number(value))
        ? value
        : Number(value);
  };
  return {
    launches: await answer('Launches in 28 days'),
    users: await answer('Users in 28 days'),
    covered: await answer('Covered days in 28 days'),
    last: await answer('Last complete day'),
    idle: await answer('Idle apps (90 days)'),
    idle30: await answer('Idle apps (30 days)'),
    idle90: await answer('Idle apps (90 days)'),
    idle180: await answer('Idle apps (180 days)'),
    never: await answer('Apps never launched'),
    owners: await answer('Apps of idle owners (90 days)'),
  };
}
