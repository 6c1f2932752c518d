import type { ModelColumn, ModelTable } from './types.ts';

/**
 * The calendar, with what is known of each day. It ends with the last complete day, or later with the last launch, but not
 * after the snapshot was made: a launch with an absurd time does not stretch it. Days of the snapshot may be a day ahead of
 * UTC. Without launches it is the current day: CALENDAR fails on blanks, and with it the refresh.
 */
export const DATE_TABLE: ModelTable = {
  name: 'Date',
  description: 'One row for each calendar day from the first to the last day of the data, launches or not.',
  columns: [
    {
      ...column('Date', 'dateTime', 'Calendar day in the time zone of the snapshot.', 'yyyy-mm-dd'),
      isKey: true,
    },
    column('Month', 'dateTime', 'First day of the month.', 'mmm yyyy'),
    column('Week', 'dateTime', 'Monday of the week.', 'yyyy-mm-dd'),
    { ...column('Weekday', 'string', 'Day of the week, in English.'), sortBy: 'Weekday number' },
    column(
      'Coverage',
      'string',
      'Covered; or why launches of the day may be missing: Before the data begin, Gap, or Not complete yet.',
    ),
    {
      ...column(
        'Period',
        'string',
        'Last 28 days: those up to the last complete day, or to the last day while none is; 28 days before: those before them; Earlier; or Not complete yet.',
      ),
      sortBy: 'Period number',
    },
    { ...column('Weekday number', 'int64', 'Day of the week: 1 is Monday.', '0'), hidden: true },
    { ...column('Period number', 'int64', 'Order of the periods: 1 is the newest.', '0'), hidden: true },
  ],
  measures: [],
  source: {
    kind: 'calculated',
    dax: `VAR _begin = MIN ( Snapshot[First whole day] )
VAR _complete = MAX ( Snapshot[Last whole day] )
VAR _made = INT ( MAX ( Snapshot[Generated (UTC)] ) ) + 1
VAR _launched = MIN ( Launches[Date] )
VAR _known = COALESCE ( _launched, _begin, TODAY () )
VAR _first = MAX ( DATE ( 2015, 1, 1 ), MIN ( _known, COALESCE ( _begin, _known ) ) )
VAR _last = MAX ( _first, MAX ( COALESCE ( _complete, _first ), MIN ( MAX ( Launches[Date] ), _made ) ) )
VAR _end = COALESCE ( _complete, _last )
RETURN
    ADDCOLUMNS (
        CALENDAR ( _first, _last ),
        "Month", DATE ( YEAR ( [Date] ), MONTH ( [Date] ), 1 ),
        "Week", [Date] - WEEKDAY ( [Date], 2 ) + 1,
        "Weekday", FORMAT ( [Date], "dddd", "en-US" ),
        "Weekday number", WEEKDAY ( [Date], 2 ),
        "Period",
            SWITCH (
                TRUE (),
                [Date] > _end, "Not complete yet",
                [Date] > _end - 28, "Last 28 days",
                [Date] > _end - 56, "28 days before",
                "Earlier"
            ),
        "Period number",
            SWITCH ( TRUE (), [Date] > _end, 1, [Date] > _end - 28, 2, [Date] > _end - 56, 3, 4 ),
        "Coverage",
            VAR _day = [Date]
            RETURN
                SWITCH (
                    TRUE (),
                    ISBLANK ( _begin ), "Not complete yet",
                    _day < _begin, "Before the data begin",
                    NOT ISEMPTY (
                        FILTER ( Gaps, Gaps[First day touched] <= _day && Gaps[Last day touched] >= _day )
                    ), "Gap",
                    _day > _complete, "Not complete yet",
                    "Covered"
                )
    )`,
  },
  isDateTable: true,
};

function column(name: string, type: ModelColumn['type'], description: string, format?: string): ModelColumn {
  return {
    name,
    type,
    description,
    hidden: false,
    ...(format === undefined ? {} : { format }),
    source: { kind: 'table', column: name },
  };
}
