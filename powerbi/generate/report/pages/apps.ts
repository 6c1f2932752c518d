import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';
import { table } from '../tables.ts';

/** Every app with its numbers, and the way to the page about one of them. */
export const APPS: Page = {
  name: 'apps',
  title: 'Apps',
  visuals: [
    ...frame('Apps'),
    table(
      {
        key: 'table',
        box: body(0, 12),
        title: 'Apps. Right-click one and choose Drill through > App detail for more',
        alt: 'Table of apps with launches, users and last launch',
      },
      {
        values: [
          column('Apps', 'App'),
          column('Apps', 'App environment'),
          column('Apps', 'Owner'),
          ...[
            'Launches',
            'Launches change',
            'Sessions',
            'Unique users',
            'Launches per user',
            'Last launch',
            'Days since last launch',
          ].map(measure),
        ],
        by: measure('Launches'),
        direction: 'Descending',
      },
    ),
  ],
};
