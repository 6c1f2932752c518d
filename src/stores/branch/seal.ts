import { createHmac, timingSafeEqual } from 'node:crypto';

/** A commit as far as a seal needs it. */
export interface SealedCommit {
  /** The name of the branch that it is on. */
  readonly branch: string;
  /** Full id of its tree. */
  readonly tree: string;
}

const TRAILER = 'Snapshot-Signature';

/**
 * Returns the line of a commit message that says that a run with this key made the commit, HMAC-SHA256 over branch and tree.
 * The manifest signs the data by their hashes, but a run reads few of the files: this line is about all of them, and costs no
 * read.
 */
export function sealOf({ branch, tree }: SealedCommit, key: Uint8Array): string {
  const signature = createHmac('sha256', key).update(`commit ${tree} ${branch}`).digest('hex');
  return `${TRAILER}: ${signature}`;
}

/** Returns whether a commit, as `git cat-file commit` prints it, has the seal that this key gives to its tree. */
export function isSealed(commit: string, branch: string, key: Uint8Array): boolean {
  const [headers = '', ...message] = commit.split('\n\n');
  const tree = /^tree (\w+)$/m.exec(headers)?.[1] ?? '';
  const given = Buffer.from(message.at(-1)?.trim() ?? '');
  const expected = Buffer.from(sealOf({ branch, tree }, key));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
