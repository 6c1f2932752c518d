import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parquetRead } from 'hyparquet';
import { pseudonymOf } from '../../simulator/pseudonyms.ts';
import { git } from '../../simulator/runner/git.ts';
import type { ActionRun } from '../../simulator/runner/run-action.ts';
import type { Runner } from '../../simulator/runner/runner.ts';
import type { World as TenantWorld } from '../../simulator/tenant/world.ts';
import { PLAYED } from './played-host.ts';
import { TextSearch } from './text-search.ts';

/** Something that a run showed or left behind. */
export interface Trace {
  readonly where: string;
  /**
   * `shown` to people, `raw` as the process wrote it, a table of users in the `snapshot`, the table of apps, which names
   * `owners` with `users: name`, or anything else that was `stored`.
   */
  readonly kind: 'shown' | 'raw' | 'snapshot' | 'owners' | 'stored';
  readonly bytes: Uint8Array;
}

/** A text that must not stand in a trace. */
export interface Needle {
  readonly what: string;
  readonly text: string;
}

/** Everything that a run showed: as a user sees it, also with debug logging on, and as the process wrote it. */
export function shownBy(run: ActionRun): readonly Trace[] {
  const { annotations, log, masks, outputs, stderr, stdout, summary } = run;
  const debugLog = `${stdout}\n${stderr}`
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('::add-mask::'))
    .map((line) => masked(unescaped(line), masks));
  const raw = `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => !line.startsWith('::add-mask::'));
  return [
    text('log', 'shown', log),
    text('debug log', 'shown', debugLog.join('\n')),
    text('summary', 'shown', summary),
    text('outputs', 'shown', JSON.stringify([...outputs])),
    text('annotations', 'shown', JSON.stringify(annotations)),
    text('stdout and stderr', 'raw', unescaped(raw.join('\n'))),
  ];
}

/** Everything that runs left with the runner: cache entries, artifacts, git objects, files on its disk. */
export async function storedIn(runner: Runner): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for (const { id, key, version } of runner.cache.entries()) {
    traces.push(text(`key of cache entry ${id}`, 'stored', key));
    // A played run saves the bytes of its file, not an archive.
    const files =
      version === PLAYED ? new Map([['state', runner.cache.archive(id)]]) : await runner.cache.files(id);
    for (const [path, bytes] of files) traces.push(stored(`cache: ${path}`, bytes));
  }
  for (const { id, name } of runner.artifacts.all()) {
    traces.push(text(`name of artifact ${id}`, 'stored', name));
    for (const [path, bytes] of runner.artifacts.files(id)) traces.push(stored(`artifact: ${path}`, bytes));
  }
  const branches = await runner.git.branches();
  // The default branch holds a README of the simulator alone, and the action never pushes to it.
  for (const branch of branches.filter((name) => name !== runner.repository.defaultBranch)) {
    for (const commit of await runner.commits(branch)) {
      traces.push(text(`commit on ${branch}`, 'stored', JSON.stringify(commit)));
    }
    for (const [path, bytes] of await runner.readBranch(branch)) {
      traces.push(stored(`${branch}: ${path}`, bytes));
    }
  }
  const disk = dirname(runner.remote);
  for (const entry of readdirSync(disk, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || file.startsWith(runner.remote)) continue;
    traces.push(stored(`disk: ${file.slice(disk.length).replaceAll('\\', '/')}`, readFileSync(file)));
  }
  return traces;
}

/** The bytes of every object that a branch of a repository reaches, one after the other. */
export async function objectsOf({ remote }: Runner, branch: string): Promise<Buffer> {
  const ids = await git(['rev-list', '--objects', '--no-object-names', branch], { cwd: remote });
  return await git(['cat-file', '--batch'], { cwd: remote, input: ids });
}

/** Where needles stand, raw, URL-encoded, in base64 at any alignment, or escaped; empty when they stand nowhere. */
export async function findLeaks(
  traces: readonly Trace[],
  needles: readonly Needle[],
): Promise<readonly string[]> {
  const forms = needles.flatMap(({ what, text: needle }) => {
    if (needle.length < 6) throw new Error(`${what} is too short to be searched for`);
    return formsOf(needle).map(({ form, shape }) => ({ form, what, shape }));
  });
  const search = new TextSearch(forms.map(({ form }) => form));
  // A run leaves the same file in its folder, on the branch and in the artifact.
  const searched = new Map<string, ReadonlySet<string>>();
  const leaks = new Set<string>();
  for (const { where, bytes } of traces) {
    const key = `${isParquet(where)} ${hash('sha256', bytes)}`;
    const found = searched.get(key) ?? search.foundIn(Buffer.concat([bytes, await cellsOf(where, bytes)]));
    searched.set(key, found);
    if (found.size === 0) continue;
    for (const { form, what, shape } of forms) {
      if (found.has(form)) leaks.add(`${what} (${shape}) stands in ${where}`);
    }
  }
  return [...leaks];
}

/** The signatures of the signed addresses that a run was given, as they stand in the raw output of the toolkit. */
export function signaturesIn({ stdout }: ActionRun): readonly Needle[] {
  const found = [...unescaped(stdout).matchAll(/[?&]sig=([^&"\s]+)/g)].map(([, sig = '']) => sig);
  return [...new Set(found)].flatMap((sig) =>
    [sig, decodeURIComponent(sig)].map((form) => ({ what: 'signature of an address', text: form })),
  );
}

/** The names and ids of the users of a tenant. */
export function usersOf({ users }: TenantWorld): readonly Needle[] {
  return users.flatMap(({ objectId, upn, userKey }) => [
    { what: 'user name', text: upn },
    { what: 'user key', text: userKey },
    ...(objectId === null ? [] : [{ what: 'object id', text: objectId }]),
  ]);
}

/** The pseudonyms of the users of a tenant. */
export function pseudonymsOf({ tenantId, users }: TenantWorld, key: string): readonly Needle[] {
  return users.map(({ objectId, upn }) => ({
    what: 'pseudonym',
    text: pseudonymOf((objectId ?? upn).toLowerCase(), { tenantId, key }),
  }));
}

/** What the simulator puts into every record about the device of a user. */
export const DEVICES: readonly Needle[] = [
  { what: 'IP address', text: '167.220.196.' },
  { what: 'IP address', text: '203.0.113.' },
  { what: 'user agent', text: 'Mozilla/5.0' },
  { what: 'user agent', text: 'AppleWebKit' },
];

interface Form {
  readonly form: string;
  readonly shape: string;
}

/** The forms of each needle so far: every run of every world is searched for the same users. */
const knownForms = new Map<string, readonly Form[]>();

function formsOf(needle: string): readonly Form[] {
  const forms = knownForms.get(needle) ?? makeForms(needle);
  knownForms.set(needle, forms);
  return forms;
}

function makeForms(needle: string): readonly Form[] {
  const utf8 = Buffer.from(needle);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    // Only the digits that depend on the needle alone.
    const first = Math.ceil((shift * 8) / 6);
    return encoded.slice(first, Math.floor(((shift + utf8.length) * 8) / 6));
  });
  const forms = [
    { form: utf8.toString('latin1'), shape: 'raw' },
    { form: Buffer.from(JSON.stringify(needle).slice(1, -1)).toString('latin1'), shape: 'in JSON' },
    { form: encodeURIComponent(needle.toWellFormed()), shape: 'URL-encoded' },
    { form: new URLSearchParams({ v: needle }).toString().slice(2), shape: 'form-encoded' },
    ...base64.map((form) => ({ form, shape: 'base64' })),
    ...base64.map((form) => ({ form: form.replaceAll('+', '-').replaceAll('/', '_'), shape: 'base64url' })),
  ];
  return forms.map(({ form, shape }) => ({ form: form.toLowerCase(), shape }));
}

/** The texts in each Parquet file so far: what a world left is searched for its secrets, and then for its users. */
const knownCells = new WeakMap<Uint8Array, Promise<Buffer>>();

/** The texts in the cells of a Parquet file: its bytes are compressed. A kill may have left half a file, which has none. */
function cellsOf(where: string, bytes: Uint8Array): Promise<Buffer> {
  const cells = knownCells.get(bytes) ?? readCells(where, bytes);
  knownCells.set(bytes, cells);
  return cells;
}

async function readCells(where: string, bytes: Uint8Array): Promise<Buffer> {
  const isWhole = bytes.length > 12 && Buffer.from(bytes.subarray(-4)).toString('latin1') === 'PAR1';
  if (!isParquet(where) || !isWhole) return Buffer.alloc(0);
  const texts = new Set<string>();
  await parquetRead({
    file: new Uint8Array(bytes).buffer,
    onChunk: ({ columnData }) => {
      for (const cell of columnData) if (typeof cell === 'string') texts.add(cell);
    },
  });
  return Buffer.from([...texts].join('\n'));
}

function isParquet(where: string): boolean {
  return where.endsWith('.parquet');
}

function stored(where: string, bytes: Uint8Array): Trace {
  const isOfPersons = /(?:csv|parquet)\/(?:launches|events|daily|users)\//.test(where);
  const isOfOwners = /(?:csv|parquet)\/apps\//.test(where);
  return { where, kind: isOfPersons ? 'snapshot' : isOfOwners ? 'owners' : 'stored', bytes };
}

function text(where: string, kind: Trace['kind'], content: string): Trace {
  return { where, kind, bytes: Buffer.from(content) };
}

function masked(line: string, masks: readonly string[]): string {
  const longestFirst = masks.toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, '***'), line);
}

/** Undoes the escapes of workflow commands. */
function unescaped(line: string): string {
  return line.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
