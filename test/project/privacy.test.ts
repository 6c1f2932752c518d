import { expect, test } from 'vitest';
import { readText } from './repository-files.ts';

const page = readText('docs/privacy.md').replace(/\s+/g, ' ');

test.each([
  'A name can appear whatever `users` is, `none` too',
  'whoever can read the audit log finds the user of a launch by its `event_id` or its time',
  'where an app, an hour or a day has one user',
  '`users: none` can count a launch twice',
  'It cannot see a name inside the name of an app or an environment',
])('docs/privacy.md says: %s', (sentence) => {
  expect(page).toContain(sentence);
});

// Where a run writes besides what it publishes: the places stand in the code, and on the page with when they go.
test.each([
  ['src/stores/create-store.ts', 'audit-log-sync-$', '`audit-log-sync-…`'],
  ['src/stores/cache.ts', "'.audit-log-sync/state'", '`.audit-log-sync/state`'],
  ['src/stores/folder/folder.ts', '.new`', '`.NAME.new`'],
  ['src/stores/folder/folder.ts', '.old`', '`.NAME.old`'],
])('docs/privacy.md lists the temporary files of %s: %s', (file, code, shown) => {
  expect(readText(file)).toContain(code);
  expect(page.split('Temporary files of a run:')[1]).toContain(shown);
});
