import { REPOSITORY_REFUSALS } from '../../github/refusals.ts';

/**
 * Why git could not read or push: `raced` = somebody else pushed first; `network` = may work in a moment;
 * `refused` = it would fail again, `remedy` says what to do.
 */
export type GitFailure =
  | { readonly kind: 'raced' }
  | { readonly kind: 'network' }
  | { readonly kind: 'refused'; readonly remedy: string };

const REFUSALS: readonly (readonly [RegExp, string])[] = [
  ...REPOSITORY_REFUSALS,
  [
    /denying non-fast-forward|Cannot force-push|not allowed to force push|\[remote rejected\] \(non-fast-forward/i,
    'Allow force pushes to this branch, which `branch-history: squash` needs, or set `branch-history: keep`.',
  ],
  [
    /mismatched algorithms|does not support this repository's hash algorithm/,
    'The repository names its objects by SHA-256, which this action does not support: publish to an artifact, or to a repository of the usual object format.',
  ],
  [
    /bad config |bad (?:boolean|numeric) config value|occurred while reading the configuration/,
    'Repair the git configuration of the runner that git names.',
  ],
  [
    /No space left on device|Disk quota exceeded/,
    "Free space on the runner's disk: the folder RUNNER_TEMP takes a copy of what a run reads and writes.",
  ],
  [
    /\bGH001: |exceeds GitHub's file size limit|HTTP 413/,
    'GitHub takes files of up to 100 MB, and of launches this action writes none above 50 MB: publish an artifact instead of a branch.',
  ],
  [
    /\bGH(?:003|006|013): |protected branch|rule violations|pre-receive hook declined/i,
    'Allow the workflow to push to this branch in the rules of the repository (its commits are not signed), or choose another `branch`.',
  ],
  [
    /Permission to .+ denied|Write access to repository not granted|Resource not accessible|returned error: 403/i,
    'Add `permissions: contents: write` to the job.',
  ],
  [
    /Repository not found|repository '.*' not found|does not appear to be a git repository|returned error: 404/i,
    'Check that `github-token` may read and write the repository of this workflow, which is where the data branch goes, whatever is checked out; or leave it out.',
  ],
  [
    /Authentication failed|could not read (?:Username|Password)|returned error: 401|Permission denied \(|Host key verification failed/i,
    'Check that `github-token` is valid and has not expired, or, for a checkout over ssh, its key.',
  ],
  [
    /exists; cannot create/,
    'A branch with a similar name is in the way (`a` and `a/b` cannot both exist): choose another `branch`.',
  ],
  [
    /returned error: 30\d|update url base from redirection/,
    'The repository was renamed or moved meanwhile: start a new run, which knows its address.',
  ],
  [
    /SSL certificate|certificate (?:problem|verif)|CAfile/i,
    'Let git on this runner trust the certificate of the server.',
  ],
];

const RACES =
  /\(stale info|\(fetch first|\(non-fast-forward|cannot lock ref|reference already exists|failed to update ref|incorrect old value/;

const OUTAGES =
  /Could not resolve host|Temporary failure|Failed to connect|Connection (?:timed out|reset|refused|closed)|timed out|too slow|Empty reply|(?:Recv|Send) failure|early EOF|unexpected disconnect|hung up unexpectedly|RPC failed|SSL_(?:read|write|connect|ERROR)|gnutls_|(?:error:|HTTP) (?:5\d\d|429)|Internal Server Error/i;

/**
 * Returns what happened, from the output of a failed git: English texts of git, of github.com and of curl.
 * The patterns hold a blank or a bracket wherever a branch or a repository could be named so.
 */
export function judgeFailure(output: string): GitFailure {
  // GitHub refuses a push in these words when its own storage has a fault.
  if (/fatal error in commit_refs/.test(output)) return { kind: 'network' };
  const refusal = REFUSALS.find(([pattern]) => pattern.test(output));
  if (refusal !== undefined) return { kind: 'refused', remedy: refusal[1] };
  if (RACES.test(output)) return { kind: 'raced' };
  if (OUTAGES.test(output)) return { kind: 'network' };
  return { kind: 'refused', remedy: 'Read what git says, and check the repository and the `branch` input.' };
}

/** The line that says most comes first; a server explains itself before git sums up. */
const TELLING: readonly RegExp[] = [
  /\bGH\d{3}:/,
  ...REPOSITORY_REFUSALS.map(([pattern]) => pattern),
  /fatal error in commit_refs|denying non-fast-forward/,
  /^(?:error|fatal): .*cannot lock ref/,
  /Permission to|Write access|not found|rule violations/i,
  /\[(?:remote )?rejected\]/,
  /^fatal:/,
  /^error:/,
];

/** Longest reason, in characters. */
const LONGEST = 300;

/** Returns git's own reason in one line: no control characters, none of `secrets`, at most 300 characters. */
export function reasonOf(output: string, secrets: readonly string[]): string {
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), output);
  const lines = hidden
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/^remote: ?/, '')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
  const best = TELLING.map((pattern) => lines.find((line) => pattern.test(line))).find(
    (line) => line !== undefined,
  );
  return (best ?? lines[0] ?? 'git gave no reason').slice(0, LONGEST);
}
