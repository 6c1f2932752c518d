import { barChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frameOfAllDays } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';
import { table } from '../tables.ts';

/** Who owns how many apps, and what becomes of them. */
export const OWNERS: Page = {
  name: 'owners',
  title: 'Owners',
  visuals: [
    ...frameOfAllDays('Owners'),
    table(
      {
        key: 'table',
        box: body(0, 8),
        title: 'Apps by owner',
        alt: 'Table of owners with their apps, those that are unused, launches and users',
      },
      {
        values: [
          column('Apps', 'Owner shown'),
          ...[
            'Existing apps',
            'Unused apps',
            'Idle apps (90 days)',
            'Launches in 28 days',
            'Users in 28 days',
            'Last launch',
          ].map(measure),
        ],
        by: measure('Existing apps'),
        direction: 'Descending',
        only: measure('Listed apps'),
      },
    ),
    barChart(
      { key: 'apps', box: body(8, 4), title: 'Apps by owner', alt: 'Bars of apps by owner' },
      { category: column('Apps', 'Owner shown'), value: measure('Existing apps') },
    ),
  ],
};
