import { DuckDBInstance } from '@duckdb/node-api';

/** A value of the sample; `null` where a visual shows nothing, or where it is not worked out for the picture. */
export type Cell = string | number | null;

/** Which part of the sample a visual shows: the days selected in docs/power-bi.md or all, and one thing or everything. */
export interface Selection {
  readonly days: 'selected' | 'all';
  /** SQL about `app_id` or `environment_id`. */
  readonly about: string;
  /** The measure by which a visual leaves rows out. */
  readonly only?: string;
}

/** What the sample says for the visuals of the Power BI report. */
export interface SampleFigures {
  /** Returns what a measure gives by its line in docs/power-bi.md. */
  readonly measure: (name: string) => Cell;
  /** Returns the rows of a visual: a cell for each of its fields, which are called `Table.Name`. */
  readonly rows: (fields: readonly string[], selection: Selection) => Promise<readonly (readonly Cell[])[]>;
  readonly close: () => void;
}

const VIEWS = `CREATE VIEW seen AS SELECT *, min(date) OVER (PARTITION BY user_key) AS first_seen FROM launches;
CREATE VIEW app_rows AS SELECT *, count(*) OVER (PARTITION BY app_name) > 1 AS shared, created_at::DATE AS created,
  app_id IN (SELECT app_id FROM present) AS exists_, app_id IN (SELECT app_id FROM unused) AS unused,
  owner_key NOT IN (SELECT user_key FROM launches, snapshot WHERE user_key IS NOT NULL AND date > last_complete_date - 90) AS idle
  FROM apps;
CREATE VIEW environment_rows AS SELECT *,
  (SELECT count(*) FROM present WHERE present.environment_id = environments.environment_id) AS existing,
  (SELECT count(*) FROM unused WHERE unused.environment_id = environments.environment_id) AS unused FROM environments;
CREATE VIEW changes AS SELECT created_at AS changed_at, 1 AS made, NULL AS deleted FROM apps WHERE created_at IS NOT NULL
  UNION ALL SELECT deleted_at, NULL, 1 FROM apps WHERE deleted_at > coalesce(last_launch_at, '1970-01-01');`;

/** Table of a visual's first column → where its rows come from. `LAUNCHES` and `APPS` are those of the selection. */
const BASES: Readonly<Record<string, string>> = {
  Date: 'days AS d LEFT JOIN LAUNCHES AS l USING (date) WHERE SELECTED',
  Launches: 'LAUNCHES AS l JOIN days AS d USING (date) WHERE SELECTED',
  Apps: `APPS AS a LEFT JOIN environments AS e USING (environment_id)
    LEFT JOIN LAUNCHES AS l ON l.app_id = a.app_id LEFT JOIN days AS d ON d.date = l.date`,
  Environments:
    'environment_rows AS e LEFT JOIN LAUNCHES AS l USING (environment_id) LEFT JOIN days AS d ON d.date = l.date',
  Users: 'users AS u JOIN LAUNCHES AS l USING (user_key) JOIN days AS d ON d.date = l.date',
  'Active users':
    '(FROM days, (SELECT unnest([1, 7, 28]) AS window_days)) AS d LEFT JOIN (FROM active_users WHERE app_id IS NULL AND environment_id IS NULL) AS w USING (date, window_days) WHERE SELECTED',
  'App changes': 'changes',
  Gaps: 'gaps',
  Snapshot: 'snapshot',
};

const short = (id: string): string => `' (' || left(${id}, 8) || ')'`;
const instant = (column: string): string => `strftime(${column} AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M')`;
const RECENT =
  'l.date > (SELECT last_complete_date - 28 FROM snapshot) AND l.date <= (SELECT last_complete_date FROM snapshot)';
const MONTH =
  "l.date >= (SELECT date_trunc('month', last_complete_date) FROM snapshot) AND l.date <= (SELECT last_complete_date FROM snapshot)";
const isProduction = (days: string): string =>
  `CASE WHEN count(l.event_id) FILTER (${days}) > 50 OR count(DISTINCT l.user_key) FILTER (${days}) > 5 THEN 1 END`;
const AT = "date_trunc('GRAIN', l.first_seen) = date_trunc('GRAIN', l.date)";

