import { columnChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frame, textBox } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow, table } from '../tables.ts';

/** Apps that nobody launches, and new ones. */
export const UNUSED: Page = {
  name: 'unused',
  title: 'Unused',
  visuals: [
    ...frame('Unused'),
    cardRow(
      { key: 'cards', box: cards(0, 8), title: 'At the end of the data', alt: 'Numbers of idle apps' },
      [
        'Idle apps (30 days)',
        'Idle apps (90 days)',
        'Idle apps (180 days)',
        'Apps never launched',
        'Apps of idle owners (90 days)',
      ].map(measure),
    ),
    textBox('note', cards(8, 4), [
      {
        text: 'Up to the last complete day, whatever days are selected; nothing while the data begin later or less than half of the days are covered. Apps that were never launched are known from an inventory (input app-inventory) or an app catalog. Model-driven apps and pages are not here: Microsoft logs no launch of them.',
        size: 9,
        bold: false,
      },
    ]),
    table(
      {
        key: 'table',
        box: below(0, 9, 0, 2),
        title: 'Idle apps (90 days)',
        alt: 'Table of idle apps with owner, environment, times and last launch',
      },
      {
        values: [
          column('Apps', 'App'),
          column('Apps', 'App environment'),
          column('Apps', 'Owner shown'),
          column('Apps', 'Created (UTC)'),
          column('Apps', 'Published (UTC)'),
          column('Apps', 'Shared users'),
          column('Apps', 'Shared groups'),
          measure('Last launch'),
          measure('Days since last launch'),
          column('Apps', 'Maker portal'),
        ],
        by: measure('Days since last launch'),
        direction: 'Descending',
        only: measure('Idle apps (90 days)'),
      },
    ),
    table(
      {
        key: 'owners',
        box: below(0, 9, 1, 2),
        title: 'Apps of owners who launched no app for 90 days',
        alt: 'Table of apps whose owner launched no app for 90 days',
      },
      {
        values: [
          column('Apps', 'App'),
          column('Apps', 'App environment'),
          column('Apps', 'Owner shown'),
          column('Apps', 'Shared users'),
          measure('Last launch'),
          column('Apps', 'Maker portal'),
        ],
        by: measure('Last launch'),
        direction: 'Descending',
        only: measure('Apps of idle owners (90 days)'),
      },
    ),
    columnChart(
      {
        key: 'new-apps',
        box: below(9, 3),
        title: 'New apps by month',
        alt: 'Columns of new apps by the month in which they were created',
      },
      { time: column('Apps', 'Created month'), values: [measure('New apps')] },
    ),
  ],
};
