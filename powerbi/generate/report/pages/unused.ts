import { column, measure } from '../fields.ts';
import { frameOfAllDays, textBox } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow, table } from '../tables.ts';

/** Apps that nobody launches. */
export const UNUSED: Page = {
  name: 'unused',
  title: 'Unused',
  visuals: [
    ...frameOfAllDays('Unused'),
    cardRow(
      {
        key: 'cards',
        box: cards(0, 12),
        title: 'Up to the last complete day, and how many days of that time are not covered',
        alt: 'Numbers of idle apps, and of days that are not covered',
      },
      [
        ...[30, 90, 180].flatMap((days) => [`Idle apps (${days} days)`, `Uncovered days in ${days} days`]),
        'Apps never launched',
        'Apps of idle owners (90 days)',
      ].map(measure),
    ),
    table(
      {
        key: 'table',
        box: below(0, 12, 0, 2),
        title: 'Apps that were never launched, or not for 30 days',
        alt: 'Table of unused apps with owner, environment, inventory, times, sharing and covered days without a launch',
      },
      {
        values: [
          ...[
            'App',
            'App environment',
            'Owner shown',
            'Inventory',
            'Created (UTC)',
            'Published (UTC)',
            'Shared users',
            'Shared groups',
          ].map((name) => column('Apps', name)),
          measure('Last launch'),
          measure('Covered days without launch'),
          column('Apps', 'Maker portal'),
        ],
        by: measure('Covered days without launch'),
        direction: 'Descending',
        only: measure('Unused apps'),
      },
    ),
    table(
      {
        key: 'owners',
        box: below(0, 8, 1, 2),
        title: 'Apps of owners who launched no app for 90 days',
        alt: 'Table of apps whose owner launched no app for 90 days',
      },
      {
        values: [
          ...['App', 'App environment', 'Owner shown', 'Shared users'].map((name) => column('Apps', name)),
          measure('Last launch'),
          measure('Days since last launch'),
          measure('Covered days without launch'),
          column('Apps', 'Maker portal'),
        ],
        by: measure('Covered days without launch'),
        direction: 'Descending',
        only: measure('Apps of idle owners (90 days)'),
      },
    ),
    textBox('note', below(8, 4, 1, 2), [
      { text: 'How sure this is', size: 12, bold: true },
      {
        text: 'Idle apps are not known while the data begin later, or less than half of the days are covered. Launches on days that are not covered may be missing.',
        size: 10,
        bold: false,
      },
      {
        text: 'Apps that were never launched are known from an inventory (input app-inventory) or an app catalog. Model-driven apps and pages are not here: Microsoft logs no launch of them.',
        size: 10,
        bold: false,
      },
      {
        text: 'Ask the owner before you delete an app: other use, such as an app inside Teams or SharePoint, may not count as a launch.',
        size: 10,
        bold: false,
      },
    ]),
  ],
};