const COLUMNS: Readonly<Record<string, string>> = {
  'Date.Date': "strftime(d.date, '%d %b')",
  'Date.Week': "strftime(date_trunc('week', d.date), '%d %b')",
  'Date.Month': "strftime(d.date, '%b %Y')",
  'Date.Weekday': 'dayname(d.date)',
  'Date.Coverage': 'd.coverage',
  'Launches.Hour': 'l.hour',
  'Apps.App': `coalesce(a.app_name || CASE WHEN a.shared THEN ${short('a.app_id')} ELSE '' END, '(no name)' || ${short('a.app_id')})`,
  'Apps.App environment': `coalesce(e.environment_name, '(no name)' || ${short('e.environment_id')})`,
  'Apps.Owner shown': "coalesce(a.owner, left(a.owner_key, 8), '(unknown)')",
  'Apps.App type': 'a.app_type',
  'Apps.Inventory': "CASE a.in_inventory WHEN 1 THEN 'Listed' WHEN 0 THEN 'Not listed' ELSE 'Unknown' END",
  'Apps.Maker portal': "'link'",
  'Apps.Created (UTC)': instant('a.created_at'),
  'Apps.Modified (UTC)': instant('a.modified_at'),
  'Apps.Published (UTC)': instant('a.published_at'),
  'Apps.Deleted (UTC)': instant('a.deleted_at'),
  'Apps.Shared users': 'a.shared_users',
  'Apps.Shared groups': 'a.shared_groups',
  'Active users.Days': 'd.window_days',
  'App changes.Change month': "strftime(changed_at, '%b %Y')",
  'Environments.Environment': `coalesce(e.environment_name, '(no name)' || ${short('e.environment_id')})`,
  'Environments.Type': 'e.environment_type',
  'Environments.Region': 'e.region',
  'Users.User': 'u.user_key',
  'Users.User type': 'u.user_type',
  'Gaps.Gap from (UTC)': instant('gap_from'),
  'Gaps.Gap to (UTC)': instant('gap_to'),
  'Gaps.Reason': 'reason',
  'Gaps.Status': 'status',
  'Snapshot.Complete until (UTC)': instant('complete_until'),
  'Snapshot.Watermark (UTC)': instant('watermark'),
  'Snapshot.Generated (UTC)': instant('generated_at'),
  'Snapshot.Time zone': 'time_zone',
  'Snapshot.Unread blobs': 'unread_blobs',
  'Snapshot.All launches': 'launches',
  'Snapshot.Launches that failed': 'failed_launches',
  'Snapshot.All apps': 'apps',
  'Snapshot.Schema version': 'schema_version',
};

/** Aggregates over the rows of a base. `CHOSEN` is whether a launch is of the selected days. */
const MEASURES: Readonly<Record<string, string>> = {
  Launches: 'nullif(count(l.event_id) FILTER (CHOSEN), 0)',
  Sessions: 'sum(l.is_session_start) FILTER (CHOSEN)',
  'Unique users': 'nullif(count(DISTINCT l.user_key) FILTER (CHOSEN), 0)',
  'Apps used': 'nullif(count(DISTINCT l.app_id) FILTER (CHOSEN), 0)',
  'Launches per user':
    'round(count(l.event_id) FILTER (CHOSEN) / nullif(count(DISTINCT l.user_key) FILTER (CHOSEN), 0), 1)',
  'Launches of covered days': "count(l.event_id) FILTER (d.coverage = 'Covered')",
  'Launches of other days': "nullif(count(l.event_id) FILTER (d.coverage <> 'Covered'), 0)",
  'Users of covered days':
    "CASE WHEN count(*) FILTER (d.coverage = 'Covered') > 0 THEN count(DISTINCT l.user_key) FILTER (d.coverage = 'Covered') END",
  'Users of known periods':
    "CASE WHEN 2 * count(DISTINCT d.date) FILTER (d.coverage = 'Covered') >= CASE 'GRAIN' WHEN 'week' THEN 7 ELSE day(last_day(max(d.date))) END THEN count(DISTINCT l.user_key) FILTER (d.coverage = 'Covered') END",
  'Not covered':
    "CASE WHEN count(*) FILTER (d.coverage <> 'Covered') > 0 THEN max(count(l.event_id)) OVER () - count(l.event_id) END",
  'New users': `nullif(count(DISTINCT l.user_key) FILTER (${AT}), 0)`,
  'Returning users': `nullif(count(DISTINCT l.user_key) FILTER (NOT ${AT}), 0)`,
  'Launches in 28 days': `count(l.event_id) FILTER (${RECENT})`,
  'Users in 28 days': `count(DISTINCT l.user_key) FILTER (${RECENT})`,
  'First launch': 'min(l.date)',
  'Last launch': 'max(l.date)',
  'Days since last launch': '(SELECT last_complete_date FROM snapshot) - max(l.date)',
  'Production apps (28 days)': isProduction(RECENT),
  'Production apps (calendar month)': isProduction(MONTH),
  'Existing apps': 'count(DISTINCT a.app_id) FILTER (a.exists_)',
  'Unused apps': 'nullif(count(DISTINCT a.app_id) FILTER (a.unused), 0)',
  'Apps of idle owners (90 days)': 'nullif(count(DISTINCT a.app_id) FILTER (a.idle AND a.exists_), 0)',
  'Covered days without launch':
    'len(list_filter((SELECT list(date) FROM covered), day -> day > coalesce(greatest(max(l.date), any_value(a.created)), max(l.date), any_value(a.created))))',
  'Active users of the window':
    "CASE WHEN any_value(d.coverage) = 'Covered' THEN coalesce(any_value(w.users), 0) END",
  'New apps': 'count(made)',
  'Deleted apps': 'nullif(count(deleted), 0)',
  'Selected days': 'count(DISTINCT d.date)',
  'First day': 'min(d.date)',
  'Last day': 'max(d.date)',
  'First complete day': 'any_value(first_complete_date)',
  'Last complete day': 'any_value(last_complete_date)',
};
const OF_ENVIRONMENTS: Readonly<Record<string, string>> = {
  'Existing apps': 'any_value(e.existing)',
  'Unused apps': 'nullif(any_value(e.unused), 0)',
};

