import { barChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';
import { table } from '../tables.ts';

/** Every environment, and the way to the page about one of them. */
export const ENVIRONMENTS: Page = {
  name: 'environments',
  title: 'Environments',
  visuals: [
    ...frame('Environments'),
    table(
      {
        key: 'table',
        box: body(0, 12, 0, 2),
        title: 'Environments. Right-click one and choose Drill through > Environment detail for more',
        alt: 'Table of environments with apps, launches, users and last launch',
      },
      {
        values: [
          ...['Environment', 'Type', 'Region'].map((name) => column('Environments', name)),
          ...[
            'Existing apps',
            'Apps used',
            'Unused apps',
            'Launches',
            'Launches change',
            'Unique users',
            'Launches in 28 days',
            'Users in 28 days',
            'Last launch',
          ].map(measure),
        ],
        by: measure('Launches in 28 days'),
        direction: 'Descending',
      },
    ),
    barChart(
      {
        key: 'launches',
        box: body(0, 6, 1, 2),
        title: 'Launches by environment',
        alt: 'Bars of launches by environment',
      },
      { category: column('Environments', 'Environment'), value: measure('Launches') },
    ),
    barChart(
      {
        key: 'users',
        box: body(6, 6, 1, 2),
        title: 'Users by environment',
        alt: 'Bars of distinct users by environment',
      },
      { category: column('Environments', 'Environment'), value: measure('Unique users') },
    ),
  ],
};
