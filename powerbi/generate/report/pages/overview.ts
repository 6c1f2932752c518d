import { barChart, comboChart, DAILY_USE, lineChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow } from '../tables.ts';

/** How much the apps are used, and by how many. */
export const OVERVIEW: Page = {
  name: 'overview',
  title: 'Overview',
  visuals: [
    ...frame('Overview'),
    cardRow(
      { key: 'cards', box: cards(0, 12), title: 'In the selected days', alt: 'Launches, users and apps' },
      [
        'Launches',
        'Launches change',
        'Unique users',
        'Monthly active users',
        'Apps used',
        'Production apps (28 days)',
        'Idle apps (90 days)',
        'Uncovered days',
      ].map(measure),
    ),
    comboChart(
      {
        key: 'per-day',
        box: below(0, 8, 0, 2),
        title: 'Launches and users per day; gray where launches may be missing',
        alt: 'Columns of launches, gray on days that are not covered, and a line of distinct users by day',
      },
      DAILY_USE,
    ),
    barChart(
      { key: 'apps', box: below(8, 4, 0, 2), title: 'Apps by launches', alt: 'Bars of launches by app' },
      { category: column('Apps', 'App'), value: measure('Launches') },
    ),
    lineChart(
      {
        key: 'active-users',
        box: below(0, 8, 1, 2),
        title: 'Users who were active in the 1, 7 and 28 days up to each day',
        alt: 'Three lines of distinct users by day',
      },
      {
        time: column('Date', 'Date'),
        values: [measure('Active users of the window')],
        series: column('Active users', 'Days'),
      },
    ),
    barChart(
      {
        key: 'environments',
        box: below(8, 4, 1, 2),
        title: 'Users by environment',
        alt: 'Bars of distinct users by environment',
      },
      { category: column('Environments', 'Environment'), value: measure('Unique users') },
    ),
  ],
};
