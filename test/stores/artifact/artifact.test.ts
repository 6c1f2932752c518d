import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ContentError, StoreError } from '../../../src/errors.ts';
import type { GitHub } from '../../../src/github/api.ts';
import { CertificateError } from '../../../src/http/send.ts';
import { readHeads } from '../../../src/stores/artifact/heads.ts';

const LISTED = {
  id: 7,
  name: 'app-launches',
  expired: false,
  created_at: '2026-11-22T06:00:00Z',
  workflow_run: { id: 1, head_branch: 'main', repository_id: 1, head_repository_id: 1 },
};

const withCode = (code: string) => Object.assign(new Error(`${code}: write`), { code });

test.each<[string, Error, string, boolean]>([
  ['a full disk', withCode('ENOSPC'), 'Free space', false],
  ['a lost connection', withCode('ECONNRESET'), 'Later.', false],
  ['a certificate', new CertificateError('github.test', 'CERT_HAS_EXPIRED'), 'Later.', false],
  ['another digest', new ContentError('its digest is another', 'Again.'), 'Run the workflow again', true],
])(
  'a download that ends in %s names what helps, and only what came may be deleted',
  async (_, cause, remedy, isDeletable) => {
    const github: GitHub = {
      get: async (path, schema) =>
        schema.parse(
          path.startsWith('/actions/runs/')
            ? { path: '.github/workflows/collect.yml', event: 'schedule' }
            : { artifacts: [LISTED] },
        ),
      remove: () => Promise.reject(new Error('nothing is deleted here')),
      download: async () => {
        throw new StoreError(`Cannot read from GitHub: ${cause.message}`, 'Later.', { cause });
      },
    };
    const read = readHeads({
      name: 'app-launches',
      defaultBranch: 'main',
      ownBranch: 'main',
      workflow: '.github/workflows/collect.yml',
      manifestKey: Promise.resolve(undefined),
      github,
      retentionDays: undefined,
      temporary: tmpdir(),
      runId: '2',
      loadClient: () => Promise.reject(new Error('nothing is uploaded here')),
    });
    const error: unknown = await read.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ remedy: expect.stringContaining(remedy) });
    expect(error instanceof StoreError && error.remedy.includes('delete')).toBe(isDeletable);
  },
);
