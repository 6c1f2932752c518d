import { z } from 'zod';
import { StoreError } from '../errors.ts';
import { type Visibility, visibilityOf } from '../inputs/surroundings.ts';
import type { Settings } from '../inputs.ts';
import type { GitHub } from './github.ts';

const repositorySchema = z.object({ visibility: z.string().nullish(), private: z.boolean().nullish() });

/**
 * Refuses to publish data about persons where the world can read it: artifacts, branches, logs and summaries of a public
 * repository are open to everybody. A repository whose visibility nobody tells counts as public.
 * Gives in a few words why it may.
 * @param told what the event said.
 * @throws {StoreError}
 */
export async function requireFitForPersons(
  settings: Settings,
  told: Visibility,
  github: GitHub,
): Promise<string> {
  const { users, publish, allowPublicRepository } = settings;
  if (users.mode === 'none' || (!publish.artifact && !publish.branch))
    return 'no data about persons is published';
  const visibility = told === 'unknown' ? await askVisibility(github) : told;
  if (visibility === 'private' || visibility === 'internal') return visibility;
  if (users.mode === 'pseudonym' && allowPublicRepository)
    return 'public, and pseudonyms are allowed there by allow-public-repository';
  const what =
    visibility === 'public'
      ? 'This repository is public'
      : 'Whether this repository is public cannot be learned';
  throw new StoreError(
    `${what}, and with users: ${users.mode} the snapshot holds data about persons`,
    'Use a private repository, or set users to none; or, with users: pseudonym and the consent of those who answer for the data, set allow-public-repository to true.',
  );
}

async function askVisibility(github: GitHub): Promise<Visibility> {
  try {
    return visibilityOf(await github.get('', repositorySchema));
  } catch (error) {
    if (error instanceof StoreError) return 'unknown';
    throw error;
  }
}
