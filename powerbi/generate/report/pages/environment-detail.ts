import { comboChart, DAILY_USE } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { detailFrame } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow, table } from '../tables.ts';

/** One environment. Readers come here from an environment on another page. */
export const ENVIRONMENT_DETAIL: Page = {
  name: 'environment-detail',
  title: 'Environment detail',
  drillThrough: column('Environments', 'Environment'),
  visuals: [
    ...detailFrame('Environment'),
    cardRow(
      {
        key: 'cards',
        box: cards(0, 12),
        title: 'In the selected days',
        alt: 'Apps, launches and users of the environment',
      },
      [
        'Launches',
        'Launches change',
        'Unique users',
        'Existing apps',
        'Apps used',
        'Unused apps',
        'Uncovered days',
      ].map(measure),
    ),
    comboChart(
      {
        key: 'per-day',
        box: below(0, 12, 0, 2),
        title: 'Launches and users per day; gray where launches may be missing',
        alt: 'Columns of launches, gray on days that are not covered, and a line of distinct users by day',
      },
      DAILY_USE,
    ),
    table(
      {
        key: 'table',
        box: below(0, 12, 1, 2),
        title: 'Apps of the environment, launched or not',
        alt: 'Table of the apps of the environment with owner, launches, users and last launch',
      },
      {
        values: [
          column('Apps', 'App'),
          column('Apps', 'Owner shown'),
          ...[
            'Launches',
            'Unique users',
            'Launches in 28 days',
            'Users in 28 days',
            'Last launch',
            'Covered days without launch',
          ].map(measure),
          column('Apps', 'Maker portal'),
        ],
        by: measure('Launches in 28 days'),
        direction: 'Descending',
        only: measure('Listed apps'),
      },
    ),
  ],
};
