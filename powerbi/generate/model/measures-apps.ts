import type { Measure } from './types.ts';

const folder = 'Apps';
const COUNT = '#,0';
const DAY = 'yyyy-mm-dd';

/** Which apps live, and which do not. */
export const MEASURES_OF_APPS: readonly Measure[] = [
  {
    name: 'Last launch',
    description: 'Last day with launches, whatever days are selected.',
    dax: "CALCULATE ( MAX ( Launches[Date] ), REMOVEFILTERS ( 'Date' ) )",
    format: DAY,
    folder,
  },
  {
    name: 'Days since last launch',
    description: 'Days from the last launch to the last complete day; 0 when the launch is later.',
    dax: `VAR _launch = [Last launch]
VAR _last = [Last complete day]
RETURN
    IF ( NOT ISBLANK ( _launch ) && NOT ISBLANK ( _last ), MAX ( 0, INT ( _last - _launch ) ) )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Idle apps (90 days)',
    description:
      'Apps that are not deleted and have no launch in the 90 days up to the last complete day, or later, whatever days are selected. Without an app catalog, apps that were never launched are unknown. Empty while the data begin later, or less than half of those days are covered.',
    dax: `VAR _last = [Last complete day]
VAR _until = _last - 90
VAR _begin = [First complete day]
VAR _covered =
    CALCULATE (
        [Covered days],
        REMOVEFILTERS ( 'Date' ),
        'Date'[Date] > _until && 'Date'[Date] <= _last
    )
RETURN
    IF (
        NOT ISBLANK ( _begin ) && _begin <= _until + 1 && 2 * _covered >= 90,
        COUNTROWS (
            FILTER (
                Apps,
                [Last launch] <= _until
                    && NOT ( Apps[Deleted (UTC)] > Apps[Last launch (UTC)] )
                    && (
                        NOT ISFILTERED ( Environments )
                            || Apps[Environment key] IN VALUES ( Environments[Environment key] )
                    )
            )
        )
    )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Production apps',
    description:
      'Apps with 50 launches, or with launches by 5 users, in one of the selected months: the rule of the CoE Starter Kit.',
    dax: `COUNTROWS (
    FILTER (
        VALUES ( Launches[App key] ),
        NOT ISBLANK ( Launches[App key] )
            && NOT ISEMPTY (
                FILTER ( VALUES ( 'Date'[Month] ), [Launches] >= 50 || [Unique users] >= 5 )
            )
    )
)`,
    format: COUNT,
    folder,
  },
  {
    name: 'App shown',
    description: 'Name of the app that is selected, for headings.',
    dax: 'SELECTEDVALUE ( Apps[App], "All apps" )',
    folder,
  },
];
