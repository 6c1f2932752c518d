import { column, measure } from '../fields.ts';
import { frameOfAllDays, type Paragraph, textBox } from '../frame.ts';
import { belowStrip, strip } from '../grid.ts';
import type { Page } from '../page.ts';
import { facts, table } from '../tables.ts';

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
    'The audit log delivers most events within hours, some later. Launches before "Complete until" are complete, within the normal delivery time of the service. Days before the data begin, days in a gap and days that are not complete yet are marked and left out of averages and comparisons: launches of them may be missing. Unread blobs are tried again by the next run.',
  ],
  [
    '(Blank)',
    'Launches for which the audit log names no app, environment or user stand under (Blank). No app named, no environment named, no user named: they count as launches, not as apps or users.',
  ],
  [
    'Users',
    'Users are counted by pseudonyms unless the action is set to names, and not at all when it is set to none. The page Users is hidden from readers.',
  ],
  [
    'What this data cannot say',
    'With whom an app is shared beyond the numbers of users and groups, which connectors and licenses it uses, how long it was used, and whether other apps, flows or bots exist: the audit log and the inventory do not tell.',
  ],
];

/** What the data covers, and what its numbers mean. */
export const ABOUT: Page = {
  name: 'about',
  title: 'About',
  visuals: [
    ...frameOfAllDays('About', []),
    facts(
      {
        key: 'snapshot',
        box: strip('heading'),
        title: 'This data',
        alt: 'Table of one row: coverage and number of rows of the data',
      },
      [
        measure('First complete day'),
        measure('Last complete day'),
        ...[
          'Complete until (UTC)',
          'Watermark (UTC)',
          'Generated (UTC)',
          'Time zone',
          'Unread blobs',
          'All launches',
          'Launches that failed',
          'All apps',
          'Schema version',
        ].map((name) => column('Snapshot', name)),
      ],
    ),
    textBox('notes', belowStrip('heading', 0, 7), NOTES.flatMap(paragraphs)),
    table(
      {
        key: 'coverage',
        box: belowStrip('heading', 7, 5, 0, 2),
        title: 'Which days are covered',
        alt: 'Table of what is known of the days: how many, the first, the last and their launches',
      },
      {
        values: [
          column('Date', 'Coverage'),
          ...['Selected days', 'First day', 'Last day', 'Launches'].map(measure),
        ],
        by: measure('First day'),
        direction: 'Ascending',
      },
    ),
    table(
      {
        key: 'gaps',
        box: belowStrip('heading', 7, 5, 1, 2),
        title: 'Gaps: launches of this time may be missing',
        alt: 'Table of gaps with beginning, end, reason and status',
      },
      {
        values: ['Gap from (UTC)', 'Gap to (UTC)', 'Reason', 'Status'].map((name) => column('Gaps', name)),
        by: column('Gaps', 'Gap from (UTC)'),
        direction: 'Descending',
      },
    ),
  ],
};

function paragraphs([title, text]: readonly [string, string]): readonly Paragraph[] {
  return [
    { text: title, size: 12, bold: true },
    { text, size: 11, bold: false },
  ];
}
