import { columnChart, comboChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { detailFrame } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow } from '../tables.ts';

/** One app. Readers come here from an app on another page. */
export const APP_DETAIL: Page = {
  name: 'app-detail',
  title: 'App detail',
  drillThrough: column('Apps', 'App'),
  visuals: [
    ...detailFrame(),
    cardRow(
      {
        key: 'cards',
        box: cards(0, 12),
        title: 'In the selected days',
        alt: 'Launches and users of the app',
      },
      ['Launches', 'Launches change', 'Sessions', 'Unique users', 'Launches per user', 'Last launch'].map(
        measure,
      ),
    ),
    comboChart(
      {
        key: 'per-day',
        box: below(0, 12, 0, 2),
        title: 'Launches and users per day',
        alt: 'Columns of launches, lighter on days that are not covered, and a line of distinct users by day',
      },
      {
        time: column('Date', 'Date'),
        values: [measure('Launches of covered days'), measure('Launches of other days')],
        lines: [measure('Unique users')],
      },
    ),
    columnChart(
      {
        key: 'new-users',
        box: below(0, 6, 1, 2),
        title: 'New and returning users of the app per month',
        alt: 'Columns of new and of returning users by month',
      },
      { time: column('Date', 'Month'), values: [measure('New users'), measure('Returning users')] },
    ),
    columnChart(
      {
        key: 'hours',
        box: below(6, 6, 1, 2),
        title: 'Launches by hour of the day',
        alt: 'Columns of launches by hour of the day',
      },
      { time: column('Launches', 'Hour'), values: [measure('Launches')] },
    ),
  ],
};
