import { describe, expect, test } from 'vitest';
import { readProject } from '../project-texts.ts';
import { modelComplaints } from './complaints.ts';
import { FAULTS } from './faults.ts';
import { measuresOf, partsOf, readModel } from './model.ts';

const texts = readProject();

test('the model has nothing to complain of', () => {
  expect(modelComplaints(texts)).toEqual([]);
});

test('the model has the tables and the measures that people ask for', () => {
  const model = readModel(texts);
  expect(model.tables.map(({ name }) => name).sort()).toEqual([
    'Active users',
    'App changes',
    'Apps',
    'Date',
    'Environments',
    'Gaps',
    'Launches',
    'Snapshot',
    'Users',
  ]);
  expect(measuresOf(model).map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      ...['Launches', 'Unique users', 'Sessions', 'Apps used', 'Launches per user'],
      ...['Daily active users', 'Weekly active users', 'Monthly active users', 'Stickiness'],
      ...['New users', 'Returning users', 'Last launch', 'Days since last launch', 'Idle apps (90 days)'],
      ...[
        'Production apps (calendar month)',
        'Production apps (28 days)',
        'Unused apps',
        'New apps',
        'Deleted apps',
        'Launches previous period',
        'Launches change',
        'First day',
        'Last day',
        'Data as of',
      ],
    ]),
  );
});

test('no row of the model carries the id or the instant of a launch', () => {
  const table = readModel(texts).tables.find(({ name }) => name === 'Launches');
  const columns = table === undefined ? [] : partsOf(table, 'column');
  expect(columns.map(({ properties }) => properties.get('sourceColumn'))).toEqual([
    'date',
    'hour',
    'app_id',
    'environment_id',
    'user_key',
    'is_session_start',
  ]);
});

test('the role without users takes the table Users away, and no measure needs it', () => {
  const model = readModel(texts);
  const role = model.objects.find(({ type }) => type === 'role');
  expect(role?.children.map(({ name, properties }) => [name, properties.get('metadataPermission')])).toEqual([
    ['Users', 'none'],
  ]);
  const withoutFields = measuresOf(model).map(({ expression = '' }) =>
    expression.replaceAll(/\[[^\]]+\]/g, ''),
  );
  expect(withoutFields.filter((dax) => /\bUsers\b/.test(dax))).toEqual([]);
});

describe('a planted fault is noticed', () => {
  test.each(FAULTS)('%s', (_, path, from, to, complaint) => {
    const text = texts.get(path) ?? '';
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(modelComplaints(new Map([...texts, [path, broken]])).join('\n')).toMatch(complaint);
  });
});
