/** What may stand after a property: any text, one of some words, nothing, or an expression after `=`. */
export type ValueRule = 'text' | 'flag' | 'expression' | readonly string[];

/** What a kind of object may hold. */
export interface ObjectRule {
  /** Whether it has a name, and whether `= …` may follow. */
  readonly named: boolean;
  readonly expression: 'never' | 'optional' | 'required';
  readonly describable: boolean;
  readonly properties: Readonly<Record<string, ValueRule>>;
  readonly children: readonly string[];
}

const UUID = 'text';

/**
 * The part of TMDL that this model uses. Anything else is refused, as Microsoft's own reader refuses what it does not
 * know. https://learn.microsoft.com/analysis-services/tmdl/tmdl-overview
 */
export const GRAMMAR: Readonly<Record<string, ObjectRule>> = {
  database: object({ named: false, properties: { compatibilityLevel: 'text' } }),
  model: object({
    describable: true,
    properties: {
      culture: 'text',
      defaultPowerBIDataSourceVersion: ['powerBI_V3'],
      discourageImplicitMeasures: 'flag',
      sourceQueryCulture: 'text',
    },
    children: ['dataAccessOptions'],
  }),
  dataAccessOptions: object({
    named: false,
    properties: { legacyRedirects: 'flag', returnErrorValuesAsNull: 'flag' },
  }),
  table: object({
    describable: true,
    properties: { lineageTag: UUID, dataCategory: ['Time'], isHidden: 'flag' },
    children: ['measure', 'column', 'partition', 'annotation'],
  }),
  measure: object({
    describable: true,
    expression: 'required',
    properties: { formatString: 'text', displayFolder: 'text', lineageTag: UUID, isHidden: 'flag' },
    children: ['annotation'],
  }),
  column: object({
    describable: true,
    expression: 'optional',
    properties: {
      dataType: ['string', 'int64', 'dateTime', 'double', 'boolean'],
      isHidden: 'flag',
      isKey: 'flag',
      formatString: 'text',
      isAvailableInMdx: ['false'],
      displayFolder: 'text',
      lineageTag: UUID,
      dataCategory: ['WebUrl'],
      summarizeBy: ['none', 'sum', 'count', 'min', 'max', 'average'],
      isNameInferred: 'flag',
      sourceColumn: 'text',
      sortByColumn: 'text',
    },
    children: ['annotation'],
  }),
  partition: object({
    expression: 'required',
    properties: { mode: ['import'], source: 'expression' },
    children: ['annotation'],
  }),
  relationship: object({
    properties: {
      fromColumn: 'text',
      toColumn: 'text',
      crossFilteringBehavior: ['oneDirection', 'bothDirections'],
      isActive: ['true', 'false'],
    },
  }),
  expression: object({
    describable: true,
    expression: 'required',
    properties: { lineageTag: UUID },
    children: ['annotation'],
  }),
  role: object({
    describable: true,
    properties: { modelPermission: ['read'] },
    children: ['tablePermission', 'annotation'],
  }),
  tablePermission: object({
    expression: 'optional',
    properties: { metadataPermission: ['none', 'read'] },
  }),
  annotation: object({ expression: 'required' }),
  ref: object({}),
};

/** Objects that may stand at the beginning of a line. */
export const ROOTS = [
  'database',
  'model',
  'table',
  'relationship',
  'expression',
  'role',
  'annotation',
  'ref',
];

function object(rule: Partial<ObjectRule>): ObjectRule {
  return { named: true, expression: 'never', describable: false, properties: {}, children: [], ...rule };
}
