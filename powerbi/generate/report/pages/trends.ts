import { columnChart, comboChart, useBy } from '../charts.ts';
import { column, measure } from '../fields.ts';
import { frameOfAllDays } from '../frame.ts';
import { body } from '../grid.ts';
import type { Page } from '../page.ts';

/** Weeks and months, from the beginning of the data. */
export const TRENDS: Page = {
  name: 'trends',
  title: 'Trends',
  visuals: [
    ...frameOfAllDays('Trends'),
    comboChart(
      {
        key: 'per-week',
        box: body(0, 12, 0, 3),
        title: 'Launches and users per week; gray where launches may be missing',
        alt: 'Columns of launches, gray where days are not covered, and a line of distinct users by week',
      },
      useBy('Week'),
    ),
    comboChart(
      {
        key: 'per-month',
        box: body(0, 12, 1, 3),
        title: 'Launches and users per month; gray where launches may be missing',
        alt: 'Columns of launches, gray where days are not covered, and a line of distinct users by month',
      },
      useBy('Month'),
    ),
    columnChart(
      {
        key: 'new-users',
        box: body(0, 6, 2, 3),
        title: 'New and returning users per month',
        alt: 'Columns of new and of returning users by month',
      },
      {
        time: column('Date', 'Month'),
        values: [measure('New users'), measure('Returning users')],
        more: [measure('Covered days'), measure('Uncovered days')],
      },
    ),
    columnChart(
      {
        key: 'app-changes',
        box: body(6, 6, 2, 3),
        title: 'New and deleted apps per month',
        alt: 'Columns of apps that were created and of apps that were deleted by month',
      },
      {
        time: column('App changes', 'Change month'),
        values: [measure('New apps'), measure('Deleted apps')],
      },
    ),
  ],
};
