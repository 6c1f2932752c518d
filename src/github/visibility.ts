import { z } from 'zod';
import { StoreError } from '../errors.ts';
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
 * repository are open to everybody. A repository whose visibility cannot be determined counts as public. The owners that an
 * app catalog names are users too, and no setting allows names.
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
    const where = publish.dataLake ? ' on GitHub' : '';
    return { words: `no data about users is published${where}`, isInternal: false };
  }
  const verdict = stricterOf(run, await askVisibility(github));
  if (verdict.kind === 'private') return { words: 'private', isInternal: false };
  if (verdict.kind === 'internal') {
    return { words: 'internal: every member of the enterprise can read it', isInternal: true };
  }
  const mayHavePseudonyms = users.mode === 'none' || (users.mode === 'pseudonym' && allowPublicRepository);
  if (!mayHavePseudonyms || namesOwners) throw refusal(verdict, mayHavePseudonyms ? undefined : users.mode);
  const what =
    verdict.kind === 'unknown'
      ? `cannot determine whether it is public (${verdict.cause.message});`
      : 'public, and';
  return { words: `${what} pseudonyms are allowed there by allow-public-repository`, isInternal: false };
}

/** What GitHub said, or why it said nothing. */
type Answer = Exclude<Visibility, 'unknown'> | StoreError;

type Verdict = { readonly kind: 'private' } | { readonly kind: 'internal' } | Obstacle;

/** `was-public`: by the event alone. */
type Obstacle =
  | { readonly kind: 'public' | 'was-public' }
  | { readonly kind: 'unknown'; readonly cause: StoreError };

/**
 * The stricter of what the event said and what GitHub says now: a repository may have become public since. Where GitHub does
 * not tell, the event counts, but not that of a re-run: it is the one of the first attempt, perhaps of weeks ago.
 */
function stricterOf(
  { visibility: stated, runAttempt }: Pick<RunContext, 'visibility' | 'runAttempt'>,
  answer: Answer,
): Verdict {
  if (answer instanceof StoreError) {
    const isFresh = runAttempt === '1' && stated !== 'unknown';
    return isFresh || stated === 'public' ? { kind: stated } : { kind: 'unknown', cause: answer };
  }
  if (answer === 'public') return { kind: 'public' };
  if (stated === 'public') return { kind: 'was-public' };
  return { kind: answer === 'internal' || stated === 'internal' ? 'internal' : 'private' };
}

async function askVisibility(github: GitHub): Promise<Answer> {
  try {
    const visibility = visibilityOf(await github.get('', repositorySchema));
    if (visibility !== 'unknown') return visibility;
    return new StoreError('GitHub did not report the visibility', 'Run the workflow again later.');
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

/** @param mode what the snapshot would hold; `undefined` when the owners in the app catalog are all that is in the way. */
function refusal(obstacle: Obstacle, mode: Settings['users']['mode'] | undefined): StoreError {
  if (obstacle.kind === 'unknown') {
    const { cause } = obstacle;
    return new StoreError(
      `Cannot determine whether this repository is public: ${cause.message}. Until that is known, no data about users is published`,
      cause.remedy,
      { cause },
    );
  }
  const what =
    obstacle.kind === 'public'
      ? 'This repository is public'
      : 'This repository was public when the event of this run happened';
  const holds =
    mode === undefined
      ? 'and the app catalog names owners of apps, who are users'
      : `and with users: ${mode} the snapshot holds data about users`;
  return new StoreError(`${what}, ${holds}`, remedyOf(obstacle.kind, mode));
}

function remedyOf(kind: 'public' | 'was-public', mode: Settings['users']['mode'] | undefined): string {
  if (kind === 'was-public')
    return 'Start a new run, not a re-run: its event says what the repository is now.';
  return mode === undefined
    ? 'Use a private repository, or leave the column owner out of the app catalog or empty.'
    : 'Use a private repository, or set users to none; or, with users: pseudonym and the consent of the data controller, set allow-public-repository to true.';
}
