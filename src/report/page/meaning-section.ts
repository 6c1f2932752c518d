import { section } from './frame.ts';
import { html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';

/** Returns what counts as a launch, a session and a user, and what the audit log does not tell. */
export function meaningSection({ withUsers, timeZone }: PageData): Markup {
  const people = withUsers
    ? html`<li><b>A user</b> is counted once a day, week or month, however many apps the user launches. This page names no user.</li>`
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
<li><b>Canvas apps only.</b> Microsoft logs no launch of model-driven apps. An app that is missing here is not proved unused.</li>
<li><b>Launches arrive late.</b> The service delivers some after a day or more, so the numbers of the last days may still rise.</li>
<li><b>Days and hours</b> are those of the time zone ${timeZone}. The last 28 days, and weeks, end with the last day that has launches.</li>
</ul>`,
  });
}
