import { expect, test } from 'vitest';
import { snapshotReadme } from '../../src/report/snapshot-readme.ts';
import { tablesOf } from '../../src/snapshot/tables.ts';
import { launch } from '../snapshot/fixtures.ts';
import { figuresOf } from './fixtures.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const GAP = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T01:00:00.000Z', reason: 'a|b <b>' };

test.each(['pseudonym', 'name', 'none'] as const)(
  'users: %s: every table with every column, and its rows',
  async (users) => {
    const one = launch({ eventId: 'a', launchedAt: NOON });
    const { manifest, overview } = await figuresOf([{ ...one, userKey: users === 'none' ? null : 'kim' }], {
      users,
    });
    const readme = snapshotReadme(manifest, overview);
    for (const table of tablesOf(users)) {
      expect(readme).toContain(`### ${table.name}\n`);
      for (const { name } of table.columns) expect(readme).toContain(`| \`${name}\` |`);
    }
    expect(readme).toContain('| `launches` | 1 |');
    expect(readme.includes('user_key')).toBe(users !== 'none');
    expect(readme).not.toContain('kim');
  },
);

test('what is missing, harmless whatever it holds', async () => {
  const { manifest, overview } = await figuresOf([], { coverage: { gaps: [GAP] } });
  const readme = snapshotReadme(manifest, overview);
  expect(readme).toContain('| Gaps | 1 |');
  expect(readme).toContain('| First and last day with launches | none yet |');
  expect(readme).toContain('| First and last complete day | none yet |');
  expect(readme).toContain('| 2026-11-18T00:00:00Z | 2026-11-20T01:00:00Z | a&#124;b &#60;b&#62; | open |');
});

const NAMES = 'Names of apps and environments are written by people and can contain the name of a user.';
const LINKS =
  'Whoever can read the audit log finds the user of a launch by its `event_id` or its time, and where an app or a day has one user, everybody who knows that user knows the launches.';
const TWINS =
  'Where the service writes a launch in both record schemas (`record_type` 45 and 256), it counts twice: without users nothing tells that the two are one.';

test.each([
  [
    'none',
    `Users are not kept, so they and sessions cannot be counted. ${TWINS} ${LINKS} ${NAMES} \`apps\` names owners`,
  ],
  ['pseudonym', `Users are pseudonyms: they remain personal data. ${LINKS} ${NAMES}`],
  ['name', `Users are user principal names: personal data. ${NAMES}`],
] as const)('users: %s: it tells what can still lead to a user', async (users, told) => {
  const { manifest, overview } = await figuresOf([], { users });
  expect(snapshotReadme(manifest, overview)).toContain(told);
});
