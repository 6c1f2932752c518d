import type { Measure } from './types.ts';

const folder = 'Use';
const COUNT = '#,0';

/** How much is used. */
export const MEASURES_OF_USE: readonly Measure[] = [
  {
    name: 'Launches',
    description: 'Launches of canvas apps: audit events, also those that end at a sign-in or consent prompt.',
    dax: 'COUNTROWS ( Launches )',
    format: COUNT,
    folder,
  },
  {
    name: 'Sessions',
    description: 'Launches of an app by a user who did not launch it in the 30 minutes before.',
    dax: 'SUM ( Launches[Session start] )',
    format: COUNT,
    folder,
  },
  {
    name: 'Unique users',
    description: 'Distinct users with launches. Never add it up over days or apps.',
    dax: 'DISTINCTCOUNTNOBLANK ( Launches[User key] )',
    format: COUNT,
    folder,
  },
  {
    name: 'Apps used',
    description: 'Distinct apps with launches.',
    dax: 'DISTINCTCOUNTNOBLANK ( Launches[App key] )',
    format: COUNT,
    folder,
  },
  {
    name: 'Launches per user',
    description: 'Launches divided by distinct users.',
    dax: 'DIVIDE ( [Launches], [Unique users] )',
    format: '#,0.0',
    folder,
  },
  {
    name: 'Launches previous period',
    description:
      'Launches in as many days as are selected, right before them. Empty where the data does not reach back so far.',
    dax: `VAR _first = MIN ( 'Date'[Date] )
VAR _days = INT ( MAX ( 'Date'[Date] ) - _first ) + 1
VAR _from = _first - _days
RETURN
    IF (
        _from >= [First day],
        CALCULATE (
            [Launches],
            REMOVEFILTERS ( 'Date' ),
            'Date'[Date] >= _from && 'Date'[Date] < _first
        )
    )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Launches change',
    description: 'Change of the launches against the previous period, as a share of it.',
    dax: `VAR _before = [Launches previous period]
RETURN
    IF ( NOT ISBLANK ( _before ), DIVIDE ( [Launches] - _before, _before ) )`,
    format: '+0.0%;-0.0%;0.0%',
    folder,
  },
];
