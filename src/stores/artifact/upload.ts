import path from 'node:path';
import { z } from 'zod';
import { messageOf, StoreError } from '../../errors.ts';

/** What this action uses of the client of @actions/artifact. */
export interface ArtifactClient {
  readonly uploadArtifact: (
    name: string,
    files: string[],
    rootDirectory: string,
    options?: { retentionDays?: number },
  ) => Promise<{ id?: number }>;
  readonly deleteArtifact: (name: string) => Promise<unknown>;
}

/** Loads that client: only a run that uploads needs it. */
export type LoadArtifactClient = () => Promise<ArtifactClient>;

/** What is uploaded, and how. */
export interface ArtifactUpload {
  readonly name: string;
  /** `undefined` leaves it to the repository. */
  readonly retentionDays: number | undefined;
  readonly directory: string;
  /** Files of `directory`, relative with `/`. */
  readonly paths: readonly string[];
  /** What becomes of the snapshot when the upload fails, a sentence for people. */
  readonly otherwise: string;
}

const NOT_FROM_GITHUB =
  'Check that no proxy or firewall answers in place of GitHub: the runner needs https to *.actions.githubusercontent.com and *.blob.core.windows.net.';
const NEW_RUN = 'Start a new run, not a re-run of this one';

/**
 * Uploads files as an artifact and returns its id. A re-run of the same workflow run replaces its own.
 * @throws {StoreError}
 */
export async function uploadArtifact(client: ArtifactClient, what: ArtifactUpload): Promise<number> {
  const { name, retentionDays, directory, paths } = what;
  const files = paths.map((file) => path.join(directory, ...file.split('/')));
  const options = retentionDays === undefined ? {} : { retentionDays };
  const upload = async (): Promise<number> => {
    const { id } = await client.uploadArtifact(name, files, directory, options);
    if (id === undefined) throw new Error('the service gave it no id');
    return id;
  };
  const again = `${NEW_RUN}. ${what.otherwise}`;
  const failed = (cause: unknown, remedy: string): StoreError => {
    const { reason, isForeign } = judgeFailure(cause);
    const helps = isForeign ? `${NOT_FROM_GITHUB} ${again}` : remedy;
    return new StoreError(`Cannot upload the artifact ${name}: ${reason}`, helps, { cause });
  };
  try {
    return await upload();
  } catch (first) {
    if (!/\b409\b|conflict|already exists/i.test(messageOf(first))) throw failed(first, again);
    try {
      await client.deleteArtifact(name);
    } catch {
      // An upload of this run that broke off keeps the name, and is not there to be deleted.
      throw failed(first, `${NEW_RUN}; or give each step of a run an artifact-name of its own.`);
    }
    return await upload().catch((second: unknown) => {
      throw failed(second, again);
    });
  }
}

/** What the client of the storage throws: its message is the body of the answer, whatever that is. */
const STORAGE_ERROR = z.object({ statusCode: z.int() });

/** Returns in one line why an upload failed, and whether something other than GitHub answered. */
function judgeFailure(cause: unknown): { readonly reason: string; readonly isForeign: boolean } {
  const said = messageOf(cause).split('\n')[0]?.trim() ?? '';
  const { statusCode } = STORAGE_ERROR.safeParse(cause).data ?? {};
  if (statusCode !== undefined && (said === '' || said.includes('<'))) {
    return { reason: `HTTP status ${statusCode} of its storage`, isForeign: true };
  }
  if (/is not valid JSON|Unexpected end of JSON|<\w/.test(said)) {
    return { reason: 'the answer is not from GitHub', isForeign: true };
  }
  return { reason: said === '' ? 'no reason was given' : said, isForeign: false };
}
