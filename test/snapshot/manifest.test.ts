import { describe, expect, test } from 'vitest';
import { SnapshotError } from '../../src/errors.ts';
import {
  formatManifest,
  isSigned,
  type Manifest,
  parseManifest,
  signManifest,
} from '../../src/snapshot/manifest.ts';
import { manifestOf } from './fixtures.ts';

const file = {
  table: 'launches',
  format: 'csv' as const,
  path: 'csv/launches/month=2026-11/2026-11-21.csv',
  rows: 1,
  bytes: 9,
  sha256: 'a'.repeat(64),
  date_from: '2026-11-21',
  date_to: '2026-11-21',
  sealed: false,
};
const manifest = {
  ...manifestOf([file]),
  unread: [{ id: 'a$b', created: '2026-11-21T00:00:00.000Z', expires: '2026-11-28T00:00:00.000Z', tries: 2 }],
  read: { '0123456789abcdef': '2026-11-21T00:00:00.000Z' },
};

test('a manifest comes back as it was written', () => {
  expect(parseManifest(formatManifest(manifest))).toEqual(manifest);
  expect(formatManifest(manifest)).toMatch(/^\{\n {2}"schema_version": "1\.0\.0",\n.*\n\}\n$/s);
});

test.each(['1.0.0', '1.99.3'])('reads schema version %s', (schema_version) => {
  expect(parseManifest(JSON.stringify({ ...manifest, schema_version, later: 1 })).schema_version).toBe(
    schema_version,
  );
});

test('a newer major version asks for a newer release, whatever else is new in it', () => {
  const error = errorOf(JSON.stringify({ schema_version: '2.0.0', files: 'elsewhere' }));
  expect(error.message).toContain('"2.0.0"');
  expect(error.remedy).toContain('newer release');
});

describe('broken manifests are refused, with where they are broken', () => {
  test.each<[string, string, string]>([
    ['empty', '', 'not JSON'],
    ['cut short', formatManifest(manifest).slice(0, 200), 'not JSON'],
    ['a conflict of git', `<<<<<<< HEAD\n${formatManifest(manifest)}`, 'not JSON'],
    ['null', 'null', 'broken'],
    ['a list', '[]', 'broken'],
    ['no version', JSON.stringify({ ...manifest, schema_version: undefined }), 'schema_version'],
    ['another tenant id', JSON.stringify({ ...manifest, tenant_id: 'contoso.com' }), 'tenant_id'],
    [
      'a watermark that is none',
      JSON.stringify({ ...manifest, watermark: '2026-02-30T00:00:00Z' }),
      'watermark',
    ],
    ['no unread list', JSON.stringify({ ...manifest, unread: undefined }), 'unread'],
    ['rows below zero', JSON.stringify({ ...manifest, files: [{ ...file, rows: -1 }] }), 'files[0].rows'],
    [
      'a path out of the snapshot',
      JSON.stringify({ ...manifest, files: [{ ...file, path: '../csv/x' }] }),
      'path',
    ],
    ['an absolute path', JSON.stringify({ ...manifest, files: [{ ...file, path: '/csv/x' }] }), 'path'],
    [
      'a path that climbs',
      JSON.stringify({ ...manifest, files: [{ ...file, path: 'csv/../../x' }] }),
      'path',
    ],
    ['a time zone that is none', JSON.stringify({ ...manifest, time_zone: '<b>##[error]' }), 'time_zone'],
    [
      'an id that is a command',
      JSON.stringify({ ...manifest, snapshot_id: 'a\n::stop-commands::' }),
      'snapshot_id',
    ],
    [
      'a table that is none',
      JSON.stringify({ ...manifest, files: [{ ...file, table: '"' }] }),
      'files[0].table',
    ],
    ['a run that is a page', JSON.stringify({ ...manifest, run_id: 'x'.repeat(101) }), 'run_id'],
    [
      'half of a character',
      JSON.stringify({ ...manifest, unread: [{ ...manifest.unread[0], id: '\ud800' }] }),
      'unread[0].id',
    ],
    [
      'a reason without end',
      JSON.stringify({
        ...manifest,
        coverage: {
          ...manifest.coverage,
          gaps: [{ from: manifest.generated_at, to: manifest.generated_at, reason: 'x'.repeat(2_001) }],
        },
      }),
      'coverage.gaps[0].reason',
    ],
    ['an unknown format', JSON.stringify({ ...manifest, files: [{ ...file, format: 'orc' }] }), 'format'],
  ])('%s', (_, text, where) => {
    expect(errorOf(text).message).toContain(where);
  });
});

function errorOf(text: string): SnapshotError {
  try {
    parseManifest(text);
  } catch (error) {
    if (error instanceof SnapshotError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a signature', () => {
  const KEY = Buffer.alloc(32, 'k');
  const signed = signManifest(manifestOf([]), KEY);

  test('holds for the manifest as it is read again, however it was written', () => {
    expect(isSigned(parseManifest(formatManifest(signed)), KEY)).toBe(true);
    const reversed = Object.fromEntries(Object.entries(signed).reverse());
    expect(isSigned(parseManifest(JSON.stringify(reversed)), KEY)).toBe(true);
  });

  test.each<[string, Partial<Manifest>]>([
    ['watermark', { watermark: '2026-11-22T00:00:01.000Z' }],
    ['run', { run_id: '8' }],
    ['row count', { tables: { ...signed.tables, launches: { rows: 1 } } }],
    ['signature', { signature: 'x' }],
    ['signature left out', { signature: undefined }],
  ])('does not hold for another %s', (_, change) => {
    expect(isSigned({ ...signed, ...change }, KEY)).toBe(false);
  });

  test('does not hold for another hash of a file', () => {
    const own = signManifest(manifestOf([file]), KEY);
    expect(isSigned(own, KEY)).toBe(true);
    expect(isSigned({ ...own, files: [{ ...file, sha256: '1'.repeat(64) }] }, KEY)).toBe(false);
    expect(isSigned({ ...own, files: [] }, KEY)).toBe(false);
  });

  test('is left out without a key, and taken off', () => {
    expect(signManifest(signed, undefined)).toEqual(manifestOf([]));
  });
});
