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
/** The words of the toolkit, and of the service. */
const QUOTA = /storage quota has been hit|insufficient usage/i;
const FREE_QUOTA =
  'Delete artifacts that nobody needs, also those of other workflows and repositories of the owner; GitHub updates the usage within 6 to 12 hours. Give the job `permissions: actions: write`, so that each run deletes the older ones of this data set. Or raise the budget for storage of Actions, or run this workflow less often. Do not lower retention-days below the time between two runs: an artifact that expires takes the history with it.';

/** `taken`: this workflow run has such an artifact already, from an earlier attempt or another job. */
export type Upload =
  | { readonly kind: 'uploaded'; readonly id: number }
  | {
      readonly kind: 'taken';
      /** Deletes that artifact, uploads this one, and returns its id. @throws {StoreError} */
      readonly replace: () => Promise<number>;
    };

/**
 * Uploads files as an artifact.
 * @throws {StoreError}
 */
export async function uploadArtifact(client: ArtifactClient, what: ArtifactUpload): Promise<Upload> {
  const { name, retentionDays, directory, paths } = what;
  const files = paths.map((file) => path.join(directory, ...file.split('/')));
  const options = retentionDays === undefined ? {} : { retentionDays };
  const upload = async (): Promise<number> => {
    const { id } = await client.uploadArtifact(name, files, directory, options);
    if (id === undefined) throw new Error('the service returned no id');
    return id;
  };
  const again = `${NEW_RUN}. ${what.otherwise}`;
  const failed = (cause: unknown, remedy: string): StoreError => {
    const { reason, isForeign } = judgeFailure(cause);
    if (QUOTA.test(reason)) {
      const full = `Cannot upload the artifact ${name}: the storage quota for artifacts of this account is used up`;
      return new StoreError(full, `${FREE_QUOTA} ${what.otherwise}`, { cause });
    }
    const helps = isForeign ? `${NOT_FROM_GITHUB} ${again}` : remedy;
    return new StoreError(`Cannot upload the artifact ${name}: ${reason}`, helps, { cause });
  };
  const replace = async (first: unknown): Promise<number> => {
    try {
      await client.deleteArtifact(name);
    } catch {
      // An upload of this run that broke off keeps the name, and is not there to be deleted.
      throw failed(first, `${NEW_RUN}; or give each step of a run an artifact-name of its own.`);
    }
    return await upload().catch((second: unknown) => {
      throw failed(second, again);
    });
  };
  try {
    return { kind: 'uploaded', id: await upload() };
  } catch (first) {
    if (!/\b409\b|conflict|already exists/i.test(messageOf(first))) throw failed(first, again);
    return { kind: 'taken', replace: () => replace(first) };
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
