import type { ModelColumn, ModelTable } from './types.ts';

/**
 * The calendar. It ends with the last day of the data, so that `MAX ( 'Date'[Date] )` is a day with data and slicers
 * offer no future. Without launches it is the current day: CALENDAR fails on blanks, and with it the refresh.
 */
export const DATE_TABLE: ModelTable = {
  name: 'Date',
  description: 'One row for each calendar day from the first to the last day of the data.',
  columns: [
    {
      ...column('Date', 'dateTime', 'Calendar day in the time zone of the snapshot.', 'yyyy-mm-dd'),
      isKey: true,
    },
    column('Year', 'int64', 'Calendar year.', '0'),
    column('Month', 'dateTime', 'First day of the month.', 'mmm yyyy'),
    column('Week', 'dateTime', 'Monday of the week.', 'yyyy-mm-dd'),
    { ...column('Weekday', 'string', 'Day of the week, in English.'), sortBy: 'Weekday number' },
    { ...column('Weekday number', 'int64', 'Day of the week: 1 is Monday.', '0'), hidden: true },
  ],
  measures: [],
  source: {
    kind: 'calculated',
    dax: `VAR _first = COALESCE ( MIN ( Launches[Date] ), TODAY () )
VAR _last = COALESCE ( MAX ( Launches[Date] ), TODAY () )
RETURN
    ADDCOLUMNS (
        CALENDAR ( _first, _last ),
        "Year", YEAR ( [Date] ),
        "Month", DATE ( YEAR ( [Date] ), MONTH ( [Date] ), 1 ),
        "Week", [Date] - WEEKDAY ( [Date], 2 ) + 1,
        "Weekday", FORMAT ( [Date], "dddd", "en-US" ),
        "Weekday number", WEEKDAY ( [Date], 2 )
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
