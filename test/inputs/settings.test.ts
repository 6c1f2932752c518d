import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError, type InputProblem } from '../../src/errors.ts';
import { readSettings, type Settings, secretsOf } from '../../src/inputs/settings.ts';

const NOW = new Date('2026-11-22T10:00:00.500Z');
const TENANT = '11111111-2222-3333-4444-555555555555';
const CLIENT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const KEY = '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0';
const WORKSPACE = resolve('workspace');
const PEM = readFileSync(new URL('../entra/fixtures/test-only.pem', import.meta.url), 'utf8');
const CERTIFICATE = PEM.slice(PEM.indexOf('-----BEGIN'), PEM.indexOf('-----BEGIN PRIVATE'));
const DAY_MS = 86_400_000;

type Inputs = Readonly<Record<string, string>>;

function settingsOf(inputs: Inputs = {}): Settings {
  const given: Inputs = { 'tenant-id': TENANT, 'client-id': CLIENT, 'data-key': KEY, ...inputs };
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return readSettings({ ...Object.fromEntries(variables), GITHUB_WORKSPACE: WORKSPACE }, NOW);
}

function problemsOf(inputs: Inputs): readonly InputProblem[] {
  try {
    settingsOf(inputs);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

function keyPem(pair: {
  readonly privateKey: { export(o: { type: 'pkcs8'; format: 'pem' }): string | Buffer };
}): string {
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

test('takes the defaults of the design where nothing, or nothing but blanks, is given', () => {
  expect(settingsOf({ cloud: '  ', 'retention-days': '' })).toEqual({
    command: 'sync',
    tenantId: TENANT,
    clientId: CLIENT,
    credential: { kind: 'oidc' },
    cloud: 'commercial',
    managementApiUrl: 'https://manage.office.com',
    entraUrl: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    audiences: ['https://manage.office.com'],
    federationAudience: 'api://AzureADTokenExchange',
    strangeHosts: [],
    appInventory: { mode: 'none' },
    deliveries: {
      powerBi: {
        url: 'https://api.powerbi.com',
        audience: 'https://analysis.windows.net/powerbi/api',
        models: [],
      },
      dataverse: undefined,
    },
    publisherId: TENANT,
    operations: [
      ...['LaunchPowerApp', 'DeletePowerApp', 'AdminDeletePowerApp', 'AdminDeleteApp'],
      ...['AdminRestoreDeletedApp', 'PromotePowerAppVersion'],
    ],
    lookbackMs: 7 * DAY_MS,
    intervalMs: DAY_MS,
    overlapMs: DAY_MS / 12,
    history: 'none',
    historyReachMs: 180 * DAY_MS,
    historyWaitMs: DAY_MS / 144,
    window: { kind: 'watermark' },
    imports: [],
    importCovers: undefined,
    users: { mode: 'pseudonym', dataKey: KEY },
    timeZone: 'UTC',
    formats: ['csv', 'parquet'],
    directory: {
      relative: 'app-launches',
      absolute: join(WORKSPACE, 'app-launches'),
      workspace: WORKSPACE,
    },
    publish: { artifact: true, branch: false, dataLake: false },
    artifactName: 'app-launches',
    retentionDays: undefined,
    branch: 'app-launches',
    branchHistory: 'keep',
    keepMs: undefined,
    appCatalog: undefined,
    concurrency: 8,
    requestsPerMinute: 1800,
    deadlineMs: 2_700_000,
    cacheKey: 'audit-log-sync',
    allowPublicRepository: false,
    githubToken: '',
    strict: false,
  });
});

test('freezes the settings at every depth and leaves the clock that was passed in alone', () => {
  const settings = settingsOf({ 'start-time': '2026-11-20' });
  for (const value of [settings, settings.users, settings.operations, settings.directory, settings.window]) {
    expect(Object.isFrozen(value)).toBe(true);
  }
  expect(Object.isFrozen(NOW)).toBe(false);
});

test('lists every problem at once, and no secret in any of them', () => {
  const secretId = '99999999-2222-3333-4444-555555555555';
  const act = () =>
    settingsOf({
      'tenant-id': 'contoso.com',
      'client-id': '',
      'client-secret': secretId,
      'data-key': 'too short',
      cloud: 'mars',
    });
  expect(act).toThrow(InputError);
  expect(act).toThrow(/5 inputs are wrong/);
  expect(act).toThrow(
    /tenant-id: is not a GUID but a text of 11 characters\. Copy "Directory \(tenant\) ID"/,
  );
  expect(act).toThrow(/client-id: is required/);
  expect(act).toThrow(/client-secret: is a GUID, which is the ID of a secret and not its value/);
  expect(act).toThrow(/data-key: decodes to fewer than 32 bytes.*openssl rand -hex 32/);
  expect(act).toThrow(/cloud \("mars"\)/);
  expect(act).not.toThrow(new RegExp(`${secretId}|too short`));
});

test.each([
  ['https://me:S3cret@gateway.example/a', 'https://…@gateway.example/a'],
  ['https://me:S3cret@gateway.example:x', 'https://…@gateway.example:x'],
  ['http://S3cret@gateway.example?S3cret', 'http://…@gateway.example?…'],
  ['https://gateway.example/?code=S3cret', 'https://gateway.example/?…'],
  ['https://gateway.example/#S3cret', 'https://gateway.example/?…'],
  ['me:S3cret@gateway.example', 'me:…@gateway.example'],
])('shows no secret of the address %s', (address, shown) => {
  const act = () => settingsOf({ 'service-urls': `management-api=${address}` });
  expect(act).toThrow(`service-urls (${JSON.stringify(`management-api=${shown}`)}): `);
  expect(act).not.toThrow(/S3cret/);
});

test('needs the workspace, and names it once', () => {
  const environment = { 'INPUT_TENANT-ID': TENANT, 'INPUT_CLIENT-ID': CLIENT, INPUT_USERS: 'none' };
  expect(() => readSettings(environment, NOW)).toThrow(/An input is wrong:\n- GITHUB_WORKSPACE: is not set/);
});

describe('accepts', () => {
  const accepted: readonly (readonly [Inputs, Partial<Settings>])[] = [
    [{ 'tenant-id': ` ${TENANT.toUpperCase()} ` }, { tenantId: TENANT }],
    [{ 'client-id': CLIENT.toUpperCase() }, { clientId: CLIENT }],
    [{ 'publisher-id': CLIENT.toUpperCase() }, { publisherId: CLIENT }],
    [{ 'client-secret': ' s3cr~t ' }, { credential: { kind: 'secret', secret: 's3cr~t' } }],
    [{ 'client-certificate': PEM }, { credential: { kind: 'certificate', certificate: PEM.trim() } }],
    [{ 'client-certificate': PEM.replaceAll('\n', '\r\n') }, {}],
    [{ 'client-certificate': PEM.replaceAll('\n', '\\n') }, {}],
    [{ 'client-certificate': PEM.replaceAll('\n', ' ') }, {}],
    [{ 'client-certificate': PEM.replaceAll('\n', '\n  ') }, {}],
    ...(['gcc', 'gcc-high', 'dod', 'china'] as const).map((cloud) => {
      const suffix = { gcc: '', 'gcc-high': 'USGov', dod: 'USGov', china: 'China' }[cloud];
      return [{ cloud }, { federationAudience: `api://AzureADTokenExchange${suffix}` }] as const;
    }),
    [{ command: 'Check' }, { command: 'check' }],
    [
      { cloud: 'GCC-High' },
      {
        cloud: 'gcc-high',
        managementApiUrl: 'https://manage.office365.us',
        entraUrl: 'https://login.microsoftonline.us',
        audiences: ['https://manage.office365.us'],
      },
    ],
    [
      { 'service-urls': 'management-api=https://gateway.example/audit/' },
      { managementApiUrl: 'https://gateway.example/audit', audiences: ['https://manage.office.com'] },
    ],
    [
      {
        'service-urls':
          ' Entra = https://login.new.example/\r\n\nmanagement-api=https://manage.new.example\n',
      },
      {
        audiences: ['https://manage.office.com', 'https://manage.new.example'],
        entraUrl: 'https://login.new.example',
        strangeHosts: ['login.new.example', 'manage.new.example'],
      },
    ],
    [
      { 'service-urls': 'management-api=http://127.0.0.1:8080/\nentra=http://[::1]:8081' },
      {
        managementApiUrl: 'http://127.0.0.1:8080',
        entraUrl: 'http://[::1]:8081',
        audiences: ['https://manage.office.com', 'http://127.0.0.1:8080'],
      },
    ],
    [
      { operations: 'LaunchPowerApp\n  launchpowerapp, Share.App-1_x ,' },
      { operations: ['LaunchPowerApp', 'Share.App-1_x'] },
    ],
    [
      { lookback: '30 days', interval: '36 HOURS', overlap: '0 minutes', keep: '1 month' },
      { lookbackMs: 30 * DAY_MS, intervalMs: 1.5 * DAY_MS, overlapMs: 0, keepMs: 31 * DAY_MS },
    ],
    [
      { lookback: '1 week', interval: '90 second', overlap: '5minutes' },
      { lookbackMs: 7 * DAY_MS, intervalMs: 90_000, overlapMs: 300_000 },
    ],
    [{ users: 'name' }, { users: { mode: 'name', dataKey: KEY } }],
    [{ users: 'none', 'data-key': '' }, { users: { mode: 'none', dataKey: undefined } }],
    [{ 'time-zone': 'europe/berlin' }, { timeZone: 'Europe/Berlin' }],
    [{ formats: 'Parquet,csv' }, { formats: ['csv', 'parquet'] }],
    [{ formats: 'parquet' }, { formats: ['parquet'] }],
    [{ publish: 'branch' }, { publish: { artifact: false, branch: true, dataLake: false } }],
    [{ publish: 'both' }, { publish: { artifact: true, branch: true, dataLake: false } }],
    [{ publish: 'artifact, branch' }, { publish: { artifact: true, branch: true, dataLake: false } }],
    [{ publish: 'none' }, { publish: { artifact: false, branch: false, dataLake: false } }],
    [
      { 'retention-days': '400', concurrency: '64', 'requests-per-minute': '60000' },
      { retentionDays: 400, concurrency: 64, requestsPerMinute: 60_000 },
    ],
    [
      { 'branch-history': 'squash', branch: 'data/app-launches' },
      { branchHistory: 'squash', branch: 'data/app-launches' },
    ],
    [
      { strict: 'TRUE', 'allow-public-repository': 'True' },
      { strict: true, allowPublicRepository: true },
    ],
    [{ 'github-token': 'ghs_x' }, { githubToken: 'ghs_x' }],
  ];
  test.each(accepted)('%j', (inputs, expected) => {
    expect(settingsOf(inputs)).toMatchObject(expected);
  });
});

describe('reads a window', () => {
  const windows: readonly (readonly [string, string, string, string])[] = [
    ['2026-11-20', '2026-11-21', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-20T06:30', '', '2026-11-20T06:30:00.000Z', NOW.toISOString()],
    ['2026-11-20T06:30:15.25+02:00', '2027-01-01', '2026-11-20T04:30:15.250Z', NOW.toISOString()],
    ['2026-11-20 06:30:15-0530', '2026-11-20T12:00:01Z', '2026-11-20T12:00:15.000Z', 'refused'],
    [
      '2026-11-20T06:30:15+01',
      '2026-11-20t05:30:16z',
      '2026-11-20T05:30:15.000Z',
      '2026-11-20T05:30:16.000Z',
    ],
    ['2026-11-15T10:00:00.500Z', '', '2026-11-15T10:00:00.500Z', NOW.toISOString()],
  ];
  test.each(windows)('%s to %s', (start, end, expectedStart, expectedEnd) => {
    const inputs = { 'start-time': start, 'end-time': end };
    if (expectedEnd === 'refused') {
      expect(problemsOf(inputs)).toMatchObject([{ input: 'end-time', problem: 'is not after start-time' }]);
    } else {
      const expected = { kind: 'manual', start: new Date(expectedStart), end: new Date(expectedEnd) };
      expect(settingsOf(inputs).window).toEqual(expected);
    }
  });
});

describe('refuses', () => {
  const refused: readonly (readonly [string, Inputs, RegExp])[] = [
    ['tenant-id', { 'tenant-id': '' }, /is required/],
    [
      'client-secret',
      { 'client-secret': 'a', 'client-certificate': PEM },
      /together with client-certificate/,
    ],
    ['client-certificate', { 'client-certificate': 'MIIKdwIBAzCC' }, /no CERTIFICATE block/],
    ['client-certificate', { 'client-certificate': CERTIFICATE }, /no PRIVATE KEY block/],
    [
      'client-certificate',
      { 'client-certificate': CERTIFICATE + keyPem(generateKeyPairSync('rsa', { modulusLength: 2048 })) },
      /another certificate/,
    ],
    [
      'client-certificate',
      { 'client-certificate': CERTIFICATE + keyPem(generateKeyPairSync('rsa', { modulusLength: 1024 })) },
      /not RSA of 2048 bits/,
    ],
    [
      'client-certificate',
      { 'client-certificate': CERTIFICATE + keyPem(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
      /not RSA/,
    ],
    [
      'client-certificate',
      { 'client-certificate': PEM.replace(/(BEGIN PRIVATE KEY-----\n).{20}/, '$1') },
      /private key that cannot be read/,
    ],
    [
      'client-certificate',
      { 'client-certificate': PEM.replace(/(BEGIN CERTIFICATE-----\n).{20}/, '$1') },
      /certificate that cannot be read/,
    ],
    [
      'client-certificate',
      { 'client-certificate': PEM.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY') },
      /encrypted private key/,
    ],
    ...['\u201cghs_x\u201d', 'ghs_x\nghs_y', 'Bearer ghs_x'].map(
      (token) => ['github-token', { 'github-token': token }, /has a character that no token has/] as const,
    ),
    ['publisher-id', { 'publisher-id': 'contoso' }, /not a GUID/],
    ['command', { command: 'delete' }, /not known.*sync, import, check/],
    ...['http://manage.office.com', 'ftp://127.0.0.1', 'http://127.0.0.1.example.com'].map(
      (url) =>
        [
          'service-urls',
          { 'service-urls': `management-api=${url}` },
          /address of management-api does not use https/,
        ] as const,
    ),
    ['service-urls', { 'service-urls': 'entra=login.microsoftonline.com' }, /not a URL/],
    ['service-urls', { 'service-urls': 'entra=https://me:pw@login.example' }, /names a user/],
    ['service-urls', { 'service-urls': 'entra=https://login.example/?x' }, /query/],
    ['service-urls', { 'service-urls': 'https://login.example' }, /names no service/],
    ['service-urls', { 'service-urls': 'login=https://login.example' }, /names no service/],
    [
      'service-urls',
      { 'service-urls': 'graph=https://a.example\ngraph=https://b.example' },
      /graph is given twice/,
    ],
    [
      'service-urls',
      { 'service-urls': 'entra=x\ngraph=ftp://y' },
      /entra is not a URL; the address of graph does not use https/,
    ],
    ['operations', { operations: ', \n' }, /names no operation/],
    ['operations', { operations: 'Launch Power App' }, /item 1 is not an operation name/],
    ...[
      '0 days',
      '-1 days',
      '1.5 days',
      '7',
      'days',
      '1 year',
      '1 dayss',
      '1 day 2 hours',
      '99999999 days',
    ].map((lookback) => ['lookback', { lookback }, /"N unit", for example "7 days"/] as const),
    ['interval', { interval: '0 hours' }, /longer than zero/],
    ['overlap', { overlap: '0' }, /"2 hours"/],
    ['keep', { keep: 'forever' }, /"13 months"/],
    ['end-time', { 'end-time': '2026-11-21' }, /without start-time/],
    ['end-time', { 'start-time': '2026-11-21', 'end-time': '2026-11-21' }, /not after start-time/],
    ['start-time', { 'start-time': '2026-11-22T10:00:01Z' }, /in the future/],
    ['start-time', { 'start-time': '2026-11-15T10:00:00Z' }, /7 days ago.*2026-11-15T10:00:01Z/],
    ...[
      '2026-02-30',
      '2026-13-01',
      '2026-11-21T24:00',
      '2026-11-21T10',
      '21.11.2026',
      '2026-11-21T10:00+99:00',
    ].map((start) => ['start-time', { 'start-time': start }, /not an instant.*ISO 8601/] as const),
    ['users', { users: 'email' }, /pseudonym, name, none/],
    ['data-key', { 'data-key': '' }, /required.*openssl rand -hex 32/],
    ...['Berlin', '+02:00', 'Europe/Berlin2'].map(
      (zone) => ['time-zone', { 'time-zone': zone }, /IANA time zone/] as const,
    ),
    ['formats', { formats: 'csv, xlsx' }, /csv, parquet/],
    ['formats', { formats: ',' }, /csv, parquet/],
    ['publish', { publish: 'none, branch' }, /none together/],
    ['publish', { publish: 'pages' }, /artifact, branch, data-lake, both, none/],
    ['directory', { directory: '../elsewhere' }, /outside the workspace/],
    ['app-catalog', { 'app-catalog': '/etc/passwd' }, /outside the workspace/],
    ...['a:b', 'a/b', 'a\\b', 'a"b', 'a?b', 'a\nb'].map(
      (name) => ['artifact-name', { 'artifact-name': name }, /artifact name/] as const,
    ),
    ...['0', '401', '1.5', '-1', 'ninety', '1e2'].map(
      (days) => ['retention-days', { 'retention-days': days }, /from 1 to 400/] as const,
    ),
    ...[
      '-x',
      '/x',
      'x/',
      'x//y',
      'x..y',
      'x y',
      'x~1',
      'x^',
      'x:y',
      'x?',
      'x*',
      'x[',
      'x\\y',
      'x@{y',
      '@',
      'HEAD',
      '.x',
      'a/.b',
      'x.lock',
      'x.lock/y',
      'x.',
      'a\u0007b',
    ].map((branch) => ['branch', { branch }, /not a branch name/] as const),
    ['branch', { branch: 'refs/heads/data' }, /full ref/],
    ['branch-history', { 'branch-history': 'rebase' }, /keep, squash/],
    ['concurrency', { concurrency: '65' }, /from 1 to 64/],
    ['requests-per-minute', { 'requests-per-minute': '0' }, /from 1 to 60000/],
    ['cache-key', { 'cache-key': 'a,b' }, /no comma/],
    ['cache-key', { 'cache-key': 'k'.repeat(201) }, /200 characters/],
    ['strict', { strict: 'yes' }, /true or false/],
    ['allow-public-repository', { 'allow-public-repository': 'tRUE' }, /true or false/],
  ];
  test.each(refused)('%s: %j', (input, inputs, expected) => {
    const problems = problemsOf(inputs);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.input).toBe(input);
    expect(`${problems[0]?.problem}. ${problems[0]?.remedy}`).toMatch(expected);
  });
});

describe('every secret is named for masking, also where the inputs are wrong', () => {
  const named = (inputs: Inputs) =>
    secretsOf(
      Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    );

  test('as given, and each line', () => {
    const inputs = {
      'client-secret': ' s3cr~t ',
      'github-token': 'ghs_x',
      'data-key': 'too short',
      users: 'none',
    };
    expect(named(inputs)).toEqual(expect.arrayContaining(['s3cr~t', 'ghs_x', 'too short']));
    expect(named({ 'client-secret': 'first line\r\nsecond line\nx' })).toEqual(
      expect.arrayContaining(['first line', 'second line']),
    );
    expect(named({ 'client-secret': 'first line\nx' })).not.toContain('x');
    expect(named({})).toEqual([]);
  });

  test.each([
    ['as OpenSSL writes it', PEM],
    ['with line ends of Windows', PEM.replaceAll('\n', '\r\n')],
    ['with blanks for line ends', PEM.replaceAll('\n', ' ')],
    ['with \\n for line ends', PEM.replaceAll('\n', '\\n')],
    ['cut short, so that it is none', PEM.slice(0, -300)],
  ])('a PEM %s: in the forms that it is rebuilt to, too', (_, pem) => {
    const masks = named({ 'client-certificate': pem });
    const lines = pem.split(/\s+|\\n/).filter((text) => /^[A-Za-z0-9+/]{64}$/.test(text));
    expect(lines.length).toBeGreaterThan(20);
    expect(masks).toEqual(expect.arrayContaining(lines));
    expect(masks).not.toContain('-----BEGIN PRIVATE KEY-----');
  });

  test('a PEM in base64, with and without the line end of its file', () => {
    const masks = named({ 'client-certificate': PEM });
    for (const text of [PEM, PEM.trim()]) {
      const base64 = Buffer.from(text).toString('base64');
      const shown = masks.reduce((rest, mask) => rest.replaceAll(mask, '***'), base64);
      expect(shown.length).toBeLessThan(10);
    }
  });

  test('a key of the older form is masked as PKCS #8, which it is rebuilt to', () => {
    const key = createPrivateKey(PEM.slice(PEM.indexOf('-----BEGIN PRIVATE')));
    const older = key.export({ type: 'pkcs1', format: 'pem' }).toString();
    const masks = named({ 'client-certificate': `${CERTIFICATE}${older}` });
    const rebuilt = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    const lines = rebuilt.split('\n').filter((line) => line.length === 64);
    expect(masks).toEqual(expect.arrayContaining([rebuilt, ...lines]));
  });
});

describe('a secret in the wrong input is not shown', () => {
  test.each([
    ['tenant-id', 'abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789'],
    ['client-id', '12345678-1234-1234-1234-12345678901x'],
    ['publisher-id', KEY],
    ['cloud', 'ghs_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['command', 'github_pat_11ABCDEFG0abcdefghijkl'],
    ['users', 'abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789'],
    ['time-zone', `x ${KEY} y`],
    ['branch', `${PEM}`],
    ['lookback', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9'],
    ['service-urls', `entra ${KEY}`],
    ['service-urls', `entra=${KEY}`],
    ['service-urls', `entra=http://${KEY}.example.com/x`],
    ['operations', 'LaunchPowerApp, abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789'],
    ['directory', '../Zm9v/YmFy+QUJD/MTIzNDU2/Nzg5MGFi/Y2Rl/ZmdoaWo='],
    ['app-catalog', '../Zm9v/YmFy+QUJD/MTIzNDU2/Nzg5MGFi/Y2Rl/ZmdoaWo='],
    ['branch', '.x[7kL:?p@9dQzWeR=tY&uI*oP'],
    ['artifact-name', '.x[7kL:?p@9dQzWeR=tY&uI*oP'],
    ['cache-key', `${KEY},`],
    ['formats', KEY],
    ['publish', KEY],
    ['retention-days', KEY],
    ['strict', KEY],
    ['start-time', KEY],
  ])('%s: %s', (input, value) => {
    const problems = problemsOf({ [input]: value });
    expect(problems.map((problem) => problem.input)).toEqual([input]);
    const told = JSON.stringify(problems);
    for (const word of value.split(/\s+|,|=(?!$)/).filter((each) => each.length > 14))
      expect(told).not.toContain(word);
  });

  test('its length is told, and why it is not shown', () => {
    const [problem] = problemsOf({ branch: '.x[7kL:?p@9dQzWeR=tY&uI*oP' });
    expect(problem).toMatchObject({
      value: undefined,
      problem: 'is not a branch name (its 26 characters may be a secret and are not shown)',
    });
  });

  test.each([
    ['cloud', 'mars'],
    ['branch', 'a branch with blanks'],
    ['time-zone', 'Europe/Springfield'],
    ['operations', 'LaunchPowerApp, Launch PowerApp!'],
    ['start-time', '2026-11-31T06:00:00.000+01:00'],
    ['directory', '../app-launches/of-contoso'],
    ['service-urls', 'entra=http://gateway-1.eu.contoso.example/sign-in'],
  ])('what is none is: %s', (input, value) => {
    expect(problemsOf({ [input]: value })).toMatchObject([{ input, value }]);
  });
});

describe('a secret in an input that would take it is refused: it would stand in names that others can read', () => {
  const names = ['cache-key', 'branch', 'artifact-name', 'directory', 'app-catalog', 'operations'];
  test.each(names)('%s with the value of another input in it', (input) => {
    for (const [secret, value] of [
      ['data-key', KEY],
      ['client-secret', 'abc8Q_defghijklmnopqrstuvw'],
    ] as const) {
      const [found, ...others] = problemsOf({ [secret]: value, [input]: `app-${value}` });
      expect(others).toEqual([]);
      expect(found).toMatchObject({ input, value: undefined });
      expect(found?.problem).toBe(`holds the value of ${secret}, and this input is no secret`);
    }
  });

  test.each([
    ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
    ['a fine-grained token of GitHub', `github_pat_${'a1B2'.repeat(12)}`],
    ['a client secret', `abc8Q~${'a1.~B2'.repeat(5)}`],
    ['a JSON Web Token', `eyJ${'a1B2'.repeat(6)}.${'a1B2'.repeat(6)}.x`],
  ])('%s', (_, value) => {
    expect(problemsOf({ 'cache-key': value })).toEqual([
      {
        input: 'cache-key',
        value: undefined,
        problem: 'looks like a secret, and this input is no secret',
        remedy: 'Give another value, and change the secret where this workflow has run before',
      },
    ]);
  });

  test('names that hold a GUID, a digest or a date are taken', () => {
    for (const name of [TENANT, 'a'.repeat(40), `sync-${'0123456789abcdef'.repeat(4)}`, '2026-11-22'])
      expect(settingsOf({ 'cache-key': name }).cacheKey).toBe(name);
  });
});

describe('a data key that was not made by chance is refused in every mode, and what to do is said', () => {
  const bytesUp = (step: number) =>
    Buffer.from(Array.from({ length: 32 }, (_, index) => index * step)).toString('hex');
  const words = Buffer.from('correct horse battery staple, correct horse').toString('base64');
  test.each([
    ['32 equal letters', 'k'.repeat(32), 'decodes to fewer than 32 bytes'],
    ['64 equal letters', 'k'.repeat(64), 'fewer than 16 different bytes'],
    ['64 equal digits', '7'.repeat(64), 'fewer than 16 different bytes'],
    ['a repeated word', 'password'.repeat(8), 'fewer than 16 different bytes'],
    ['counting up in hex', '0123456789abcdef'.repeat(4), 'fewer than 16 different bytes'],
    ['a repeated word of seven letters', 'secrets'.repeat(8), 'repeats itself'],
    ['16 bytes twice', '7d1f0a93c5e8264b9ad0713e5fc2b846'.repeat(2), 'repeats itself'],
    ['counting up in bytes', bytesUp(1), 'counts in equal steps'],
    ['counting up in fives', bytesUp(5), 'counts in equal steps'],
    [
      'the alphabet of base64',
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
      'counts in equal steps',
    ],
    ['31 bytes', KEY.slice(2), 'decodes to fewer than 32 bytes'],
    ['a sentence in base64, which repeats itself', words, 'fewer than 16 different bytes'],
    ['a sentence', 'correct horse battery staple, correct horse', 'is neither hex nor base64'],
    ['half a byte too many', `${KEY}0`, 'is neither hex nor base64'],
  ])('%s', (_, key, problem) => {
    for (const users of ['pseudonym', 'name', 'none']) {
      const [found, ...others] = problemsOf({ users, 'data-key': key });
      expect(others).toEqual([]);
      expect(found).toMatchObject({ input: 'data-key', value: undefined });
      expect(found?.problem).toContain(problem);
      expect(found?.remedy).toMatch(/openssl rand -hex 32.*PowerShell.*GetBytes\(32\)/);
    }
  });

  test.each(['hex', 'base64', 'base64url'] as const)('32 bytes by chance are taken in %s', (encoding) => {
    const key = Buffer.from(KEY, 'hex').toString(encoding);
    expect(settingsOf({ 'data-key': key }).users.dataKey).toBe(key);
  });
});

describe('history: graph', () => {
  test.each(['commercial', 'gcc'])(
    'works in the cloud %s, at the address of Microsoft Graph or of a gateway',
    (cloud) => {
      const graph = { history: 'graph', cloud };
      expect(settingsOf(graph).graphUrl).toBe('https://graph.microsoft.com');
      const gateway = settingsOf({ ...graph, 'service-urls': 'graph=https://gateway.example/graph' });
      expect(gateway.graphUrl).toBe('https://gateway.example/graph');
    },
  );

  test.each(['gcc-high', 'dod', 'china'])(
    'is refused in the cloud %s, which has no audit search',
    (cloud) => {
      expect(() => settingsOf({ history: 'graph', cloud })).toThrow(
        `history ("graph"): cannot be graph in the cloud ${cloud}. Leave history out`,
      );
      expect(settingsOf({ history: 'none', cloud }).history).toBe('none');
    },
  );

  test('takes durations of its own', () => {
    const settings = settingsOf({
      history: 'graph',
      'history-reach': '2 months',
      'history-wait': '0 minutes',
    });
    expect([settings.historyReachMs, settings.historyWaitMs]).toEqual([62 * DAY_MS, 0]);
  });
});

describe('app-inventory', () => {
  test.each<[string, Readonly<Record<string, string>>, unknown]>([
    ['nothing', {}, { mode: 'none' }],
    [
      'the Power Platform API',
      { 'app-inventory': 'Power-Platform' },
      {
        mode: 'power-platform',
        url: 'https://api.powerplatform.com',
        audience: 'https://api.powerplatform.com',
      },
    ],
    [
      'the admin API of another cloud',
      { 'app-inventory': 'admin', cloud: 'gcc-high' },
      {
        ...{ mode: 'admin', environmentsUrl: 'https://high.api.bap.microsoft.us' },
        ...{ appsUrl: 'https://high.api.powerapps.us', audience: 'https://high.service.powerapps.us' },
      },
    ],
    [
      'the admin API behind a gateway, with tokens for the cloud',
      { 'app-inventory': 'admin', 'service-urls': 'bap=https://gateway.example/bap/' },
      {
        ...{ mode: 'admin', environmentsUrl: 'https://gateway.example/bap' },
        ...{ appsUrl: 'https://api.powerapps.com', audience: 'https://service.powerapps.com' },
      },
    ],
  ])('%s', (_, inputs, expected) => {
    expect(settingsOf(inputs).appInventory).toEqual(expected);
  });

  test.each<[Readonly<Record<string, string>>, string]>([
    [{ 'app-inventory': 'all' }, 'is not known. Use none, power-platform, admin'],
    [{ 'app-inventory': 'power-platform', cloud: 'gcc' }, 'works with cloud: commercial alone. Use admin'],
  ])('%j is refused', (inputs, problem) => {
    expect(() => settingsOf(inputs)).toThrow(problem);
  });
});
