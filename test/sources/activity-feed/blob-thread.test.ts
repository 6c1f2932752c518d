import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { ContentError } from '../../../src/errors.ts';
import { BodyTooLargeError } from '../../../src/http/body.ts';
import { readBlob } from '../../../src/launches/blob.ts';
import { openIdentity } from '../../../src/launches/identity.ts';
import {
  type BlobThread,
  type BlobWork,
  createBlobThread,
} from '../../../src/sources/activity-feed/blob-thread.ts';

const WORK: BlobWork = {
  rules: { operations: new Map([['launchpowerapp', 'LaunchPowerApp']]), latest: Date.UTC(2026, 11, 1) },
  users: { mode: 'pseudonym', key: Buffer.alloc(32, 'k'), keyId: 'id' },
  tenantId: '11111111-2222-4333-8444-555555555555',
};

const threads: BlobThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close();
});

function open(work: unknown = WORK): { readonly thread: BlobThread; readonly worker: Worker } {
  const file = new URL('../../../src/sources/activity-feed/blob-worker.ts', import.meta.url);
  const worker = new Worker(file, { workerData: work });
  const thread = createBlobThread(worker);
  threads.push(thread);
  return { thread, worker };
}

/** A blob with `launches` launches by one user, and a record of something else. */
function blobOf(launches: number): Buffer {
  const records = Array.from({ length: launches }, (_, index) => ({
    Id: `event-${launches}-${index}`,
    CreationTime: '2026-11-21T07:31:09',
    Operation: 'LaunchPowerApp',
    UserId: 'someone@example.com',
  }));
  return Buffer.from(JSON.stringify([...records, { Operation: 'Other' }]));
}

const gzipped = (bytes: Buffer) => ({ bytes: gzipSync(bytes), encoding: 'gzip' });
const readHere = (bytes: Buffer) => readBlob(bytes, WORK.rules, openIdentity(WORK.users, WORK.tenantId));

test('gives what reading here gives, each body its own', async () => {
  const { thread } = open();
  const blobs = Array.from({ length: 100 }, (_, index) => blobOf(index));
  const read = await Promise.all(blobs.map((bytes) => thread.read(gzipped(bytes))));
  expect(read).toEqual(blobs.map(readHere));
});

test('a body in memory that others use leaves that memory alone', async () => {
  const { thread } = open();
  const shared = Buffer.concat([Buffer.from('before'), blobOf(1), Buffer.from('behind')]);
  const bytes = shared.subarray(6, -6);
  expect(await thread.read({ bytes, encoding: undefined })).toEqual(readHere(blobOf(1)));
  expect(shared.toString()).toBe(`before${blobOf(1)}behind`);
});

test('a body that is broken is a ContentError, and the others are read', async () => {
  const { thread } = open();
  const cut = { bytes: gzipSync(blobOf(3)).subarray(0, -9), encoding: 'gzip' };
  const [broken, whole] = await Promise.allSettled([thread.read(cut), thread.read(gzipped(blobOf(2)))]);
  expect(broken).toMatchObject({ status: 'rejected', reason: { remedy: 'The blob is read again.' } });
  expect(broken.status === 'rejected' && broken.reason).toBeInstanceOf(ContentError);
  expect(whole).toEqual({ status: 'fulfilled', value: readHere(blobOf(2)) });
});

test('a body without a checksum is broken wherever a byte of it is', async () => {
  const { thread } = open();
  const whole = blobOf(2);
  const places = Array.from(whole, (_, index) => index).filter((index) => index % 7 === 0);
  const readings = places.map(async (index) => {
    const bytes = Buffer.from(whole);
    bytes[index] = 0;
    return await thread.read({ bytes, encoding: undefined });
  });
  for (const reading of await Promise.allSettled(readings)) {
    expect(reading.status === 'rejected' && reading.reason).toBeInstanceOf(ContentError);
  }
  const withMark = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole]);
  expect(await thread.read({ bytes: withMark, encoding: undefined })).toEqual(readHere(whole));
});

test('another failure is told, and is no ContentError', async () => {
  const { thread } = open({ ...WORK, rules: undefined });
  const failure = await thread.read(gzipped(blobOf(1))).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(ContentError);
});

test('a thread that ends leaves nobody waiting', async () => {
  const { thread, worker } = open();
  await thread.read(gzipped(blobOf(1)));
  const reading = thread.read(gzipped(blobOf(1)));
  await worker.terminate();
  await expect(reading).rejects.toThrow('the thread that reads content blobs has ended: exit code 1');
  await expect(thread.read(gzipped(blobOf(1)))).rejects.toThrow('has ended');
});

test('a body that inflates to too much is told as such: another try would bring the same', async () => {
  const { thread } = open();
  const bomb = gzipped(Buffer.alloc(80 * 1024 * 1024, ' '));
  await expect(thread.read(bomb)).rejects.toBeInstanceOf(BodyTooLargeError);
});
