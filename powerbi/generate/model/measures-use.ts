import type { Measure } from './types.ts';

const folder = 'Use';
const COUNT = '#,0';
/** With `users: none` there are none, which is no zero. */
const USERS_COUNT = "NOT ISEMPTY ( ALL ( 'Active users' ) )";

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
    name: 'Launches of covered days',
    description: 'Launches of the selected days that are covered; 0 where there were none.',
    dax: `IF ( [Covered days] > 0, COALESCE ( CALCULATE ( [Launches], 'Date'[Coverage] = "Covered" ), 0 ) )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Launches of other days',
    description: 'Launches of the selected days that are not covered: there may have been more.',
    dax: `CALCULATE ( [Launches], 'Date'[Coverage] <> "Covered" )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Users of covered days',
    description:
      'Distinct users of the selected days that are covered; 0 where there were none, empty where no day is covered or users are not counted.',
    dax: `IF ( [Covered days] > 0 && ${USERS_COUNT}, COALESCE ( CALCULATE ( [Unique users], 'Date'[Coverage] = "Covered" ), 0 ) )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Launches per covered day',
    description: 'Launches of an average day of the selected days that are covered.',
    dax: 'DIVIDE ( [Launches of covered days], [Covered days] )',
    format: '#,0.0',
    folder,
  },
  {
    name: 'Users of known periods',
    description:
      'Distinct users of the covered days of a week or month. Empty where less than half of its days are covered, or users are not counted.',
    dax: `VAR _days = IF ( ISINSCOPE ( 'Date'[Week] ), 7, DAY ( EOMONTH ( MAX ( 'Date'[Date] ), 0 ) ) )
RETURN
    IF ( 2 * [Covered days] >= _days, [Users of covered days] )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Not covered',
    description:
      'Fills a day, week or month that is not covered as a whole up to the height of the highest one, so that a chart shows it. Its number means nothing.',
    dax: `VAR _highest =
    SWITCH (
        TRUE (),
        ISINSCOPE ( 'Date'[Week] ), MAXX ( ALLSELECTED ( 'Date'[Week] ), [Launches] ),
        ISINSCOPE ( 'Date'[Month] ), MAXX ( ALLSELECTED ( 'Date'[Month] ), [Launches] ),
        MAXX ( ALLSELECTED ( 'Date'[Date] ), [Launches] )
    )
RETURN
    IF ( [Uncovered days] > 0, _highest - [Launches] )`,
    format: '"launches may be missing"',
    folder,
  },
  {
    name: 'Launches in 28 days',
    description:
      'Launches in the 28 days up to the last complete day, whatever days are selected. Empty while none of them is covered.',
    dax: recent('[Launches]', '[Covered days in 28 days] > 0'),
    format: COUNT,
    folder,
  },
  {
    name: 'Users in 28 days',
    description:
      'Distinct users in the 28 days up to the last complete day, whatever days are selected. Empty while none of them is covered, and where users are not counted.',
    dax: recent('[Unique users]', `[Covered days in 28 days] > 0 && ${USERS_COUNT}`),
    format: COUNT,
    folder,
  },
  {
    name: 'Launches previous period',
    description:
      'Launches in as many days as are selected, right before them. Empty where the data do not cover that far back.',
    dax: `VAR _first = MIN ( 'Date'[Date] )
VAR _days = INT ( MAX ( 'Date'[Date] ) - _first ) + 1
VAR _from = _first - _days
VAR _begin = [First complete day]
RETURN
    IF (
        NOT ISBLANK ( _begin ) && _from >= _begin,
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
    description:
      'Change of the launches against the previous period, as a share of it. Compares each selected day with the day so many days before, where both are covered; empty where that is less than half of the days.',
    dax: `VAR _days = INT ( MAX ( 'Date'[Date] ) - MIN ( 'Date'[Date] ) ) + 1
VAR _covered =
    CALCULATETABLE ( VALUES ( 'Date'[Date] ), REMOVEFILTERS ( 'Date' ), 'Date'[Coverage] = "Covered" )
VAR _compared =
    FILTER (
        VALUES ( 'Date'[Date] ),
        'Date'[Date] IN _covered && ( 'Date'[Date] - _days ) IN _covered
    )
VAR _earlier = SELECTCOLUMNS ( _compared, "Day", 'Date'[Date] - _days )
VAR _now = CALCULATE ( [Launches], 'Date'[Date] IN _compared )
VAR _before = CALCULATE ( [Launches], REMOVEFILTERS ( 'Date' ), 'Date'[Date] IN _earlier )
RETURN
    IF ( 2 * COUNTROWS ( _compared ) >= _days, DIVIDE ( _now - _before, _before ) )`,
    format: '+0.0%;-0.0%;0.0%',
    folder,
  },
];

function recent(measure: string, condition: string): string {
  return `VAR _last = [Last complete day]
RETURN
    IF (
        ${condition},
        COALESCE (
            CALCULATE (
                ${measure},
                REMOVEFILTERS ( 'Date' ),
                'Date'[Date] > _last - 28 && 'Date'[Date] <= _last
            ),
            0
        )
    )`;
}
