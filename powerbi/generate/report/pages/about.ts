import { column } from '../fields.ts';
import { frame, type Paragraph, textBox } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';
import { facts } from '../tables.ts';

const NOTES: readonly (readonly [string, string])[] = [
  [
    'What counts as a launch',
    'One audit event LaunchPowerApp. It is written when an app is opened, also when the user stops at a connection or consent prompt. A session starts with a launch of an app by a user who did not launch it in the 30 minutes before.',
  ],
  [
    'Canvas apps only',
    'Microsoft logs no launch of model-driven apps. That an app is missing here does not mean that nobody uses it.',
  ],
  [
    'How complete it is',
    'The audit log delivers most events within hours, some later. Launches before "Complete until" are complete, within the normal delivery time of the service. Gaps are date ranges of the log that can no longer be read; manifest.json of the data names them. Unread blobs are tried again by the next run.',
  ],
  [
    '(Blank)',
    'Launches for which the audit log names no app, environment or user stand under (Blank). They count as launches, not as apps or users.',
  ],
  [
    'Users',
    'The report shows no user, and the owner of an app where an app catalog names one. Users are counted by pseudonyms unless the action is set to names, and not at all when it is set to none.',
  ],
];

/** What the data covers, and what its numbers mean. */
export const ABOUT: Page = {
  name: 'about',
  title: 'About',
  visuals: [
    ...frame('About'),
    textBox('notes', body(0, 7), NOTES.flatMap(paragraphs)),
    facts(
      {
        key: 'snapshot',
        box: body(7, 5),
        title: 'This data',
        alt: 'Coverage, gaps and number of rows of the data',
      },
      [
        'First day with launches',
        'Last day with launches',
        'Complete until (UTC)',
        'Watermark (UTC)',
        'Generated (UTC)',
        'Time zone',
        'Gaps',
        'Unread blobs',
        'All launches',
        'Rows of apps',
        'Rows of environments',
        'Rows of users',
        'Schema version',
      ].map((name) => column('Snapshot', name)),
    ),
  ],
};

function paragraphs([title, text]: readonly [string, string]): readonly Paragraph[] {
  return [
    { text: title, size: 12, bold: true },
    { text, size: 11, bold: false },
  ];
}
