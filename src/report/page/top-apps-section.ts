import { barTable } from './bar-table.ts';
import { type Section, section } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { nameOf } from './names.ts';
import type { PageData } from './page-data.ts';
import { count } from './wording.ts';

const SHOWN = 10;

/** Returns the apps with the most launches in the last 28 days. */
export function topAppsSection({ apps, withUsers }: PageData, width: Section['width']): Markup {
  const launched = apps.filter(({ launches28d }) => launches28d > 0);
  const top = launched.slice(0, SHOWN);
  const all = launched.reduce((sum, { launches28d }) => sum + launches28d, 0);
  const theirs = top.reduce((sum, { launches28d }) => sum + launches28d, 0);
  const share = `${theirs === all ? 'All' : `${count(theirs)} of the`} ${count(all)} launches of the last 28 days of the data.`;
  const bars = top.map((app) => ({
    name: html`${nameOf(app.name, app.id)}${app.environment === null ? null : html`<small><bdi>${nameOf(app.environment, null)}</bdi></small>`}`,
    value: app.launches28d,
    others: withUsers ? [app.users28d] : [],
  }));
  return section({
    id: 'top-apps',
    title: 'Most used apps',
    lead: top.length === 0 ? 'No app was launched in the last 28 days of the data.' : share,
    width,
    body:
      top.length === 0
        ? null
        : barTable('most used apps', 'launches', ['App', 'Launches', ...(withUsers ? ['Users'] : [])], bars),
  });
}
