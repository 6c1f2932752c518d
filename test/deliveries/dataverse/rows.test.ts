import { describe, expect, test } from 'vitest';
import { auditLogRow, missingRows, type PresentRow } from '../../../src/deliveries/dataverse/rows.ts';
import type { LaunchRow } from '../../../src/snapshot/fact-tables.ts';

const ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER = 'aaaaaaaa-0000-4000-8000-000000000002';
const APP = 'bbbbbbbb-0000-4000-8000-000000000001';
const AT = Date.parse('2026-06-01T08:00:00Z');

function launch(given: Partial<LaunchRow> = {}): LaunchRow {
  return {
    ...{ event_id: ID, launched_at: AT, date: '2026-06-01', hour: 8, app_id: APP, environment_id: null },
    ...{ user_key: 'kim', is_session_start: 1, succeeded: 1, record_type: 256 },
    ...given,
  };
}

function present(given: Partial<PresentRow> = {}): PresentRow {
  return { id: OTHER, appId: APP, user: 'kim', at: AT, ...given };
}

test('a launch is a row as the kit writes it', () => {
  expect(auditLogRow(launch())).toEqual({
    id: ID,
    appRow: APP,
    columns: {
      admin_title: `Power App Launch ${APP} - 2026-06-01T08:00:00Z`,
      admin_creationtime: '2026-06-01T08:00:00Z',
      admin_operation: 'LaunchPowerApp',
      admin_appid: APP,
      admin_userupn: 'kim',
    },
  });
});

test('without app and user the row has no such columns', () => {
  const { appRow, columns } = auditLogRow(launch({ app_id: null, user_key: null }));
  expect(appRow).toBeUndefined();
  expect(columns).toEqual({
    admin_title: 'Power App Launch no app id - 2026-06-01T08:00:00Z',
    admin_creationtime: '2026-06-01T08:00:00Z',
    admin_operation: 'LaunchPowerApp',
  });
});

test('no text is longer than a column, and no character is cut in two', () => {
  const { appRow, columns } = auditLogRow(
    launch({ app_id: '=app('.repeat(40), user_key: `${'a'.repeat(99)}😀` }),
  );
  expect(appRow).toBeUndefined();
  expect(columns.admin_appid).toHaveLength(100);
  expect(columns.admin_title).toHaveLength(100);
  expect(columns.admin_userupn).toBe('a'.repeat(99));
});

test('an event id that is no GUID becomes one, always the same', () => {
  const { id } = auditLogRow(launch({ event_id: "x') or (1 eq 1" }));
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(auditLogRow(launch({ event_id: "x') or (1 eq 1" })).id).toBe(id);
});

describe('of these launches the table lacks', () => {
  test.each<[string, readonly LaunchRow[], readonly PresentRow[], readonly string[]]>([
    ['one that is not there', [launch()], [], [ID]],
    ['none that is there', [launch()], [present({ id: ID, appId: '', user: '', at: 0 })], []],
    ['none that failed', [launch({ succeeded: 0 })], [], []],
    ['one of two with one id', [launch(), launch()], [], [ID]],
    ['none that stands there under the id of its twin', [launch()], [present({ user: 'KIM' })], []],
    ['one of another user', [launch()], [present({ user: 'lee' })], [ID]],
    ['one of another app', [launch()], [present({ appId: OTHER })], [ID]],
    ['one of another second', [launch()], [present({ at: AT + 1_000 })], [ID]],
    [
      'a repeat that the snapshot has as well',
      [launch(), launch({ event_id: OTHER })],
      [present({ id: OTHER })],
      [ID],
    ],
    [
      'one of two repeats with one twin',
      [launch(), launch({ event_id: OTHER })],
      [present({ id: APP })],
      [OTHER],
    ],
    [
      'one beside a launch that failed and that the kit has written',
      [launch(), launch({ event_id: OTHER, succeeded: 0 })],
      [present({ id: OTHER })],
      [ID],
    ],
    ['one without a user', [launch({ user_key: null })], [present({ user: '' })], [ID]],
  ])('%s', (_, launches, there, expected) => {
    expect(missingRows(launches, there).map(({ id }) => id)).toEqual(expected);
  });
});
