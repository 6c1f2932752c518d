import { expect, test } from 'vitest';
import { readText } from '../project/repository-files.ts';
import { type OpenTables, openTables } from '../snapshot/derived/open-tables.ts';
import { DATA_SETS, publishDataSet } from './data-sets.ts';

/** What the tables say, computed from instants alone: without the days and counts that the action derives. */
const TRUTH = `
  WITH zone AS (SELECT time_zone AS tz, complete_until, covered_from FROM snapshot_parquet),
  ends AS (SELECT ((complete_until AT TIME ZONE tz)::DATE - 1) AS last,
    ((covered_from - INTERVAL 1 MILLISECOND) AT TIME ZONE tz)::DATE + 1 AS first FROM zone),
  days AS (SELECT unnest(generate_series(last - 89, last, INTERVAL 1 DAY))::DATE AS date, first, last FROM ends),
  known AS (SELECT date, date > last - 28 AS recent, date >= first AND NOT EXISTS (
    FROM gaps_parquet, zone WHERE (gap_from AT TIME ZONE tz)::DATE <= date
      AND ((gap_to - INTERVAL 1 MILLISECOND) AT TIME ZONE tz)::DATE >= date) AS covered FROM days),
  used AS (SELECT *, (launched_at AT TIME ZONE tz)::DATE AS day FROM launches, zone),
  recent AS (FROM used WHERE day BETWEEN (SELECT last - 27 FROM ends) AND (SELECT last FROM ends)),
  per_day AS (SELECT date, covered, (SELECT count(*) FROM used WHERE day = known.date) AS n FROM known),
  pairs AS (SELECT a.n AS now, b.n AS before FROM per_day a JOIN per_day b ON b.date = a.date - 28
    WHERE a.covered AND b.covered AND a.date > (SELECT last - 28 FROM ends)),
  apps AS (SELECT app_id, (SELECT max(day) FROM used u WHERE u.app_id = a.app_id) AS day FROM apps_parquet a)
  SELECT (SELECT CASE WHEN first <= last THEN last END FROM ends)::VARCHAR AS last,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(*) FROM recent) END FROM known WHERE recent)::INT AS launches,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(DISTINCT user_key) FROM recent) END FROM known WHERE recent)::INT AS users,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(DISTINCT app_id) FROM recent) END FROM known WHERE recent)::INT AS apps,
    (SELECT CASE WHEN bool_or(covered) THEN (SELECT count(*) FROM recent WHERE app_id IS NULL) ELSE 0 END FROM known WHERE recent)::INT AS without_app,
    (SELECT count(*) FROM known WHERE recent AND covered)::INT AS covered,
    (SELECT CASE WHEN count(*) >= 14 THEN round(100 * (sum(now) / nullif(sum(before), 0) - 1))::INT END FROM pairs) AS change,
    (SELECT count(*) FROM known WHERE covered)::INT AS covered90,
    CASE WHEN (SELECT first <= last - 89 FROM ends) AND (SELECT count(*) FROM known WHERE covered) >= 45
      THEN (SELECT count(*) FROM apps WHERE day IS NULL OR day <= (SELECT last - 90 FROM ends))::INT END AS idle`;

/** What is to be true of each, so that truth and figures cannot be wrong together. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a first run that covers 5 days, and launches that came late': { covered: 4, idle: null, change: null },
  'a gap': { covered: 19, idle: 1 },
  'a first run of 2 days': { covered: 0, launches: null, users: null, apps: null, idle: null },
  'a first run of 3 days, which hold no whole one': { covered: 0, launches: null, idle: null },
  'a pause of six weeks, which the 28 days lie in': { covered: 0, launches: null, users: null },
  '100 days without launches': { launches: 0, users: 0, apps: 0, covered: 28, change: null, idle: 4 },
  'a launch that is 99 days old': { covered: 7, idle: null, change: null, last: '2026-11-19' },
  'a launch of a future day': { covered: 28, idle: 1, change: 0, last: '2026-11-19' },
};

test.each(Object.entries(DATA_SETS))('page, summary and SQL over the tables agree: %s', async (name, set) => {
  const { files, summary } = await publishDataSet(set);
  const page = Buffer.from(files.get('report.html') ?? []).toString('utf8');
  await openTables(files, [], async (tables) => {
    const [truth = {}] = await tables.query(TRUTH);
    expect(truth).toMatchObject(EXPECTED[name] ?? {});
    const said = { page: pageFigures(page), summary: summaryFigures(summary), sql: await documented(tables) };
    const { launches, users, apps, idle, change, without_app: nameless } = truth;
    expect(said.page).toEqual({ launches, users, apps, idle, change, nameless });
    expect(said.summary).toEqual({ launches, users, idle, nameless });
    expect(said.sql).toEqual({ launches, users, covered: truth.covered, last: truth.last, idle });
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
  };
}
