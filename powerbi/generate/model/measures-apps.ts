import type { Measure } from './types.ts';

const folder = 'Apps';
const COUNT = '#,0';
const DAY = 'yyyy-mm-dd';

/** Apps do not join Environments; this stands in for it. */
const IN_ENVIRONMENT = `( NOT ISFILTERED ( Environments ) || Apps[Environment key] IN VALUES ( Environments[Environment key] ) )`;
const IS_DELETED = 'Apps[Deleted (UTC)] > Apps[Last launch (UTC)]';

/** Only these tell of apps that nobody launched. An app catalog names owners. */
const IS_LISTED = 'NOT ISBLANK ( Apps[In inventory] ) || NOT ISBLANK ( Apps[Owner] )';

/** An expression of `_until`, the last day before so many days; empty where too few of them are covered. */
function whereKnown(days: number, dax: string, condition = ''): string {
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
        NOT ISBLANK ( _begin ) && _begin <= _until + 1 && 2 * _covered >= ${days}${condition},
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
                    && NOT ( ${IS_DELETED} )
                    && ${IN_ENVIRONMENT}
            )
        ) + 0`,
    ),
    format: COUNT,
    folder,
  };
}

function uncoveredDays(days: number): Measure {
  return {
    name: `Uncovered days in ${days} days`,
    description: `Days among the ${days} up to the last complete day that are not covered, those before the data begin too: what is not known of Idle apps (${days} days).`,
    dax: `VAR _last = [Last complete day]
RETURN
    ${days}
        - CALCULATE (
            [Covered days],
            REMOVEFILTERS ( 'Date' ),
            'Date'[Date] > _last - ${days} && 'Date'[Date] <= _last
        )`,
    format: COUNT,
    folder,
  };
}

/** The rule of the kit's dashboard, over launches and users of some days. */
function productionApps(name: string, days: string, from: string): Measure {
  return {
    name,
    description: `Apps with more than 50 launches, or with launches by more than 5 users, in ${days}, whatever days are selected: 1 for one app that is one, 0 for one that is not. Empty while there is none and no day is covered.`,
    dax: `VAR _last = [Last complete day]
VAR _from = ${from}
VAR _covered =
    CALCULATE ( [Covered days], REMOVEFILTERS ( 'Date' ), 'Date'[Date] >= _from && 'Date'[Date] <= _last )
