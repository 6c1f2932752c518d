import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { type Visibility, visibilityOf } from '../inputs/run-context.ts';
import type { Settings } from '../inputs/settings.ts';
import type { GitHub } from './api.ts';

const repositorySchema = z.object({ visibility: z.string().nullish(), private: z.boolean().nullish() });

/**
 * Refuses to publish data about users where the world can read it: artifacts, branches, logs and summaries of a public
 * repository are open to everybody. A repository whose visibility nobody tells counts as public. The owners that an app
 * catalog names are users too, and no setting allows names.
 * Returns in a few words why it may.
 * @param namesOwners whether the app catalog names owners of apps.
 * @param stated what the event said.
 * @throws {StoreError}
 */
export async function requireFitForUsers(
  settings: Settings,
  namesOwners: boolean,
  stated: Visibility,
  github: GitHub,
): Promise<string> {
  const { users, publish, allowPublicRepository } = settings;
  const isAboutUsers = users.mode !== 'none' || namesOwners;
  if (!isAboutUsers || (!publish.artifact && !publish.branch)) return 'no data about users is published';
  const visibility = stated === 'unknown' ? await askVisibility(github) : stated;
  if (visibility === 'private' || visibility === 'internal') return visibility;
  const what =
    visibility === 'public'
      ? 'This repository is public'
      : 'Cannot determine whether this repository is public';
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
  return 'public, and pseudonyms are allowed there by allow-public-repository';
}

async function askVisibility(github: GitHub): Promise<Visibility> {
  try {
    return visibilityOf(await github.get('', repositorySchema));
  } catch (error) {
    if (error instanceof StoreError) return 'unknown';
    throw error;
  }
}
