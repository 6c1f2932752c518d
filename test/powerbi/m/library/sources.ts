import { asNumber, asRecord, asText, fieldOf, valuesOf } from '../arguments.ts';
import { fn, known, type MBinary, MError, type MTable, record, typeNamed, type Value } from '../values.ts';

/** A request of `Web.Contents`; `path` is behind the host, without `/` at its start. */
export interface WebRequest {
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly accept: string;
}

export interface WebAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** A file in a listing: `folder` ends with its separator. */
export interface ListedFile {
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the queries may read; what is left out must not be asked. */
export interface Sources {
  readonly web?: (request: WebRequest) => WebAnswer;
  readonly folder?: (path: string) => readonly ListedFile[];
  /** The data files of each table of a lake, as its log names them. */
  readonly dataLake?: (address: string) => ReadonlyMap<string, readonly Uint8Array[]>;
}

/** Headers that a request with credentials may set; any other is refused. */
const HEADERS = [
  ...['Accept', 'Accept-Charset', 'Accept-Encoding', 'Accept-Language', 'Cache-Control', 'Content-Type'],
  ...['If-Modified-Since', 'Prefer', 'Range', 'Referer'],
];
const OPTIONS = ['RelativePath', 'Query', 'Headers', 'ManualStatusHandling'];

/** `Web.Contents`, `Folder.Files`, `AzureStorage.DataLake` and `Value.Metadata`. */
export function sources({ web, folder, dataLake }: Sources): Readonly<Record<string, Value>> {
  return {
    'Web.Contents': fn(1, 2, ([address, options = record({})]) => {
      if (web === undefined) throw new Error('This source must not ask the web.');
      return webContents(asText(address), asRecord(options), web);
    }),
    'Folder.Files': fn(1, 1, ([path]) => {
      if (folder === undefined) throw new Error('This source must not read a folder.');
      return listing(folder(asText(path)));
    }),
    'AzureStorage.DataLake': fn(2, 2, ([address, options]) => {
      if (dataLake === undefined) throw new Error('This source must not read a data lake.');
      if (fieldOf(asRecord(options), 'HierarchicalNavigation') !== true)
        throw new Error('A Delta table is a folder.');
      return folders(dataLake(asText(address)));
    }),
    'Value.Metadata': fn(1, 1, ([value]) => {
      return (typeof value === 'object' && value?.kind === 'binary' ? value.meta : undefined) ?? record({});
    }),
  };
}

function webContents(
  address: string,
  options: ReturnType<typeof asRecord>,
  web: (request: WebRequest) => WebAnswer,
): MBinary {
  for (const name of options.fields.keys()) {
    if (!OPTIONS.includes(name)) throw new Error(`Web.Contents is called with ${name}.`);
  }
  const headers = textFields(fieldOf(options, 'Headers'));
  for (const name of Object.keys(headers)) {
    if (!HEADERS.includes(name)) {
      throw new MError(
        'DataSource.Error',
        `The '${name}' header is only supported when connecting anonymously.`,
      );
    }
  }
  const { status, body } = web({
    host: address,
    path: asText(fieldOf(options, 'RelativePath') ?? ''),
    query: textFields(fieldOf(options, 'Query')),
    accept: headers.Accept ?? '',
  });
  const handled = valuesOf(fieldOf(options, 'ManualStatusHandling') ?? { kind: 'list', items: [] }).map(
    asNumber,
  );
  if (status === 401 || status === 403) {
    throw new MError('DataSource.Error', 'The credentials provided for the Web source are invalid.');
  }
  if (status >= 400 && !handled.includes(status)) {
    throw new MError('DataSource.Error', `Web.Contents failed to get contents (${status}).`);
  }
  return { kind: 'binary', bytes: body, buffered: false, meta: record({ 'Response.Status': status }) };
}

function textFields(value: Value | undefined): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  return Object.fromEntries([...asRecord(value).fields].map(([name, field]) => [name, asText(field.get())]));
}

/** A table of folders as `AzureStorage.DataLake` gives it, as far as the queries use it. */
function folders(tables: ReadonlyMap<string, readonly Uint8Array[]>): MTable {
  const columns = ['Content', 'Name'];
  return {
    kind: 'table',
    columns,
    types: columns.map(() => typeNamed('any', true)),
    rows: [...tables].map(([name, files]) => {
      const content = listing(files.map((bytes) => ({ folder: `${name}/`, name: 'part.parquet', bytes })));
      return [content, name].map(known);
    }),
  };
}

/** A table of files as `Folder.Files` gives it, as far as the queries use it. */
function listing(files: readonly ListedFile[]): MTable {
  const columns = ['Content', 'Name', 'Extension', 'Folder Path'];
  return {
    kind: 'table',
    columns,
    types: columns.map(() => typeNamed('any', true)),
    rows: files.map(({ folder, name, bytes }) => {
      const content: MBinary = { kind: 'binary', bytes, buffered: false };
      return [content, name, name.replace(/^.*(?=\.)/, ''), folder].map(known);
    }),
  };
}