RETURN
    COALESCE (
        COUNTROWS (
            FILTER (
                Apps,
                CALCULATE (
                    [Launches] > 50 || [Unique users] > 5,
                    REMOVEFILTERS ( 'Date' ),
                    'Date'[Date] >= _from && 'Date'[Date] <= _last
                )
            )
        ),
        IF ( _covered > 0, 0 )
    )`,
    format: COUNT,
    folder,
  };
}

function appChanges(change: 'New' | 'Deleted', description: string): Measure {
  return {
    name: `${change} apps`,
    description: `${description} By the column Change month, ${change.toLowerCase()} apps a month.`,
    dax: `COUNTROWS (
    FILTER (
        'App changes',
        'App changes'[Change] = "${change}"
            && ( NOT ISFILTERED ( Environments ) || 'App changes'[Environment key] IN VALUES ( Environments[Environment key] ) )
    )
)`,
    format: COUNT,
    folder,
  };
}

/** Which apps live, and which do not. */
export const MEASURES_OF_APPS: readonly Measure[] = [
  {
    name: 'Existing apps',
    description: 'Apps that are not deleted, launched or not, whatever days are selected.',
    dax: `COUNTROWS ( FILTER ( Apps, NOT ( ${IS_DELETED} ) && ${IN_ENVIRONMENT} ) )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Listed apps',
    description:
      'Apps of the selected environments, deleted ones too, and 1 for launches of no known app: which rows a list of apps has.',
    dax: `COALESCE (
    COUNTROWS ( FILTER ( Apps, ${IN_ENVIRONMENT} ) ),
    IF ( [Launches] > 0, 1 )
)`,
    format: COUNT,
    folder,
  },
  {
    name: 'First launch',
    description: 'First day with launches in the data, whatever days are selected.',
    dax: "CALCULATE ( MIN ( Launches[Date] ), REMOVEFILTERS ( 'Date' ) )",
    format: DAY,
    folder,
  },
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
    name: 'Covered days without launch',
    description:
      'Of one app: covered days after its last launch, or after it was created where it has none, up to the last complete day.',
    dax: `VAR _app = SELECTEDVALUE ( Apps[App key] )
VAR _created = INT ( MAX ( Apps[Created (UTC)] ) )
VAR _launched = INT ( [Last launch] )
VAR _from = MAX ( _created, _launched )
VAR _last = [Last complete day]
RETURN
    IF (
        NOT ISBLANK ( _app ) && NOT ISBLANK ( _last ),
        CALCULATE (
            [Covered days],
            REMOVEFILTERS ( 'Date' ),
            'Date'[Date] > _from && 'Date'[Date] <= _last
        )
    )`,
    format: COUNT,
    folder,
  },
  {
    name: 'Unused apps',
    description:
      'Apps that were never launched, young apps too, and apps that are idle for 30 days where that is known: which rows the list of unused apps has. Empty where neither is known.',
    dax: `COALESCE (
    COUNTROWS (
        FILTER (
            Apps,
            ( ISBLANK ( Apps[Last launch (UTC)] ) || [Idle apps (30 days)] > 0 )
                && NOT ( ${IS_DELETED} )
                && ${IN_ENVIRONMENT}
        )
    ),
    [Apps never launched],
    [Idle apps (30 days)]
)`,
    format: COUNT,
    folder,
  },
  idleApps(30),
  uncoveredDays(30),
  idleApps(90),
  uncoveredDays(90),
  idleApps(180),
  uncoveredDays(180),
  {
    name: 'Apps never launched',
    description:
      'Apps that are not deleted and have no launch in all of the data, young apps too. Without an inventory or an app catalog such apps are unknown: then it is empty.',
    dax: `COALESCE (
    COUNTROWS (
        FILTER (
            Apps,
            ISBLANK ( Apps[Last launch (UTC)] )
                && ISBLANK ( Apps[Deleted (UTC)] )
                && ${IN_ENVIRONMENT}
        )
    ),
    IF ( NOT ISEMPTY ( FILTER ( ALL ( Apps ), ${IS_LISTED} ) ), 0 )
)`,
    format: COUNT,
    folder,
  },
  {
    name: 'Apps of idle owners (90 days)',
    description:
      'Apps that are not deleted and whose owner in the inventory launched no app in the 90 days up to the last complete day, or later. Empty while that is not known, as for idle apps, without an inventory, and where users are not counted.',
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
                        && NOT ( ${IS_DELETED} )
                        && ${IN_ENVIRONMENT}
            )
        ) + 0`,
      `
            && NOT ISEMPTY ( ALL ( 'Active users' ) )
            && NOT ISEMPTY ( FILTER ( ALL ( Apps ), NOT ISBLANK ( Apps[Owner key] ) ) )`,
    ),
    format: COUNT,
    folder,
  },
  appChanges(
    'New',
    'Apps of which the inventory tells when they were created. Those deleted before the first inventory are unknown.',
  ),
  appChanges('Deleted', 'Apps that were deleted, and neither restored nor launched since.'),
  productionApps(
    'Production apps (calendar month)',
    'the calendar month of the last complete day, up to that day',
    'DATE ( YEAR ( _last ), MONTH ( _last ), 1 )',
  ),
  productionApps('Production apps (28 days)', 'the 28 days up to the last complete day', '_last - 27'),
  {
    name: 'App shown',
    description: 'Name of the app that is selected, for headings.',
    dax: 'SELECTEDVALUE ( Apps[App], "All apps" )',
    folder,
  },
  {
    name: 'Environment shown',
    description: 'Name of the environment that is selected, for headings.',
    dax: 'SELECTEDVALUE ( Environments[Environment], "All environments" )',
    folder,
  },
];
