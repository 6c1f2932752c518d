import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';
import { table } from '../tables.ts';

/** Every app with its numbers, launched or not, and the way to the page about one of them. */
export const APPS: Page = {
  name: 'apps',
  title: 'Apps',
  visuals: [
    ...frame('Apps'),
    table(
      {
        key: 'table',
        box: body(0, 12),
        title: 'All apps, launched or not. Right-click one and choose Drill through > App detail for more',
        alt: 'Table of apps with launches, users, production rules, last launch and sharing',
      },
      {
        values: [
          column('Apps', 'App'),
          column('Apps', 'App environment'),
          column('Apps', 'Owner shown'),
          ...[
            'Launches',
            'Launches change',
            'Unique users',
            'Launches in 28 days',
            'Users in 28 days',
            'Production apps (calendar month)',
            'Production apps (28 days)',
            'Last launch',
          ].map(measure),
          column('Apps', 'Shared users'),
          column('Apps', 'Shared groups'),
          column('Apps', 'Deleted (UTC)'),
          column('Apps', 'Maker portal'),
        ],
        by: measure('Launches in 28 days'),
        direction: 'Descending',
        only: measure('Listed apps'),
      },
    ),
  ],
};
