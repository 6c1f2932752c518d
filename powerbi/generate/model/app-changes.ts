import type { ModelColumn, ModelTable } from './types.ts';

/** Months are those of UTC. An app that was launched after its deletion has been restored. No other table joins it. */
export const APP_CHANGES: ModelTable = {
  name: 'App changes',
  description: 'One row for each app that was created, and one for each that was deleted.',
  columns: [
    column('Environment key', 'string', 'Environment of the app.', { hidden: true }),
    column('Change month', 'dateTime', 'First day of the month, UTC.', { format: 'mmm yyyy' }),
    column('Change', 'string', 'New or Deleted.', { hidden: true }),
  ],
  measures: [],
  source: {
    kind: 'calculated',
    dax: `UNION (
    SELECTCOLUMNS (
        FILTER ( Apps, NOT ISBLANK ( Apps[Created (UTC)] ) ),
        "Environment key", Apps[Environment key],
        "Change month", DATE ( YEAR ( Apps[Created (UTC)] ), MONTH ( Apps[Created (UTC)] ), 1 ),
        "Change", "New"
    ),
    SELECTCOLUMNS (
        FILTER ( Apps, Apps[Deleted (UTC)] > Apps[Last launch (UTC)] ),
        "Environment key", Apps[Environment key],
        "Change month", DATE ( YEAR ( Apps[Deleted (UTC)] ), MONTH ( Apps[Deleted (UTC)] ), 1 ),
        "Change", "Deleted"
    )
)`,
  },
  isDateTable: false,
};

function column(
  name: string,
  type: ModelColumn['type'],
  description: string,
  others: Pick<ModelColumn, 'format'> & { readonly hidden?: boolean },
): ModelColumn {
  return { name, type, description, hidden: false, ...others, source: { kind: 'table', column: name } };
}
