import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../src/errors.ts';
import { type ArtifactClient, uploadArtifact } from '../../../src/stores/artifact/upload.ts';

const WHAT = {
  name: 'app-launches',
  retentionDays: undefined,
  directory: '.',
  paths: [],
  otherwise: 'The branch has the snapshot already.',
};

/** Uploads to a client that throws this, and gives what the user reads. */
async function failing(thrown: unknown): Promise<{ readonly message: string; readonly remedy: string }> {
  const client: ArtifactClient = {
    uploadArtifact: () => Promise.reject(thrown),
    deleteArtifact: () => Promise.reject(new Error('there is none')),
  };
  const error: unknown = await uploadArtifact(client, WHAT).catch((cause: unknown) => cause);
  if (error instanceof StoreError) return { message: error.message, remedy: error.remedy };
  throw new Error(`no StoreError: ${String(error)}`);
}

/** As the client of the storage throws it: the body is its message. */
const storage = (statusCode: number, body: string) => Object.assign(new Error(body), { statusCode });

describe('an upload that is refused by something other than GitHub says so, and shows none of its page', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'HTML in place of JSON',
      new Error(
        'Failed to CreateArtifact: Failed to make request after 5 attempts: Unexpected token \'<\', "<html><bod"... is not valid JSON',
      ),
      /: the answer is not from GitHub$/,
    ],
    [
      'an empty body in place of JSON',
      new Error(
        'Failed to FinalizeArtifact: Failed to make request after 5 attempts: Unexpected end of JSON input',
      ),
      /: the answer is not from GitHub$/,
    ],
    ['HTML in place of storage', storage(403, '<html>Blocked</html>'), /: HTTP status 403 of its storage$/],
    ['nothing in place of storage', storage(502, ''), /: HTTP status 502 of its storage$/],
  ])('%s', async (_, thrown, what) => {
    const { message, remedy } = await failing(thrown);
    expect(message).toMatch(what);
    expect(message).not.toContain('<');
    expect(remedy).toContain('no proxy or firewall');
    expect(remedy).toContain('*.blob.core.windows.net');
    expect(remedy).toContain(WHAT.otherwise);
  });
});

test.each<[string, unknown, string]>([
  [
    'the reason of the service',
    new Error('Failed to CreateArtifact: quota'),
    'Failed to CreateArtifact: quota',
  ],
  [
    'its first line',
    new Error('Unable to make request: ECONNRESET\nIf you are using'),
    'Unable to make request: ECONNRESET',
  ],
  ['something, where there is no reason', new Error(''), 'no reason was given'],
])('an upload that fails names %s', async (_, thrown, reason) => {
  const { message, remedy } = await failing(thrown);
  expect(message).toBe(`Cannot upload the artifact app-launches: ${reason}`);
  expect(remedy).toBe('Start a new run, not a re-run of this one. The branch has the snapshot already.');
});

test.each([
  'Artifact storage quota has been hit. Unable to upload any new artifacts.\nMore info',
  'CreateArtifact failed: 403 insufficient usage to create artifact',
])('a quota that is used up has remedies of its own: %s', async (thrown) => {
  const { message, remedy } = await failing(new Error(thrown));
  expect(message).toBe(
    'Cannot upload the artifact app-launches: the storage quota for artifacts of this account is used up',
  );
  expect(remedy).toMatch(/^Delete artifacts that nobody needs/);
  expect(remedy).toContain('`permissions: actions: write`');
  expect(remedy).toContain(WHAT.otherwise);
});
