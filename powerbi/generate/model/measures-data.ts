import type { Measure } from './types.ts';

const folder = 'Data';

/** What the data covers. */
export const MEASURES_OF_DATA: readonly Measure[] = [
  {
    name: 'First day',
    description: 'First day with launches in the data, whatever is selected.',
    dax: 'CALCULATE ( MIN ( Launches[Date] ), REMOVEFILTERS () )',
    format: 'yyyy-mm-dd',
    folder,
  },
  {
    name: 'Last day',
    description: 'Last day with launches in the data, whatever is selected.',
    dax: 'CALCULATE ( MAX ( Launches[Date] ), REMOVEFILTERS () )',
    format: 'yyyy-mm-dd',
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
