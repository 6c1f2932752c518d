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
    description: 'Days from the last launch to the last day of the data.',
    dax: `VAR _launch = [Last launch]
RETURN
    IF ( NOT ISBLANK ( _launch ), DATEDIFF ( _launch, [Last day], DAY ) )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Idle apps (90 days)',
    description:
      'Apps that are not deleted and have no launch in the last 90 days of the data, whatever days are selected. Without an app catalog, apps that were never launched are unknown. Empty while the data holds less than 90 days.',
    dax: `VAR _until = [Last day] - 90
RETURN
    IF (
        [First day] <= _until + 1,
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
