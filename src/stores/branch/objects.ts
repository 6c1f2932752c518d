import { createHash } from 'node:crypto';
import type { SnapshotChange } from '../../snapshot/change.ts';

/** Keeps git on Windows from changing line ends in clones: the files are those whose hashes the manifest names. */
const ATTRIBUTES = { path: '.gitattributes', text: '* -text\n' };

/** The id of those attributes as an object. */
const ATTRIBUTES_ID = createHash('sha1')
  .update(`blob ${ATTRIBUTES.text.length}\0${ATTRIBUTES.text}`)
  .digest('hex');

const COMMITTER = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';

/** What a new commit changes, by full ids: a commit that becomes its parent, or the files of a tree, without a parent. */
export type CommitStart =
  | { readonly kind: 'parent'; readonly commit: string }
  | { readonly kind: 'files'; readonly tree: string };

/** What a new commit is made from. */
export interface NewCommit {
  /** Full name of the local ref that will point to it. */
  readonly ref: string;
  /** `undefined`: no files and no parent. */
  readonly start: CommitStart | undefined;
  readonly change: SnapshotChange;
}

/**
 * Returns the input of `git fast-import --date-format=now --done`, piece by piece: bytes as they are, no filters.
 * https://git-scm.com/docs/git-fast-import
 */
export function* commitStream({ ref, start, change }: NewCommit): Generator<string | Uint8Array> {
  const message = `${change.title.replace(/\p{Cc}+/gu, ' ').trim()}\n`;
  yield `commit ${ref}\ncommitter ${COMMITTER} now\ndata ${Buffer.byteLength(message)}\n${message}`;
  if (start?.kind === 'parent') yield `from ${start.commit}\n`;
  if (start?.kind === 'files') yield `M 040000 ${start.tree} ""\n`;
  for (const path of change.removed) yield `D ${quoted(path)}\n`;
  yield `M 100644 inline ${ATTRIBUTES.path}\ndata ${ATTRIBUTES.text.length}\n${ATTRIBUTES.text}\n`;
  for (const [path, bytes] of change.files) {
    yield `M 100644 inline ${quoted(path)}\ndata ${bytes.byteLength}\n`;
    yield bytes;
    yield '\n';
  }
  yield '\ndone\n';
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** What stands in a commit, besides attributes of ours: object ids of files by path, and paths of links and submodules. */
export interface Tree {
  readonly files: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/** Returns what `git ls-tree -r -z` lists: `mode type id`, a tab, the path, NUL. */
export function parseTree(listed: Buffer): Tree {
  const files = new Map<string, string>();
  const others: string[] = [];
  for (const entry of listed.toString('utf8').split('\0')) {
    if (entry === '') continue;
    const tab = entry.indexOf('\t');
    const [mode = '', , id = ''] = entry.slice(0, tab).split(' ');
    const path = entry.slice(tab + 1);
    if (!mode.startsWith('100')) others.push(path);
    else if (path !== ATTRIBUTES.path || id !== ATTRIBUTES_ID) files.set(path, id);
  }
  return { files, others };
}

/** Reads `git cat-file --batch-check`: a line `id type size` for each object. Returns sizes in bytes by id. */
export function parseSizes(listed: Buffer): ReadonlyMap<string, number> {
  const lines = listed.toString('latin1').split('\n');
  return new Map(lines.map((line) => line.split(' ')).map(([id = '', , size]) => [id, Number(size)]));
}

/**
 * Reads `git cat-file --batch`: per object a line `id type size`, the bytes, a line break. `undefined` = missing.
 * The arrays share the memory of `listed`.
 */
export function parseObjects(listed: Buffer): readonly (Uint8Array | undefined)[] {
  const objects: (Uint8Array | undefined)[] = [];
  let at = 0;
  while (at < listed.length) {
    const end = listed.indexOf(0x0a, at);
    const [, type, size = '0'] = listed.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type === 'missing') {
      objects.push(undefined);
      continue;
    }
    objects.push(listed.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return objects;
}
