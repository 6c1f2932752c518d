import { createHash } from 'node:crypto';
import { NAMES_NOTE } from '../privacy-notes.ts';
import { appsSection } from './apps-section.ts';
import { daysSection } from './days-section.ts';
import { environmentsSection } from './environments-section.ts';
import { section } from './frame.ts';
import { hoursSection } from './hours-section.ts';
import { idleApps } from './idle-apps.ts';
import { idleAppsSection } from './idle-apps-section.ts';
import { inventorySections } from './inventory-sections.ts';
import { tiles } from './kpi-cards.ts';
import { html, type Markup, trusted } from './markup.ts';
import { completeness, missingSection } from './missing-section.ts';
import type { PageData } from './page-data.ts';
import { beginOf } from './recent.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { topAppsSection } from './top-apps-section.ts';
import { unusedApps } from './unused-apps.ts';
import { weeksSection } from './weeks-section.ts';
import { day, instant, machineInstant, plural } from './wording.ts';

const TITLE = 'Power Apps launches';
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3 14V9M8 14V2M13 14V6' stroke='%232f6fb7' stroke-width='3'/%3E%3C/svg%3E";

/**
 * Returns the report as one HTML file that loads nothing: it opens offline, and its Content-Security-Policy allows its own
 * style sheet and script alone. The same data give the same text.
 */
export function renderPage(data: PageData): string {
  const { coverage } = data;
  const holes = coverage.gaps.length > 0 || coverage.unreadBlobs > 0 || coverage.completeUntil === null;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${TITLE}</title>
<link rel="icon" href="${ICON}">
<style>${trusted(STYLE)}</style>
<script>${trusted(SCRIPT)}</script>
</head>
<body>
<a class="skip" href="#apps">Skip to all apps</a>
<header>
<h1>${TITLE}</h1>
<p>${overview(data)}</p>
<p class="state${holes ? ' holes' : ''}">${completeness(data)} <a href="#missing">What is missing</a></p>
</header>
<main>
${sections(data)}</main>
<footer>
<p>Made by Audit Log Sync on <time datetime="${machineInstant(data.generatedAt)}">${instant(data.generatedAt)}</time> from the Microsoft 365 audit log of tenant <code>${data.tenantId}</code>. Days are those of ${data.timeZone}. No user and no owner of an app is named on this page.</p>
</footer>
</body>
</html>
`;
  return page.text;
}

function sections(data: PageData): readonly Markup[] {
  const idle = idleApps(data);
  const unused = unusedApps(data);
  const use = data.totals.launches === 0 ? [nothingYet(data)] : [tiles(data, idle), ...useSections(data)];
  return [
    ...use,
    appsSection(data),
    idleAppsSection(data, idle, unused),
    ...inventorySections(data, unused),
    missingSection(data),
    meaningSection(data),
  ];
}

function useSections(data: PageData): readonly Markup[] {
  const charts = [
    ...(data.withUsers && data.weeks.length > 0 ? [weeksSection(data)] : []),
    ...(data.hours === null ? [] : [hoursSection(data.hours, data.timeZone)]),
  ];
  const days = data.days.length === 0 ? [] : [daysSection(data)];
  const environments = environmentsSection(data);
  // Sections of half the width stand in pairs.
  return charts.length % 2 === 0
    ? [...days, ...charts, topAppsSection(data, 'half'), environments]
    : [...days, ...charts, environments, topAppsSection(data, 'whole')];
}

function nothingYet({ coverage, totals: { failedLaunches } }: PageData): Markup {
  const found =
    failedLaunches === 0
      ? 'no launch was in it'
      : `${plural(failedLaunches, 'launch', 'launches')} in it failed, and no other was there`;
  const until =
    coverage.watermark === null
      ? 'No content of the audit log has been listed yet.'
      : `All content until ${instant(coverage.watermark)} has been listed, and ${found}.`;
  return section({
    id: 'none',
    title: 'No launches yet',
    lead: `${until} After the subscription starts, content follows within minutes to 12 hours, and a launch appears in it after an hour to a day or more. Launches of model-driven apps never appear.`,
    width: 'whole',
  });
}

function overview(data: PageData): string {
  const { totals, withUsers } = data;
  const { launches, apps, environments, users } = totals;
  if (launches === 0) {
    return 'The use of canvas apps, from the Microsoft 365 audit log. There are no launches to show yet.';
  }
  const people = withUsers && users !== null ? ` by ${plural(users, 'user')}` : '';
  const first = beginOf(data);
  const begin = first === null ? '' : ` The data begin on ${day(first)}.`;
  return `${plural(launches, 'launch', 'launches')} of ${plural(apps, 'app')}${people} in ${plural(environments, 'environment')}.${begin}`;
}

/** Allows the style sheet and the script of the page by their hashes, the icon, and nothing else. */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src ${hash(STYLE)}`,
    `script-src ${hash(SCRIPT)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Returns what counts as a launch, a session and a user, and what the audit log does not tell. */
function meaningSection({ withUsers, timeZone }: PageData): Markup {
  const people = withUsers
    ? html`<li><b>A user</b> is counted once a day, week or month, however many apps the user launches. This page lists no users.</li>`
    : html`<li><b>Users are not counted.</b> The data are kept without users (<code>users: none</code>): no count of users, sessions or returning users can be given.</li>`;
  return section({
    id: 'meaning',
    title: 'What counts as a launch',
    lead: null,
    width: 'half',
    body: html`<ul class="prose">
<li><b>A launch</b> is one <code>LaunchPowerApp</code> event in the Microsoft 365 audit log.</li>
<li><b>A session</b> starts with a launch of an app by a user who did not launch it in the 30 minutes before.</li>
${people}
<li><b>Names stay.</b> ${NAMES_NOTE}</li>
<li><b>Canvas apps only.</b> Microsoft logs no launch of model-driven apps. An app that is missing here is not proved unused.</li>
<li><b>Launches arrive late.</b> The service delivers some after a day or more, so the numbers of the last days may still rise.</li>
<li><b>Days and hours</b> are those of the time zone ${timeZone}. The 28 days, and weeks, end with the last complete day: days that may still get launches are drawn, and marked.</li>
<li><b>Covered</b> is a day of which the service has been read whole. Days before the data begin, days in a gap and days that are not complete yet are marked in every chart, and left out of averages and comparisons.</li>
<li><b>Launches that name no app, environment or user</b> count as launches, and stand in rows of their own.</li>
</ul>`,
  });
}
