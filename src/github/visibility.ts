import { z } from 'zod';
import { adviceOf, StoreError } from '../errors.ts';
import { type RunContext, type Visibility, visibilityOf } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import type { GitHub } from './api.ts';

const repositorySchema = z.object({ visibility: z.string().nullish(), private: z.boolean().nullish() });

/** Who may see what a run publishes, in a few words; `isInternal`: every member of the enterprise. */
export interface Audience {
  readonly words: string;
  readonly isInternal: boolean;
}

/**
 * Refuses to publish data about users where the world can read it: artifacts, branches, logs and summaries of a public
 * repository are open to everybody. A repository whose visibility nobody tells counts as public. The owners that an app
 * catalog names are users too, and no setting allows names.
 * Returns who may see it.
 * @param namesOwners whether the app catalog names owners of apps.
 * @param run what the event said, and the number of the attempt.
 * @throws {StoreError}
 */
export async function requireFitForUsers(
  settings: Settings,
  namesOwners: boolean,
  run: Pick<RunContext, 'visibility' | 'runAttempt'>,
  github: GitHub,
): Promise<Audience> {
  const { users, publish, allowPublicRepository } = settings;
  const isAboutUsers = users.mode !== 'none' || namesOwners;
  if (!isAboutUsers || (!publish.artifact && !publish.branch)) {
    return { words: 'no data about users is published', isInternal: false };
  }
  const { visibility, cause } = await findVisibility(run, github);
  if (visibility === 'private') return { words: 'private', isInternal: false };
  if (visibility === 'internal') {
    return { words: 'internal: every member of the enterprise can read it', isInternal: true };
  }
  const what =
    visibility === 'public'
      ? 'This repository is public'
      : `Cannot determine whether this repository is public (${cause})`;
  const isAllowed = users.mode === 'none' || (users.mode === 'pseudonym' && allowPublicRepository);
  if (!isAllowed) {
    throw new StoreError(
      `${what}, and with users: ${users.mode} the snapshot holds data about users`,
      'Use a private repository, or set users to none; or, with users: pseudonym and the consent of the data controller, set allow-public-repository to true.',
    );
  }
  if (namesOwners) {
    throw new StoreError(
      `${what}, and the app catalog names owners of apps, who are users`,
      'Use a private repository, or leave the column owner out of the app catalog or empty.',
    );
  }
  return { words: 'public, and pseudonyms are allowed there by allow-public-repository', isInternal: false };
}

/** From the one that keeps least to itself to the one that keeps most; what one of the two does not tell, the other does. */
const OPENNESS: readonly Visibility[] = ['public', 'internal', 'private'];

/**
 * Returns the more open of what the event said and what GitHub says now: a repository may have become public since. Where
 * GitHub cannot be asked, the event counts, but not that of a re-run: it is the one of the first attempt, perhaps of weeks ago.
 */
async function findVisibility(
  { visibility: stated, runAttempt }: Pick<RunContext, 'visibility' | 'runAttempt'>,
  github: GitHub,
): Promise<{ readonly visibility: Visibility; readonly cause: string }> {
  try {
    const said = visibilityOf(await github.get('', repositorySchema));
    const visibility = OPENNESS.find((each) => each === stated || each === said) ?? 'unknown';
    return { visibility, cause: 'neither the event nor GitHub says so' };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const visibility = runAttempt === '1' || stated === 'public' ? stated : 'unknown';
    return { visibility, cause: adviceOf(error).replace(/\.$/, '') };
  }
}