/** Opens the sample in a folder. `page` is the text of docs/power-bi.md, which has the views and the measures. */
export async function openSampleFigures(folder: string, page: string): Promise<SampleFigures> {
  const connection = await (await DuckDBInstance.create()).connect();
  const views = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  await connection.run(views.replaceAll("'parquet/", `'${folder.replaceAll('\\', '/')}/parquet/`) + VIEWS);
  const results = new Map(
    [...page.matchAll(/^\| ([^|]+) \| `SELECT [^`]+` \| ([^|]+) \|$/gm)].map(([, name = '', result = '']) => [
      name,
      result === 'null' ? null : result,
    ]),
  );
  return {
    measure: (name) => results.get(name) ?? null,
    rows: async (fields, selection) =>
      (await connection.runAndReadAll(sqlOf(fields, selection)))
        .getRowsJson()
        .map((row) => row.slice(0, fields.length).map(cellOf)),
    close: () => connection.closeSync(),
  };
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'number') return value;
  return /^-?\d+$/.test(String(value)) ? Number(value) : String(value);
}

/** Measures that are not worked out here are left empty. */
function sqlOf(fields: readonly string[], { days, about, only }: Selection): string {
  const columns = fields.filter((field) => field in COLUMNS);
  const tables = columns.map((field) => field.split('.')[0] ?? '');
  const table = tables.find((name) => name === 'Active users') ?? tables[0] ?? 'Launches';
  const chosen = days === 'all' ? 'true' : "l.date BETWEEN '2026-11-01' AND '2026-11-21'";
  const measures = { ...MEASURES, ...(table === 'Environments' ? OF_ENVIRONMENTS : {}) };
  const expressions = fields.map((field) => {
    const measure = measures[field.replace('Launches.', '')];
    const isKnown = measure !== undefined && (table === 'Apps' || !/\ba\./.test(measure));
    return COLUMNS[field] ?? (isKnown ? measure : 'NULL');
  });
  const keys = columns.map((field) => COLUMNS[field]);
  const order = ['Date', 'Active users'].includes(table)
    ? 'min(d.date)'
    : table === 'App changes'
      ? 'min(changed_at)'
      : '1';
  const sql = `SELECT ${expressions.join(', ')} FROM ${keys.length > 0 ? BASES[table] : BASES[table]?.replace('WHERE SELECTED', '')}
    ${keys.length === 0 ? '' : `GROUP BY ${keys.join(', ')}`}
    ${only === undefined || only === 'Listed apps' ? '' : `HAVING ${measures[only]} > 0`}
    ${keys.length === 0 ? '' : `ORDER BY ${order}`}`;
  return sql
    .replaceAll('LAUNCHES', `(SELECT * FROM seen WHERE ${about})`)
    .replaceAll('APPS', `(SELECT * FROM app_rows WHERE ${about})`)
    .replaceAll('SELECTED', chosen.replace('l.date', 'd.date'))
    .replaceAll('CHOSEN', chosen)
    .replaceAll('GRAIN', fields[0] === 'Date.Month' ? 'month' : 'week');
}
