import { isoSecond } from '../instants.ts';
import { launchCounts, type Manifest } from '../snapshot/manifest.ts';
import { type AnyTable, tablesOf } from '../snapshot/tables.ts';
import { escapeMarkdown, table } from './markdown.ts';
import type { Overview } from './overview.ts';
import { LINKS_NOTE, NAMES_NOTE, TWINS_NOTE } from './privacy-notes.ts';
import { number } from './run-report.ts';

const TYPES = { text: 'text', int: 'whole number', date: 'day', timestamp: 'instant, UTC' } as const;
const MOST_GAPS = 50;
const LONGEST_REASON = 500;

/** Returns the snapshot's `README.md`: what it holds, how complete it is, and what each table and column means. */
export function snapshotReadme(manifest: Manifest, overview: Overview): string {
  const tables = tablesOf(manifest.identity.mode);
  return [
    '# Power Apps launches',
    `Launches of canvas apps in tenant \`${manifest.tenant_id}\`, read from the Microsoft 365 audit log by Audit Log Sync. ${USERS[manifest.identity.mode]}`,
    'Open `report.html` to look at the figures. `manifest.json` lists every file: read those, and no others. `datapackage.json` describes the tables for programs.',
    coverage(manifest, overview),
    gaps(overview),
    MEANING,
    '## Tables',
    table(
      ['Table', 'Rows', 'What it holds'],
      tables.map(({ name, description }) => [`\`${name}\``, rowsOf(manifest, name), own(description)]),
    ),
    `Days and hours are in the time zone ${escapeMarkdown(manifest.time_zone)}, all instants in UTC. In CSV an empty cell means nothing, and a text that a spreadsheet could run as a formula has an apostrophe in front: if a text begins with an apostrophe, remove the first one.`,
    ...tables.map(columnsOf),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const USERS = {
  pseudonym: `Users are pseudonyms: they remain personal data. ${LINKS_NOTE} ${NAMES_NOTE}`,
  name: `Users are user principal names: personal data. ${NAMES_NOTE}`,
  none: `Users are not kept, so they and sessions cannot be counted. ${TWINS_NOTE} ${LINKS_NOTE} ${NAMES_NOTE} \`apps\` names owners where an app catalog does.`,
} as const;

const MEANING = [
  '## What the numbers mean',
  '',
  '- A launch is one `LaunchPowerApp` audit event. It does not tell how long an app was used.',
  '- A launch that failed (`succeeded` 0) is a row of `launches`, and counts in no figure.',
  '- A session starts with a launch of an app by a user who did not launch it in the 30 minutes before.',
  '- Canvas apps only: Microsoft logs no launch of model-driven apps. An app without launches is not proved unused.',
  '- Launches may arrive late: only those before "complete until" are complete. The last 28 days end with the last complete day.',
  '- Days before the first complete day, after the last one, and in gaps may have had more launches: leave them out of averages and comparisons.',
  '- Launches that name no app, environment or user count as launches; those cells are empty.',
].join('\n');

function coverage(
  manifest: Manifest,
  {
    totals,
    coverage: { from, completeUntil, firstDate, lastDate, gaps: all, watermark, unreadBlobs },
  }: Overview,
): string {
  const { succeeded, failed } = launchCounts(manifest);
  const told = (ms: number | null): string => (ms === null ? 'not yet' : isoSecond(ms));
  return [
    '## How complete it is',
    '',
    table(
      ['', ''],
      [
        ['Launches', number(succeeded)],
        ...(failed === 0 ? [] : [['Launches that failed', number(failed)]]),
        [
          'First and last day with launches',
          totals.firstDate === null ? 'none yet' : `${totals.firstDate} to ${totals.lastDate}`,
        ],
        ['Launches covered from', told(from)],
        ['First and last complete day', completeDays(firstDate, lastDate)],
        ['All content listed until', told(watermark)],
        ['Launches complete until', told(completeUntil)],
        ['Content blobs not read yet', number(unreadBlobs)],
        ['Gaps', number(all.length)],
      ],
    ),
  ].join('\n');
}

function completeDays(first: string | null, last: string | null): string {
  return first === null || last === null || first > last ? 'none yet' : `${first} to ${last}`;
}

function gaps({ coverage: { gaps: all } }: Overview): string {
  if (all.length === 0) return '';
  const rows = all
    .slice(-MOST_GAPS)
    .map(({ gap_from, gap_to, reason, status }) => [
      isoSecond(gap_from),
      isoSecond(gap_to),
      escapeMarkdown(reason, LONGEST_REASON),
      status,
    ]);
  const newest = all.length > MOST_GAPS ? `The newest ${MOST_GAPS}; the table \`gaps\` has all.\n\n` : '';
  return `## Gaps: launches of this time may be missing\n\n${newest}${table(['From', 'To', 'Why', 'Status'], rows)}`;
}

function rowsOf({ tables }: Manifest, name: string): string {
  return number(tables[name]?.rows ?? 0);
}

/** Returns a heading and a Markdown table of the columns of a table. */
export function columnsOf({ name, columns: all }: AnyTable): string {
  const rows = all.map((column) => [
    `\`${column.name}\``,
    `${TYPES[column.type]}${column.nullable ? ', may be empty' : ''}`,
    own(column.description),
  ]);
  return `### ${name}\n\n${table(['Column', 'Type', 'Meaning'], rows)}`;
}

/** Our own words are Markdown, but for what looks like a tag. */
function own(text: string): string {
  return text.replaceAll('<', '&lt;');
}
