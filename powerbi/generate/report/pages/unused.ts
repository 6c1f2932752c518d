import { column, measure } from '../fields.ts';
import { frame, textBox } from '../frame.ts';
import { below, cards } from '../grid.ts';
import type { Page } from '../page.ts';
import { cardRow, table } from '../tables.ts';

/** Apps that nobody launched for 90 days. */
export const UNUSED: Page = {
  name: 'unused',
  title: 'Unused',
  visuals: [
    ...frame('Unused'),
    cardRow({ key: 'cards', box: cards(0, 3), title: 'At the end of the data', alt: 'Number of idle apps' }, [
      measure('Idle apps (90 days)'),
    ]),
    textBox('note', cards(3, 9), [
      {
        text: 'Apps without a launch in the 90 days up to the last complete day, whatever days are selected; nothing while the data begin later or less than half of those days are covered. Apps that were never launched are known only with an app catalog (input app-catalog of the action). Model-driven apps are not here: Microsoft logs no launch of them.',
        size: 11,
        bold: false,
      },
    ]),
    table(
      {
        key: 'table',
        box: below(0, 12),
        title: 'Idle apps',
        alt: 'Table of idle apps with owner and last launch',
      },
      {
        values: [
          column('Apps', 'App'),
          column('Apps', 'App environment'),
          column('Apps', 'Owner'),
          measure('Last launch'),
          measure('Days since last launch'),
        ],
        by: measure('Days since last launch'),
        direction: 'Descending',
        only: measure('Idle apps (90 days)'),
      },
    ),
  ],
};
