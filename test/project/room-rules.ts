import { dirname, join, normalize } from 'node:path';

/** The source files by path, such as `src/main.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** A folder (`src/stores/`) or a file. */
type Place = string;

const ANYWHERE: readonly Place[] = ['src/'];

/**
 * Every package and every module of Node.js that may be imported, and where; what may be anywhere is pure. A new one is
 * named here first.
 */
const MODULES: ReadonlyMap<string, readonly Place[]> = new Map([
  ['@actions/artifact', ['src/host.ts']],
  ['@actions/cache', ['src/host.ts']],
  ['@actions/core', ['src/host.ts']],
  ['@azure/msal-node', ['src/entra/']],
  ['node-fetch', ['src/http/send.ts']],
  ['node:child_process', ['src/stores/branch/git.ts']],
  ['node:fs', ['src/inputs/', 'src/stores/']],
  ['node:fs/promises', ['src/read-file.ts', 'src/sources/exports/', 'src/stores/']],
  ['node:http', ['src/http/send.ts']],
  ['node:https', ['src/http/send.ts']],
  ['node:os', ['src/inputs/run-context.ts']],
  ['node:path', ['src/inputs/', 'src/stores/']],
  ['node:stream', ['src/stores/']],
  ['node:stream/promises', ['src/http/send.ts', 'src/sources/exports/', 'src/stores/']],
  ['node:timers/promises', ['src/host.ts']],
  ['node:v8', ['src/sources/activity-feed/heap.ts']],
  ['node:worker_threads', ['src/host.ts', 'src/sources/activity-feed/']],
  ['yauzl', ['src/stores/artifact/']],
  ['csv-parse', ['src/sources/exports/']],
  ['csv-parse/sync', ANYWHERE],
  ['csv-stringify/sync', ANYWHERE],
  ['d3-array', ANYWHERE],
  ['hyparquet', ANYWHERE],
  ['hyparquet/src/column.js', ANYWHERE],
  ['hyparquet-writer', ANYWHERE],
  ['node:crypto', ANYWHERE],
  ['node:string_decoder', ANYWHERE],
  ['node:zlib', ANYWHERE],
  ['p-limit', ANYWHERE],
  ['p-map', ANYWHERE],
  ['zod', ANYWHERE],
]);

const isPure = (module: string): boolean => MODULES.get(module) === ANYWHERE;

/** Rooms without I/O, with all that they import. */
const PURE_ROOMS = ['src/launches/', 'src/snapshot/', 'src/sync/'];

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  /** The files that do so; no other may. */
  readonly files: readonly Place[];
}

/** Names in code, not calls: so that no other name hides one. */
const RULES: readonly Rule[] = [
  {
    what: 'opens connections',
    // `fetch first` is what git says.
    pattern: /(?<![.\w])fetch\b(?! first)|\b(?:WebSocket|WebSocketStream|EventSource|XMLHttpRequest)\b/,
    files: ['src/http/send.ts'],
  },
  {
    what: 'reaches what no import names',
    pattern:
      /\b(?:globalThis|getBuiltinModule|createRequire|require|eval|Function)\b|(?<![.\w])global\b|\bimport\((?!')/,
    files: [],
  },
  {
    // git talks to its remote by itself; the others wait for something other than an answer.
    what: 'waits',
    pattern: /\b(?:sleep|setTimeout|setInterval|Atomics)\b|\bAbortSignal\.timeout\b/,
    files: [
      'src/clock.ts',
      'src/commands/publish.ts',
      'src/host.ts',
      'src/http/client.ts',
      'src/http/send.ts',
      'src/sources/activity-feed/blob-thread.ts',
      'src/sources/activity-feed/heap.ts',
      'src/sources/activity-feed/limiter.ts',
      'src/sources/audit-search/run-queries.ts',
      'src/stores/branch/repository.ts',
      'src/stores/cache.ts',
      'src/stores/create-store.ts',
      'src/stores/disk.ts',
    ],
  },
  {
    what: 'reads the clock',
    pattern:
      /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^\s)])|(?<!new )\bDate\(|\b(?:performance|hrtime)\b|=\s*Date\b(?!\.)/,
    files: ['src/host.ts'],
  },
  {
    what: 'makes chance',
    pattern:
      /\bMath\.random\b|=\s*Math\b(?!\.)|\b(?:randomUUID|randomBytes|randomInt|randomFill(?:Sync)?|getRandomValues|webcrypto|generateKey\w*)\b/,
    files: ['src/host.ts'],
  },
  { what: 'reaches the process', pattern: /(?<![.\w])process\b/, files: ['src/host.ts', 'src/index.ts'] },
];

/** Comments and literals of text; a name between two apostrophes is no code. */
const NOT_CODE = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

/** Returns the code of a file, without its comments and texts, but with what stands in the braces of a template. */
const codeOf = remembering((text) =>
  text.replaceAll(NOT_CODE, (found) => {
    if (found.startsWith("'")) return "''";
    if (!found.startsWith('`')) return ' ';
    return ` ${[...found.matchAll(/\$\{([^}]*)\}/g)].map(([, code]) => code).join(' ')} `;
  }),
);

const withoutComments = remembering((text) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''));

/** The same texts are looked at for each change of one. */
function remembering(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const changed = known.get(text) ?? change(text);
    known.set(text, changed);
    return changed;
  };
}

/** Returns what a file imports, static or not: packages by name, files of the project by path; of types alone too when asked. */
export function importsOf(sources: Sources, file: string, withTypes: boolean): readonly string[] {
  const text = withoutComments(sources.get(file) ?? '');
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s*)?['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\bimport\(\s*()'([^']+)'/g),
  ];
  return found
    .filter(([, type]) => withTypes || !type)
    .map(([, , target = '']) =>
      target.startsWith('.') ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : target,
    );
}

/** Returns each break of the rules as "file: what it does". */
export function breaksOf(sources: Sources): readonly string[] {
  const files = [...sources.keys()];
  const byModule = files.flatMap((file) =>
    importsOf(sources, file, false)
      .filter((target) => !target.startsWith('src/') && !isAt(file, MODULES.get(target) ?? []))
      .map((target) => `${file}: imports ${target}`),
  );
  const byName = RULES.flatMap(({ what, pattern, files: allowed }) => [
    ...files
      .filter((file) => doesSo(file, pattern) && !allowed.includes(file))
      .map((file) => `${file}: ${what}`),
    ...allowed.filter((file) => !doesSo(file, pattern)).map((file) => `${file}: no longer ${what}`),
  ]);
  return [...byModule, ...byName, ...impurities(sources)];

  function doesSo(file: string, pattern: RegExp): boolean {
    return pattern.test(codeOf(sources.get(file) ?? ''));
  }
}

function isAt(file: string, places: readonly Place[]): boolean {
  return places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

/** Returns what a pure room imports that is not pure, by itself or by way of others. */
function impurities(sources: Sources): readonly string[] {
  const reached = new Set<string>();
  const found: string[] = [];
  const follow = (file: string, way: readonly string[]): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const target of importsOf(sources, file, false)) {
      const on = [...way, target];
      if (target.startsWith('src/')) follow(target, on);
      else if (!isPure(target)) found.push(`${on.join(' -> ')}: is not pure`);
    }
    if (way.length > 1 && RULES.some((rule) => rule.files.includes(file)))
      found.push(`${way.join(' -> ')}: is not pure`);
  };
  for (const file of sources.keys()) if (isAt(file, PURE_ROOMS)) follow(file, [file]);
  return found;
}
