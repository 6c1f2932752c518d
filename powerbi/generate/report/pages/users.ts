import { barChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';
import { table } from '../tables.ts';

/** Who launches apps. Hidden from readers until somebody who edits the report shows it: it is about people. */
export const USERS: Page = {
  name: 'users',
  title: 'Users',
  isHidden: true,
  visuals: [
    ...frame('Users'),
    table(
      {
        key: 'table',
        box: body(0, 8),
        title: 'Users: names with the input users: name, else pseudonyms',
        alt: 'Table of users with launches, apps and last launch',
      },
      {
        values: [
          column('Users', 'User'),
          column('Users', 'User type'),
          ...['Launches', 'Sessions', 'Apps used', 'Launches in 28 days', 'First launch', 'Last launch'].map(
            measure,
          ),
        ],
        by: measure('Launches'),
        direction: 'Descending',
      },
    ),
    barChart(
      { key: 'launches', box: body(8, 4), title: 'Launches by user', alt: 'Bars of launches by user' },
      { category: column('Users', 'User'), value: measure('Launches') },
    ),
  ],
};
