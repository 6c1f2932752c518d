import type { TrueLaunch } from './expected-records.ts';
import type { Json, JsonObject } from './meaning.ts';

/** The columns of each family of exports, in order. */
export const HEADERS = {
  purview: [
    ...['RecordId', 'CreationDate', 'RecordType', 'Operation', 'UserId', 'AuditData'],
    ...['AssociatedAdminUnits', 'AssociatedAdminUnitsNames'],
  ],
  'purview-2023': [
    ...['RecordId', 'CreationDate', 'RecordType', 'Operation', 'UserId', 'AuditData'],
    ...['AssociatedAdminUnits', 'AssociatedAdminUnitNames'],
  ],
  'purview-short': ['RecordId', 'CreationDate', 'RecordType', 'Operation', 'UserId', 'AuditData'],
  'purview-manual': ['RecordId', 'CreationDate', 'UserIds', 'RecordType', 'Operations', 'AuditData'],
  'purview-classic': ['CreationDate', 'UserIds', 'Operations', 'AuditData'],
  'powershell-all': [
    ...['PSComputerName', 'RunspaceId', 'PSShowComputerName', 'RecordType', 'CreationDate', 'UserIds'],
    ...['Operations', 'AuditData', 'ResultIndex', 'ResultCount', 'Identity', 'IsValid', 'ObjectState'],
  ],
  'powershell-short': ['CreationDate', 'UserIds', 'RecordType', 'AuditData'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** How an export is written. */
export interface ExportShape {
  readonly header?: keyof typeof HEADERS;
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16le-bom' | 'utf-16be-bom' | 'ascii';
  readonly delimiter?: ',' | ';' | '\t';
  readonly lineEnd?: '\r\n' | '\n';
  readonly quotes?: 'all' | 'needed';
  readonly dates?: 'iso' | 'us' | 'german';
  /** Windows PowerShell writes the type of the objects first. */
  readonly typeLine?: boolean;
  /** JSON over several lines, which stand inside of a quoted cell. */
  readonly lineBreaks?: boolean;
  /** The header again after so many rows, as in files that were put together. */
  readonly repeatHeaderAfter?: number;
  /** Default: the last line ends. */
  readonly ending?: '' | 'blank lines';
}

/** Returns an export of audit records as a service, or somebody's PowerShell, writes it. */
export function writeExport(records: readonly JsonObject[], shape: ExportShape = {}): Buffer {
  const header = HEADERS[shape.header ?? 'purview'];
  const rows = records.map((record, index) => header.map((name) => cellOf(name, record, index, shape)));
  return writeRows(header, rows, shape);
}

/** Returns rows under a header as CSV. */
export function writeRows(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { typeLine, repeatHeaderAfter, ending, encoding, ...shape }: ExportShape = {},
): Buffer {
  const { delimiter = ',', lineEnd = '\r\n', quotes = 'needed' } = shape;
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => quoted(cell, delimiter, quotes)).join(delimiter);
  const lines = rows.map(line);
  if (repeatHeaderAfter !== undefined) lines.splice(repeatHeaderAfter, 0, line(header));
  const type = '#TYPE Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent';
  const all = [...(typeLine === true ? [type] : []), line(header), ...lines].join(lineEnd);
  const end = ending === '' ? '' : ending === 'blank lines' ? lineEnd.repeat(3) : lineEnd;
  return encoded(`${all}${end}`, encoding);
}

/** Columns of the CoE Starter Kit's table, as make.powerapps.com exports them. */
const COE_COLUMNS = [
  ...['admin_auditlogid', 'admin_appid', 'admin_creationtime', 'admin_operation', 'admin_title'],
  ...['admin_userid', 'admin_userupn', 'createdon'],
] as const;

/** Returns launches as the kit's table has them. `cells` replaces cells of a row; its time is in no zone, as in an export. */
export function writeCoeTable(
  launches: Iterable<TrueLaunch>,
  cells: (launch: TrueLaunch) => Partial<Readonly<Record<(typeof COE_COLUMNS)[number], string>>> = () => ({}),
): Buffer {
  const rows = [...launches].map((launch) => {
    const row = {
      admin_auditlogid: launch.eventId.toUpperCase(),
      admin_appid: launch.appId,
      admin_creationtime: usDate(new Date(Date.parse(launch.launchedAt) + 3_600_000)),
      admin_operation: 'LaunchPowerApp',
      admin_title: `Power App Launch ${launch.appId} - ${launch.launchedAt.replace('Z', '')}`,
      admin_userid: launch.userObjectId ?? '',
      admin_userupn: launch.upn,
      createdon: usDate(new Date(launch.launchedAt)),
      ...cells(launch),
    };
    return COE_COLUMNS.map((name) => row[name]);
  });
  return writeRows(COE_COLUMNS, rows);
}

function cellOf(name: string, record: JsonObject, index: number, { dates, lineBreaks }: ExportShape): string {
  switch (name) {
    case 'RecordId':
    case 'Identity':
      return text(record.Id);
    case 'CreationDate':
      return dateOf(new Date(`${text(record.CreationTime).replace('Z', '')}Z`), dates);
    case 'RecordType':
      return text(record.RecordType);
    case 'Operation':
    case 'Operations':
      return text(record.Operation);
    case 'UserId':
    case 'UserIds':
      return text(record.UserId);
    case 'AuditData':
      return lineBreaks === true
        ? JSON.stringify(record, undefined, 1).replaceAll('\n', '\r\n')
        : JSON.stringify(record);
    case 'ResultIndex':
      return `${index + 1}`;
    case 'IsValid':
      return 'True';
    default:
      return '';
  }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

function dateOf(instant: Date, style: ExportShape['dates']): string {
  if (Number.isNaN(instant.getTime())) return '';
  if (style === 'us') return usDate(instant);
  if (style === 'german') return instant.toLocaleString('de-DE', { timeZone: 'UTC' });
  // With a blank after the zone, as Purview writes it.
  return `${instant.toISOString().slice(0, 19)}.0000000Z `;
}

function usDate(instant: Date): string {
  return instant.toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '');
}

function quoted(cell: string, delimiter: string, quotes: ExportShape['quotes']): string {
  if (quotes !== 'all' && !/["\r\n]| $/.test(cell) && !cell.includes(delimiter)) return cell;
  return `"${cell.replaceAll('"', '""')}"`;
}

function encoded(text: string, encoding: ExportShape['encoding'] = 'utf-8'): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16le-bom':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be-bom':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'ascii':
      return Buffer.from(text.replaceAll(/[^\0-\x7f]/gu, '?'));
  }
}
