import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { OVERVIEW_CARDS } from '../../powerbi/generate/report/pages/overview.ts';
import type { Bar, Drawn } from './power-bi-page.ts';

const SELECTED = "BETWEEN '2026-11-01' AND '2026-11-21'";
/**
 * Returns what the visuals of the Power BI page Overview show for the sample, by key, with the slicer Date set as in
 * docs/power-bi.md: cards from the measures' SQL on that page (its text is `page`), charts by SQL over its views.
 */
export async function overviewFigures(folder: string, page: string): Promise<ReadonlyMap<string, Drawn>> {
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    const views = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    await connection.run(views.replaceAll("'parquet/", `'${folder.replaceAll('\\', '/')}/parquet/`));
    const measure = async (name: string): Promise<string> => {
      const sql = page.split(`\n| ${name} | \``)[1]?.split('` |')[0];
      if (sql === undefined) throw new Error(`docs/power-bi.md has no measure ${name}`);
      return String((await rowsOf(connection, sql))[0]?.[0]);
    };
    const change = Number(await measure('Launches change'));
    const cards = OVERVIEW_CARDS.map(async (label) => ({
      label,
      value:
        label === 'Launches change'
          ? `${change > 0 ? '+' : ''}${(change * 100).toFixed(1)} %`
          : await measure(label),
    }));
    const days = await rowsOf(
      connection,
      `SELECT strftime(days.date, '%-d'), count(event_id) FILTER (coverage = 'Covered'), count(event_id) FILTER (coverage <> 'Covered'),
       count(DISTINCT user_key) FROM days LEFT JOIN launches USING (date) WHERE days.date ${SELECTED} GROUP BY days.date ORDER BY days.date`,
    );
    const apps = await barsOf(
      connection,
      `SELECT coalesce(app_name || CASE WHEN count(*) OVER (PARTITION BY app_name) > 1 THEN ' (' || left(app_id, 4) || '…)' ELSE '' END, left(app_id, 8) || '…', '(Blank)'), n
       FROM (SELECT app_id, count(*) AS n FROM selected GROUP BY app_id) LEFT JOIN apps USING (app_id) ORDER BY n DESC`,
    );
    const environments = await barsOf(
      connection,
      `SELECT coalesce(environment_name, left(environment_id, 8) || '…', '(Blank)'), count(DISTINCT user_key) AS n FROM selected
       LEFT JOIN 'ENVIRONMENTS' USING (environment_id) GROUP BY 1 ORDER BY n DESC`.replace(
        'ENVIRONMENTS',
        `${folder.replaceAll('\\', '/')}/parquet/environments/*.parquet`,
      ),
    );
    const users = [Number(await measure('New users')), Number(await measure('Returning users'))];
    return new Map<string, Drawn>([
      ['heading', { kind: 'text', text: 'Overview' }],
      ['date', { kind: 'text', text: '11/1/2026  –  11/21/2026' }],
      ['environment', { kind: 'text', text: 'All' }],
      ['data-as-of', { kind: 'text', text: await measure('Data as of') }],
      ['cards', { kind: 'cards', cards: await Promise.all(cards) }],
      [
        'per-day',
        {
          kind: 'columns',
          bars: days.map(([label, covered, other]) => ({
            label: String(label),
            values: [Number(covered), Number(other)],
          })),
          line: days.map((row) => Number(row[3])),
        },
      ],
      ['apps', { kind: 'bars', bars: apps }],
      ['new-users', { kind: 'columns', bars: [{ label: 'Nov 2026', values: users }] }],
      ['environments', { kind: 'bars', bars: environments }],
    ]);
  } finally {
    connection.closeSync();
  }
}

async function barsOf(connection: DuckDBConnection, sql: string): Promise<readonly Bar[]> {
  const rows = await rowsOf(connection, sql);
  return rows.map(([label, value]) => ({ label: String(label), values: [Number(value)] }));
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}
