import { createHash } from 'node:crypto';
import type { SnapshotChange } from '../../snapshot/change.ts';

/** Keeps git on Windows from changing line ends in clones: the files are those whose hashes the manifest names. */
const ATTRIBUTES = { path: '.gitattributes', text: '* -text\n' };

/** The id of those attributes as an object. */
const ATTRIBUTES_ID = createHash('sha1')
  .update(`blob ${ATTRIBUTES.text.length}\0${ATTRIBUTES.text}`)
  .digest('hex');

const COMMITTER = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';

/** What a new commit is made from, by full ids. */
export interface CommitStart {
  /** `undefined`: it has no parent. */
  readonly parent: string | undefined;
  /** Whose files it begins with; `undefined`: those of its parent. */
  readonly tree?: string;
}

/** What a new commit is made from. */
export interface NewCommit {
  /** Full name of the local ref that will point to it. */
  readonly ref: string;
  /** `undefined`: no files and no parent. */
  readonly start: CommitStart | undefined;
  readonly change: SnapshotChange;
  /** What stands below the title. */
  readonly trailer?: string;
}

/** What a commit became, by full ids; `baseTree` is that of the commit that it was compared with. */
export interface MadeCommit {
  readonly commit: string;
  readonly tree: string;
  readonly baseTree: string | undefined;
}

/**
 * Returns the input of `git fast-import --date-format=now --done`, piece by piece: bytes as they are, no filters. At the end
 * it asks for the ids, as `parseMade` reads them; also for that of the tree of the commit `base`.
 * https://git-scm.com/docs/git-fast-import
 */
export function* commitStream(
  { ref, start, change, trailer }: NewCommit,
  base?: string,
): Generator<string | Uint8Array> {
  const title = change.title.replace(/\p{Cc}+/gu, ' ').trim();
  const message = trailer === undefined ? `${title}\n` : `${title}\n\n${trailer}\n`;
  yield `commit ${ref}\nmark :1\ncommitter ${COMMITTER} now\ndata ${Buffer.byteLength(message)}\n${message}`;
  if (start?.parent !== undefined) yield `from ${start.parent}\n`;
  if (start?.tree !== undefined) yield `M 040000 ${start.tree} ""\n`;
  for (const path of change.removed) yield `D ${quoted(path)}\n`;
  yield `M 100644 inline ${ATTRIBUTES.path}\ndata ${ATTRIBUTES.text.length}\n${ATTRIBUTES.text}\n`;
  for (const [path, file] of change.files) {
    yield `M 100644 inline ${quoted(path)}\ndata ${file.size}\n`;
    // Git takes a piece while the next is made.
    for (const piece of file.pieces()) yield new Uint8Array(piece);
    yield '\n';
  }
  yield '\nget-mark :1\nls :1 ""\n';
  if (base !== undefined) yield `ls ${base} ""\n`;
  yield 'done\n';
}

/** Reads what `git fast-import` answers to `commitStream`: an id, and lines `040000 tree id`, a tab. */
export function parseMade(answered: Buffer): MadeCommit {
  const [commit = '', ...trees] = answered.toString('latin1').split('\n');
  const [tree = '', baseTree] = trees.map((line) => / tree (\w+)/.exec(line)?.[1]);
  return { commit, tree, baseTree };
}

function quoted(path: string): string {
  const escaped = path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
  return `"${escaped.replace(LONE_BYTE, (unit) => `\\${(unit.charCodeAt(0) - LONE).toString(8)}`)}"`;
}

/**
 * A path may hold any bytes. Those of one that is not UTF-8 stand as lone surrogates, U+DC00 and the byte, so that git is told
 * the same path again: a file that cannot be named could never be removed.
 */
function pathOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  return [...bytes].map((byte) => String.fromCharCode(byte < 0x80 ? byte : LONE + byte)).join('');
}

const LONE = 0xdc00;
const LONE_BYTE = /[\udc80-\udcff]/gu;

/** What stands in a commit, besides attributes of ours: object ids of files by path, and paths of links and submodules. */
export interface Tree {
  readonly files: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/** Returns what `git ls-tree -r -z` lists: `mode type id`, a tab, the path, NUL. */
export function parseTree(listed: Buffer): Tree {
  const files = new Map<string, string>();
  const others: string[] = [];
  for (const entry of listed.toString('latin1').split('\0')) {
    if (entry === '') continue;
    const tab = entry.indexOf('\t');
    const [mode = '', , id = ''] = entry.slice(0, tab).split(' ');
    const path = pathOf(Buffer.from(entry.slice(tab + 1), 'latin1'));
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
