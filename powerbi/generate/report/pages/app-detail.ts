import { columnChart, comboChart, DAILY_USE, useBy } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { detailFrame } from '../frame.ts';
import { belowStrip, cards, strip } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow, facts } from '../tables.ts';

/** One app. Readers come here from an app on another page. */
export const APP_DETAIL: Page = {
  name: 'app-detail',
  title: 'App detail',
  drillThrough: column('Apps', 'App'),
  ofAllDays: 'per-month',
  visuals: [
    ...detailFrame('App'),
    cardRow(
      {
        key: 'cards',
        box: cards(0, 12),
        title: 'In the selected days',
        alt: 'Launches and users of the app',
      },
      [
        'Launches',
        'Launches previous period',
        'Launches change',
        'Sessions',
        'Unique users',
        'Launches per user',
        'First launch',
        'Last launch',
      ].map(measure),
    ),
    facts(
      {
        key: 'facts',
        box: strip('cards'),
        title: 'The app',
        alt: 'Table of one row: type, environment, owner, times, sharing and address of the app',
      },
      [
        'App type',
        'App environment',
        'Owner shown',
        'Created (UTC)',
        'Modified (UTC)',
        'Published (UTC)',
        'Shared users',
        'Shared groups',
        'Inventory',
        'Missing since (UTC)',
        'Deleted (UTC)',
        'Maker portal',
      ].map((name) => column('Apps', name)),
    ),
    comboChart(
      {
        key: 'per-day',
        box: belowStrip('cards', 0, 8, 0, 2),
        title: 'Launches and users per day; gray where launches may be missing',
        alt: 'Columns of launches, gray on days that are not covered, and a line of distinct users by day',
      },
      DAILY_USE,
    ),
    columnChart(
      {
        key: 'hours',
        box: belowStrip('cards', 8, 4, 0, 2),
        title: 'Launches by hour of the day',
        alt: 'Columns of launches by hour of the day',
      },
      { time: column('Launches', 'Hour'), values: [measure('Launches')] },
    ),
    comboChart(
      {
        key: 'per-month',
        box: belowStrip('cards', 0, 12, 1, 2),
        title: 'Launches and users per month, all months; gray where launches may be missing',
        alt: 'Columns of launches, gray where days are not covered, and a line of distinct users by month',
      },
      useBy('Month'),
    ),
  ],
};
