import type { Measure } from './types.ts';

const folder = 'People';
const COUNT = '#,0';

/** How many people come, and come back. */
export const MEASURES_OF_PEOPLE: readonly Measure[] = [
  {
    name: 'Daily active users',
    description:
      'Distinct users on an average day of the selected days that are covered; days without launches count as well.',
    dax: `CALCULATE (
    DIVIDE ( SUMX ( VALUES ( 'Date'[Date] ), [Unique users] ), COUNTROWS ( 'Date' ) ),
    'Date'[Coverage] = "Covered"
)`,
    format: '#,0.0',
    folder,
  },
  {
    name: 'Weekly active users',
    description:
      'Distinct users in the 7 days that end with the last covered day selected. Empty where less than half of them are covered, or users are not counted.',
    dax: overDays(7, '[Unique users] + 0'),
    format: COUNT,
    folder,
  },
  {
    name: 'Monthly active users',
    description:
      'Distinct users in the 28 days that end with the last covered day selected. Empty where less than half of them are covered, or users are not counted.',
    dax: overDays(28, '[Unique users] + 0'),
    format: COUNT,
    folder,
  },
  {
    name: 'Stickiness',
    description:
      'Daily active users divided by monthly active users, both of the 28 days that end with the last covered day selected: how much of a month a user comes. Empty where less than half of them are covered.',
    dax: overDays(28, 'DIVIDE ( [Daily active users], [Unique users] )'),
    format: '0.0%',
    folder,
  },
  {
    name: 'New users',
    description:
      'Distinct users in the selected days who have no launch before them, of the selected apps. At the start of the data everybody is new.',
    dax: `VAR _first = MIN ( 'Date'[Date] )
VAR _now =
    FILTER ( VALUES ( Launches[User key] ), NOT ISBLANK ( Launches[User key] ) )
VAR _before =
    CALCULATETABLE ( VALUES ( Launches[User key] ), REMOVEFILTERS ( 'Date' ), 'Date'[Date] < _first )
RETURN
    COUNTROWS ( EXCEPT ( _now, _before ) )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Returning users',
    description: 'Distinct users in the selected days who have a launch before them as well.',
    dax: '[Unique users] - [New users]',
    format: COUNT,
    folder,
  },
  {
    name: 'Active users of the window',
    description:
      'Distinct users of the window of days in Active users, as the sync counted them, on the last covered day selected: of all apps, of one environment or of one app; else empty. Empty too where less than half of the window is covered.',
    dax: `VAR _last = CALCULATE ( MAX ( 'Date'[Date] ), 'Date'[Coverage] = "Covered" )
VAR _days = CALCULATE ( SELECTEDVALUE ( 'Active users'[Days] ), REMOVEFILTERS ( 'Date' ) )
VAR _covered =
    CALCULATE (
        [Covered days],
        REMOVEFILTERS ( 'Date' ),
        'Date'[Date] > _last - _days && 'Date'[Date] <= _last
    )
VAR _byApp = ISFILTERED ( Apps )
VAR _byEnvironment = ISFILTERED ( Environments )
VAR _app = SELECTEDVALUE ( Apps[App key] )
VAR _environment = SELECTEDVALUE ( Environments[Environment key] )
VAR _isCounted =
    NOT ISBLANK ( _last )
        && NOT ISBLANK ( _days )
        && 2 * _covered >= _days
        && NOT ISEMPTY ( ALL ( 'Active users' ) )
        && NOT ( _byApp && _byEnvironment )
        && NOT ( _byApp && ISBLANK ( _app ) )
        && NOT ( _byEnvironment && ISBLANK ( _environment ) )
RETURN
    IF (
        _isCounted,
        CALCULATE (
            SUM ( 'Active users'[Distinct users] ) + 0,
            REMOVEFILTERS ( 'Date' ),
            'Date'[Date] = _last,
            FILTER (
                ALL ( 'Active users'[App key], 'Active users'[Environment key] ),
                IF ( _byApp, 'Active users'[App key] == _app, ISBLANK ( 'Active users'[App key] ) )
                    && IF (
                        _byEnvironment,
                        'Active users'[Environment key] == _environment,
                        ISBLANK ( 'Active users'[Environment key] )
                    )
            )
        )
    )`,
    format: COUNT,
    folder,
  },
];

/** An expression over the days that end with the last covered one selected; empty where too few of them are covered. */
function overDays(days: number, dax: string): string {
  return `VAR _last = CALCULATE ( MAX ( 'Date'[Date] ), 'Date'[Coverage] = "Covered" )
VAR _covered =
    CALCULATE (
        [Covered days],
        REMOVEFILTERS ( 'Date' ),
        'Date'[Date] > _last - ${days} && 'Date'[Date] <= _last
    )
RETURN
    IF (
        NOT ISBLANK ( _last ) && 2 * _covered >= ${days} && NOT ISEMPTY ( ALL ( 'Active users' ) ),
        CALCULATE (
            ${dax},
            REMOVEFILTERS ( 'Date' ),
            'Date'[Date] > _last - ${days} && 'Date'[Date] <= _last
        )
    )`;
}
