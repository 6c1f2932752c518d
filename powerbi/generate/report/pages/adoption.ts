import { columnChart } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frame } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow, heatMap } from '../tables.ts';

/** How many people come, how often, and when. */
export const ADOPTION: Page = {
  name: 'adoption',
  title: 'Adoption',
  visuals: [
    ...frame('Adoption'),
    cardRow(
      {
        key: 'cards',
        box: cards(0, 12),
        title: 'Up to the last selected day',
        alt: 'Daily, weekly and monthly active users',
      },
      [
        'Daily active users',
        'Weekly active users',
        'Monthly active users',
        'Stickiness',
        'New users',
        'Returning users',
      ].map(measure),
    ),
    columnChart(
      {
        key: 'new-users',
        box: below(0, 8, 0, 2),
        title: 'New and returning users per day',
        alt: 'Columns of new and of returning users by day',
      },
      {
        time: column('Date', 'Date'),
        values: [measure('New users'), measure('Returning users')],
        more: [measure('Uncovered days')],
      },
    ),
    columnChart(
      {
        key: 'hours',
        box: below(8, 4, 0, 2),
        title: 'Launches by hour of the day',
        alt: 'Columns of launches by hour of the day',
      },
      { time: column('Launches', 'Hour'), values: [measure('Launches')] },
    ),
    heatMap(
      {
        key: 'weekdays',
        box: below(0, 12, 1, 2),
        title: 'Launches by weekday and hour',
        alt: 'Matrix of launches by weekday and hour of the day, darker where there are more',
      },
      { rows: column('Date', 'Weekday'), columns: column('Launches', 'Hour'), value: measure('Launches') },
    ),
  ],
};
