import { type Bar, barTable } from './bar-table.ts';
import { type Section, section } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { nameOf } from './names.ts';
import type { PageData } from './page-data.ts';
import { recentSpan, UNNAMED } from './recent.ts';
import { count, plural } from './wording.ts';

const SHOWN = 10;

/** Returns the apps with the most launches in the 28 days, and the launches that name none. */
export function topAppsSection(data: PageData, width: Section['width']): Markup {
  const { apps, recent, withUsers } = data;
  const { launches: all, unnamed } = recent ?? { launches: 0, unnamed: { app: 0 } };
  const launched = apps.flatMap((app) => (app.launches28d ? [{ ...app, launches28d: app.launches28d }] : []));
  const top = launched.slice(0, SHOWN);
  const bars: readonly Bar[] = [
    ...top.map((app) => ({
      name: html`${nameOf(app.name, app.id)}${app.environment === null ? null : html`<small><bdi>${nameOf(app.environment, null)}</bdi></small>`}`,
      value: app.launches28d,
      others: withUsers ? [app.users28d] : [],
    })),
    ...(unnamed.app === 0
      ? []
      : [{ name: nameOf(null, null, UNNAMED.app), value: unnamed.app, others: withUsers ? [null] : [] }]),
  ];
  const theirs = bars.reduce((sum, { value }) => sum + value, 0);
  const share = `${theirs === all ? 'All' : `${count(theirs)} of the`} ${plural(all, 'launch', 'launches')}.`;
  return section({
    id: 'top-apps',
    title: 'Most used apps',
    lead: `${recentSpan(data)} ${recent === null ? '' : bars.length === 0 ? 'No app was launched.' : share}`,
    width,
    body:
      bars.length === 0
        ? null
        : barTable('most used apps', 'launches', ['App', 'Launches', ...(withUsers ? ['Users'] : [])], bars),
  });
}
