/** SQL over `launches`, those that succeeded, and over `told` (what each record said), that gives each derived table, column by column. */

/** The days of `active_users`: `lastComplete` is a date in SQL. */
function days(lastComplete: string): string {
  return `SELECT unnest(generate_series((SELECT min(date) FROM launches),
    (SELECT greatest(max(date), ${lastComplete}) FROM launches), INTERVAL 1 DAY))::DATE AS date`;
}

const ACTIVE = [
  'NULL AS app_id, NULL AS environment_id',
  'app_id, NULL AS environment_id',
  'NULL AS app_id, environment_id',
]
  .map((scope, index) => {
    const isNamed = ['true', 'app_id IS NOT NULL', 'environment_id IS NOT NULL'][index];
    return `SELECT date, ${scope}, user_key FROM launches WHERE user_key IS NOT NULL AND ${isNamed}`;
  })
  .join(' UNION ALL ');

const HOMES = `first(environment_id ORDER BY launched_at DESC, environment_id) FILTER (environment_id IS NOT NULL)`;

function newest(id: string, value: string, from = 'told'): string {
  return `SELECT ${id}, arg_max(${value}, (launched_at, ${value})) AS name, max(launched_at) AS told_at FROM ${from} WHERE ${value} IS NOT NULL AND ${id} IS NOT NULL GROUP BY 1`;
}

/** Table → SQL. `users_28d` and the tables of users need `user_key`; `lastComplete` is the last complete day. */
export function aggregates(
  withUsers: boolean,
  lastComplete: string | null,
): Readonly<Record<string, string>> {
  const last = lastComplete === null ? 'NULL::DATE' : `DATE '${lastComplete}'`;
  const recent = (count: string): string =>
    lastComplete === null
      ? 'NULL::INT'
      : `(SELECT ${count}::INT FROM launches r WHERE r.app_id = l.app_id AND date BETWEEN ${last} - 27 AND ${last})`;
  const key = withUsers ? ', user_key' : '';
  const common = {
    daily: `SELECT date, app_id, environment_id${key}, count(*)::INT AS launches, sum(is_session_start)::INT AS sessions,
      min(launched_at) AS first_launch_at, max(launched_at) AS last_launch_at FROM launches GROUP BY ALL`,
    daily_apps: `SELECT date, app_id, environment_id, count(*)::INT AS launches, sum(is_session_start)::INT AS sessions
      ${withUsers ? ', count(DISTINCT user_key)::INT AS users' : ''} FROM launches GROUP BY ALL`,
    apps: `SELECT l.app_id, any_value(n.name) AS app_name, NULL::VARCHAR AS app_type, ${HOMES} AS environment_id, NULL::VARCHAR AS owner,
      ${withUsers ? 'NULL::VARCHAR AS owner_key,' : ''} NULL::TIMESTAMPTZ AS created_at, NULL::TIMESTAMPTZ AS modified_at,
      NULL::TIMESTAMPTZ AS published_at, NULL::INT AS shared_users, NULL::INT AS shared_groups, NULL::TIMESTAMPTZ AS missing_since,
      min(launched_at) AS first_launch_at, max(launched_at) AS last_launch_at,
      ${recent('count(*)')} AS launches_28d,
      ${withUsers ? recent('count(DISTINCT user_key)') : 'NULL::INT'} AS users_28d,
      NULL::INT AS in_inventory, NULL::TIMESTAMPTZ AS deleted_at, any_value(n.told_at) AS named_at
      FROM launches l LEFT JOIN (${newest('app_id', 'app_name')}) n ON n.app_id = l.app_id
      WHERE l.app_id IS NOT NULL GROUP BY l.app_id`,
    environments: `SELECT environment_id, any_value(name) AS environment_name,
      NULL::VARCHAR AS environment_type, NULL::VARCHAR AS region, any_value(told_at) AS named_at
      FROM (SELECT DISTINCT environment_id FROM launches WHERE environment_id IS NOT NULL)
      LEFT JOIN (${newest('environment_id', 'environment_name')}) USING (environment_id) GROUP BY 1`,
  };
  if (!withUsers) return common;
  return {
    ...common,
    active_users: `SELECT d.date, app_id, environment_id, window_days, count(DISTINCT user_key)::INT AS users
      FROM (${days(last)}) d, (VALUES (1), (7), (28)) w(window_days), (${ACTIVE}) a
      WHERE a.date <= d.date AND a.date > d.date - window_days::INT GROUP BY 1, 2, 3, 4`,
    users: `SELECT user_key, any_value(name) AS user_type, min(launched_at) AS first_launch_at,
      max(launched_at) AS last_launch_at, any_value(told_at) AS named_at
      FROM launches LEFT JOIN (${newest('user_key', 'user_type', '(FROM told WHERE succeeded)')}) USING (user_key)
      WHERE user_key IS NOT NULL GROUP BY 1`,
  };
}

/** The session starts, from `launches` less the column that tells them. */
export const SESSIONS = `SELECT event_id, CASE WHEN user_key IS NULL THEN NULL
  ELSE (coalesce(launched_at - lag(launched_at) OVER (PARTITION BY app_id, user_key ORDER BY launched_at, event_id)
    > INTERVAL 30 MINUTE, true))::INT END AS is_session_start FROM launches`;
