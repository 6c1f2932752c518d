import { section } from './frame.ts';
import { html, type Markup, type Piece } from './markup.ts';
import type { PageData } from './page-data.ts';
import { count, instant, machineInstant, plural } from './wording.ts';

const SHOWN_OPEN = 8;

/** Returns a sentence that says how complete the data are. */
export function completeness({ coverage: { completeUntil, gaps, unreadBlobs } }: PageData): string {
  const until =
    completeUntil === null
      ? 'Nothing is complete yet.'
      : `Complete until ${instant(completeUntil)}, within the service's normal delivery time.`;
  const holes = [
    ...(gaps.length === 0 ? [] : [`${count(gaps.length)} ${gaps.length === 1 ? 'gap' : 'gaps'}`]),
    ...(unreadBlobs === 0
      ? []
      : [`${count(unreadBlobs)} ${unreadBlobs === 1 ? 'content blob' : 'content blobs'} not yet read`]),
  ];
  return holes.length === 0 ? until : `${until} Except: ${holes.join(', ')}.`;
}

/** Returns what is missing: up to when the data are complete, what is not covered, what is not read yet. */
export function missingSection(data: PageData): Markup {
  const { from, watermark, completeUntil, gaps, unreadBlobs } = data.coverage;
  const facts: readonly (readonly [string, Piece])[] = [
    ['Launches covered from', from === null ? 'nothing read yet' : time(from)],
    ['All content listed until', watermark === null ? 'not yet' : time(watermark)],
    ['Launches complete until', completeUntil === null ? 'not yet' : time(completeUntil)],
    [
      'Content blobs not yet read',
      unreadBlobs === 0 ? 'none' : `${count(unreadBlobs)}: the next run tries again, until they expire`,
    ],
    ...inventoryFacts(data),
    ['Gaps', gaps.length === 0 ? 'none' : `${count(gaps.length)}: launches of this time may be missing`],
  ];
  return section({
    id: 'missing',
    title: 'What is missing',
    lead: completeness(data),
    width: 'half',
    body: [
      html`<dl>${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`,
      gapList(gaps),
    ],
  });
}

function inventoryFacts({ inventory }: PageData): readonly (readonly [string, Piece])[] {
  if (inventory === null) return [];
  const { takenAt, apps, environments, unread } = inventory;
  const left = unread === 0 ? '' : `; ${count(unread)} of them could not be read, and stay as they were`;
  return [
    [
      'App inventory',
      html`${time(takenAt)}: ${plural(apps, 'app')} in ${plural(environments, 'environment')}${left}`,
    ],
  ];
}

function gapList(gaps: PageData['coverage']['gaps']): Markup | null {
  if (gaps.length === 0) return null;
  const items = gaps.map(
    ({ gap_from, gap_to, reason, status }) =>
      html`<li>${time(gap_from)} to ${time(gap_to)}<small>${reason}${status === 'pending' ? '; it may still be read' : null}</small></li>`,
  );
  const list = html`<ul class="prose">${items}</ul>`;
  if (gaps.length <= SHOWN_OPEN) return list;
  return html`<details><summary>Show ${count(gaps.length)} gaps</summary>${list}</details>`;
}

function time(ms: number): Markup {
  return html`<time datetime="${machineInstant(ms)}">${instant(ms)}</time>`;
}
