import { barChart, columnChart, comboChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow } from '../tables.ts';

/** The measures of its cards. */
export const OVERVIEW_CARDS = [
  'Launches',
  'Launches change',
  'Unique users',
  'Monthly active users',
  'Apps used',
  'Idle apps (90 days)',
  'Uncovered days',
] as const;

/** How much the apps are used, and by how many. */
export const OVERVIEW: Page = {
  name: 'overview',
  title: 'Overview',
  visuals: [
    ...frame('Overview'),
    cardRow(
      { key: 'cards', box: cards(0, 12), title: 'At a glance', alt: 'Launches, users and apps' },
      OVERVIEW_CARDS.map(measure),
    ),
    comboChart(
      {
        key: 'per-day',
        box: below(0, 8, 0, 2),
        title: 'Launches and users per day',
        alt: 'Columns of launches, lighter on days that are not covered, and a line of distinct users by day',
      },
      {
        time: column('Date', 'Date'),
        values: [measure('Launches of covered days'), measure('Launches of other days')],
        lines: [measure('Unique users')],
      },
    ),
    barChart(
      { key: 'apps', box: below(8, 4, 0, 2), title: 'Apps by launches', alt: 'Bars of launches by app' },
      { category: column('Apps', 'App'), value: measure('Launches') },
    ),
    columnChart(
      {
        key: 'new-users',
        box: below(0, 8, 1, 2),
        title: 'New and returning users per month',
        alt: 'Columns of new and of returning users by month',
      },
      { time: column('Date', 'Month'), values: [measure('New users'), measure('Returning users')] },
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
