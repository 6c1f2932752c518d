import type { Measure } from './types.ts';

const folder = 'Apps';
const COUNT = '#,0';
const DAY = 'yyyy-mm-dd';

/** Apps do not join Environments; this stands in for it. */
const IN_ENVIRONMENT = `( NOT ISFILTERED ( Environments ) || Apps[Environment key] IN VALUES ( Environments[Environment key] ) )`;

/** An expression of `_until`, the last day before so many days; empty where too few of them are covered. */
function whereKnown(days: number, dax: string): string {
  return `VAR _last = [Last complete day]
VAR _until = _last - ${days}
VAR _begin = [First complete day]
VAR _covered =
    CALCULATE (
        [Covered days],
        REMOVEFILTERS ( 'Date' ),
        'Date'[Date] > _until && 'Date'[Date] <= _last
    )
RETURN
    IF (
        NOT ISBLANK ( _begin ) && _begin <= _until + 1 && 2 * _covered >= ${days},
        ${dax}
    )`;
}

function idleApps(days: number): Measure {
  return {
    name: `Idle apps (${days} days)`,
    description: `Apps that are not deleted, not younger, and have no launch in the ${days} days up to the last complete day, or later, whatever days are selected. Without an inventory or an app catalog, apps that were never launched are unknown. Empty while the data begin later, or less than half of those days are covered.`,
    dax: whereKnown(
      days,
      `COUNTROWS (
            FILTER (
                Apps,
                [Last launch] <= _until
                    && INT ( Apps[Created (UTC)] ) <= _until
                    && NOT ( Apps[Deleted (UTC)] > Apps[Last launch (UTC)] )
                    && ${IN_ENVIRONMENT}
            )
        )`,
    ),
    format: COUNT,
    folder,
  };
}

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
  idleApps(30),
  idleApps(90),
  idleApps(180),
  {
    name: 'Apps never launched',
    description:
      'Apps that are not deleted and have no launch in all of the data, young apps too. Without an inventory or an app catalog such apps are unknown.',
    dax: `COUNTROWS (
    FILTER (
        Apps,
        ISBLANK ( Apps[Last launch (UTC)] )
            && ISBLANK ( Apps[Deleted (UTC)] )
            && ${IN_ENVIRONMENT}
    )
)`,
    format: COUNT,
    folder,
  },
  {
    name: 'Apps of idle owners (90 days)',
    description:
      'Apps that are not deleted and whose owner in the inventory launched no app in the 90 days up to the last complete day, or later. Empty while that is not known, as for idle apps.',
    dax: whereKnown(
      90,
      `COUNTROWS (
            FILTER (
                Apps,
                VAR _owner = Apps[Owner key]
                VAR _launch =
                    CALCULATE ( MAX ( Launches[Date] ), REMOVEFILTERS (), Launches[User key] = _owner )
                RETURN
                    NOT ISBLANK ( _owner )
                        && _launch <= _until
                        && NOT ( Apps[Deleted (UTC)] > Apps[Last launch (UTC)] )
                        && ${IN_ENVIRONMENT}
            )
        )`,
    ),
    format: COUNT,
    folder,
  },
  {
    name: 'New apps',
    description:
      'Apps of which the inventory tells when they were created; by the column Created month, new apps a month. Those that were deleted before the first inventory are not known.',
    dax: 'COUNTROWS ( FILTER ( Apps, NOT ISBLANK ( Apps[Created (UTC)] ) ) )',
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
