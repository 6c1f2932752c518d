/** A parameter of a query file: a text with a value to replace. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
}

/** One place to read a snapshot from. */
export interface QuerySource {
  /** Path of the query file under powerbi/. */
  readonly path: string;
  /** Lines at the top of the file. */
  readonly about: readonly string[];
  readonly parameters: readonly QueryParameter[];
  /** What only this source needs, as [name in M, file in queries/]; the last one is `OpenSnapshot`. */
  readonly functions: readonly (readonly [name: string, file: string])[];
  /** The tables are Delta tables, which need no manifest. */
  readonly readsDelta?: boolean;
}

const FORMAT: QueryParameter = {
  name: 'Format',
  value: 'parquet',
  description: 'parquet, or csv: Excel reads no Parquet.',
  choices: ['parquet', 'csv'],
};
const REPOSITORY: QueryParameter = {
  name: 'Repository',
  value: 'contoso/app-usage',
  description: 'Owner and name of the repository in which the action runs.',
};
const PASTE = [
  'Get data > Blank query > Advanced Editor: paste this file and fill in the parameters. Each field of the result is a',
  'table; right-click one and choose Add as New Query.',
];
const TOKEN = [
  'It stays in the credential store. Never write a token into a query: whoever can open the report could read it.',
  'On GitHub Enterprise write the address of its API instead of https://api.github.com.',
];

/** The data branch, read through the REST API of GitHub. */
export const BRANCH: QuerySource = {
  path: 'queries/branch.pq',
  about: [
    'Reads the snapshot on the data branch of a repository, in Power BI Desktop, in the service and in Excel.',
    ...PASTE,
    'Credential for https://api.github.com: Basic, with any user name, and as password a fine-grained token for this one',
    'repository with the permission Contents: read.',
    ...TOKEN,
  ],
  parameters: [
    REPOSITORY,
    { name: 'DataBranch', value: 'app-launches', description: 'The input branch of the action.' },
    FORMAT,
  ],
  functions: [
    ['GitHub', 'github'],
    ['OpenSnapshot', 'open-branch'],
  ],
};

const ARTIFACT: QuerySource = {
  path: 'queries/artifact.pq',
  about: [
    'Reads the snapshot in the newest artifact of a repository, in Power BI Desktop. For repositories that must not hold',
    'data; the data branch needs fewer requests. Experimental: a refresh in the service has not been seen yet.',
    ...PASTE,
    'Credential for https://api.github.com: Basic, with any user name, and as password a fine-grained token for this one',
    'repository with the permission Actions: read.',
    ...TOKEN,
  ],
  parameters: [
    REPOSITORY,
    { name: 'ArtifactName', value: 'app-launches', description: 'The input artifact-name of the action.' },
    FORMAT,
  ],
  functions: [
    ['GitHub', 'github'],
    ['OpenZip', 'open-zip'],
    ['OpenSnapshot', 'open-artifact'],
  ],
};

const FOLDER: QuerySource = {
  path: 'queries/folder.pq',
  about: [
    'Reads a snapshot in a folder, such as an unzipped artifact, in Power BI Desktop and in Excel. The service would need a',
    'gateway.',
    ...PASTE,
  ],
  parameters: [
    {
      name: 'SnapshotFolder',
      value: 'C:\\app-launches',
      description: 'The folder in which manifest.json stands, with its drive.',
    },
    FORMAT,
  ],
  functions: [
    ['PathKey', 'path-key'],
    ['FileReader', 'file-reader'],
    ['OpenSnapshot', 'open-folder'],
  ],
};

const DATA_LAKE: QuerySource = {
  path: 'queries/data-lake.pq',
  about: [
    'Reads the Delta tables of publish: data-lake in Azure Data Lake Storage or in OneLake, in Power BI Desktop and in the',
    'service. Not seen yet against a real lake.',
    ...PASTE,
    'Credential: organizational account or service principal, with Storage Blob Data Reader or, in OneLake, a role in the',
    'workspace.',
  ],
  parameters: [
    {
      name: 'DataLake',
      value: 'https://contoso.dfs.core.windows.net/usage/power-apps',
      description: 'The input data-lake-url, with dfs for blob: the folder in which launches stands.',
    },
  ],
  functions: [],
  readsDelta: true,
};

/** All places. */
export const SOURCES: readonly QuerySource[] = [BRANCH, ARTIFACT, FOLDER, DATA_LAKE];
