import { type Bar, barTable } from './bar-table.ts';
import { section } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { nameOf } from './names.ts';
import type { PageData, PageEnvironment } from './page-data.ts';
import { recentSpan, UNNAMED } from './recent.ts';
import { count } from './wording.ts';

const SHOWN = 10;

/** Returns users, or without users launches, of the 28 days by environment. */
export function environmentsSection(data: PageData): Markup {
  const { environments, recent, withUsers, inventory } = data;
  const title = withUsers ? 'Users by environment' : 'Launches by environment';
  const ranked = withUsers
    ? environments.toSorted((a, b) => (b.users28d ?? 0) - (a.users28d ?? 0))
    : environments;
  const withApps = inventory !== null;
  const bars = ranked.map((each) => barOf(each, withUsers, withApps));
  const header = [
    ...(withUsers ? ['Environment', 'Users', 'Launches'] : ['Environment', 'Launches']),
    ...(withApps ? ['Apps'] : []),
  ];
  const paint = withUsers ? 'users' : 'launches';
  const more = bars.slice(SHOWN);
  const rest =
    more.length === 0
      ? null
      : html`<details><summary>${count(more.length)} more ${more.length === 1 ? 'environment' : 'environments'}</summary>${barTable(`more ${title.toLowerCase()}`, paint, header, more)}</details>`;
  const people = withUsers ? ' A user of two environments counts in both.' : '';
  return section({
    id: 'environments',
    title,
    lead:
      environments.length === 0
        ? 'No environment is known yet.'
        : `${recentSpan(data)}${recent === null ? '' : people}`,
    width: 'half',
    body:
      recent === null || bars.length === 0
        ? null
        : [barTable(title.toLowerCase(), paint, header, bars.slice(0, SHOWN)), rest],
  });
}

function barOf(
  { id, name, apps, launches28d, users28d }: PageEnvironment,
  withUsers: boolean,
  withApps: boolean,
): Bar {
  const all = withApps ? [apps] : [];
  const label = nameOf(name, id, UNNAMED.environment);
  return withUsers
    ? { name: label, value: users28d ?? 0, others: [launches28d, ...all] }
    : { name: label, value: launches28d, others: all };
}
