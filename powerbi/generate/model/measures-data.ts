import type { Measure } from './types.ts';

const folder = 'Data';

/** What the data covers. */
export const MEASURES_OF_DATA: readonly Measure[] = [
  {
    name: 'First day',
    description: 'First of the selected days, launches or not.',
    dax: "MIN ( 'Date'[Date] )",
    format: 'yyyy-mm-dd',
    folder,
  },
  {
    name: 'Last day',
    description: 'Last of the selected days, launches or not.',
    dax: "MAX ( 'Date'[Date] )",
    format: 'yyyy-mm-dd',
    folder,
  },
  {
    name: 'Selected days',
    description: 'Selected days, launches or not.',
    dax: "COUNTROWS ( 'Date' )",
    format: '#,0',
    folder,
  },
  {
    name: 'First complete day',
    description:
      'First day that the data cover as a whole, gaps aside. Launches before it are late ones only.',
    dax: 'MIN ( Snapshot[First whole day] )',
    format: 'yyyy-mm-dd',
    folder,
  },
  {
    name: 'Last complete day',
    description:
      'Last day that the data cover as a whole, gaps aside. Launches of later days may still arrive.',
    dax: 'MAX ( Snapshot[Last whole day] )',
    format: 'yyyy-mm-dd',
    folder,
  },
  {
    name: 'Covered days',
    description: 'Selected days of which all launches are in the data.',
    dax: `COUNTROWS ( FILTER ( 'Date', 'Date'[Coverage] = "Covered" ) ) + 0`,
    format: '#,0',
    folder,
  },
  {
    name: 'Uncovered days',
    description:
      'Selected days of which launches may be missing: before the data begin, in a gap, or not complete yet.',
    dax: "COUNTROWS ( 'Date' ) - [Covered days]",
    format: '#,0',
    folder,
  },
  {
    name: 'Covered days in 28 days',
    description: 'Covered days among the 28 days up to the last complete day, whatever is selected.',
    dax: `VAR _last = [Last complete day]
RETURN
    CALCULATE (
        [Covered days],
        REMOVEFILTERS ( 'Date' ),
        'Date'[Date] > _last - 28 && 'Date'[Date] <= _last
    )`,
    format: '#,0',
    folder,
  },
  {
    name: 'Data as of',
    description:
      'All content that the audit log made available before this instant (UTC) has been listed. Later launches are not in the data yet.',
    dax: 'COALESCE ( MAX ( Snapshot[Watermark (UTC)] ), MAX ( Snapshot[Generated (UTC)] ) )',
    format: 'yyyy-mm-dd hh:nn',
    folder,
  },
];
