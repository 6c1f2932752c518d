/**
 * Why GitHub refuses a repository to a token that has the right permissions, from its own words over git and REST, and what
 * helps. Each pattern holds a blank, so that no repository or organization can be named like it.
 */
export const REPOSITORY_REFUSALS: readonly (readonly [RegExp, string])[] = [
  [
    /was archived so it is read-only|repository is archived/i,
    'The repository is archived: unarchive it in its settings, or run the workflow in another one.',
  ],
  [
    /locked for migration|repository (?:is|has been) locked|is disabled\.|Repository access blocked/i,
    'The repository is locked or disabled, as it is during a migration: ask its owner to unlock it, or run the workflow again when the migration is over.',
  ],
  [
    /IP allow list/i,
    "Add the runner's address to the IP allow list of the organization, or use a runner whose address is on it: those of GitHub-hosted runners change.",
  ],
  [
    /SAML SSO|SAML enforcement|SAML single sign-on/i,
    "Authorize the token for the organization's single sign-on, or leave `github-token` out: the workflow's own token needs no authorization.",
  ],
];

/** Returns what helps against a refusal of the repository; `undefined` when `text` tells of another one. */
export function repositoryRemedy(text: string): string | undefined {
  return REPOSITORY_REFUSALS.find(([pattern]) => pattern.test(text))?.[1];
}
