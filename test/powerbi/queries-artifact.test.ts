import { describe, expect, it } from 'vitest';
import { writeZip } from '../../simulator/runner/zip.ts';
import { type FakeArtifact, fakeArtifacts, REPOSITORY } from './github.ts';
import { contentsOf, openQueryFile } from './query-tables.ts';
import { expectedRows, type SnapshotFiles, snapshotOf, tableNamed } from './snapshot-files.ts';

const rowsOf = (name: string) => [{ app_id: name, launches_28d: 1 }];

async function snapshotNamed(name: string): Promise<SnapshotFiles> {
  return await snapshotOf([{ table: tableNamed('apps'), rows: rowsOf(name) }]);
}

/** Returns the files as an archive, manifest.json first. */
function zipOf(files: SnapshotFiles): Buffer {
  return writeZip(new Map([...files].reverse().map(([path, bytes]) => [path, Buffer.from(bytes)])));
}

/** An artifact that can be trusted, unless said otherwise. */
async function artifact(name: string, more: Partial<FakeArtifact> = {}): Promise<FakeArtifact> {
  return {
    id: 1,
    name: 'app-launches',
    created_at: '2026-11-20T06:00:00Z',
    expired: false,
    workflow_run: { head_branch: 'trunk', repository_id: 77, head_repository_id: 77 },
    zip: zipOf(await snapshotNamed(name)),
    ...more,
  };
}

async function apps(artifacts: readonly FakeArtifact[], names: readonly string[] = ['trusted', 'other']) {
  const { web, asked } = fakeArtifacts(artifacts);
  const files = contentsOf(...(await Promise.all(names.map(snapshotNamed))));
  const table = await openQueryFile('queries/artifact.pq', { sources: { web }, files });
  return { rows: table('apps').rows, asked };
}

describe('the newest artifact', () => {
  it('is that of the default branch of the repository itself, whatever others upload later', async () => {
    const later = { created_at: '2026-11-22T06:00:00Z' };
    const run = { head_branch: 'trunk', repository_id: 77, head_repository_id: 77 };
    const { rows } = await apps([
      await artifact('other', { ...later, id: 9, workflow_run: { ...run, head_branch: 'feature' } }),
      await artifact('other', { ...later, id: 8, workflow_run: { ...run, head_repository_id: 78 } }),
      await artifact('other', { ...later, id: 7, expired: true }),
      await artifact('other', { ...later, id: 6, name: 'app-launches-2' }),
      await artifact('other', { ...later, id: 5, name: 'App-Launches' }),
      await artifact('other', { ...later, id: 4, workflow_run: null }),
      await artifact('trusted', { id: 3 }),
      await artifact('other', { id: 2, created_at: '2026-11-19T06:00:00Z' }),
    ]);
    expect(rows).toStrictEqual(expectedRows('apps', rowsOf('trusted')));
  });

  it('is the one with the higher id of two of one second, in whichever order they are listed', async () => {
    const older = await artifact('other', { id: 9 });
    const newer = await artifact('trusted', { id: 10 });
    for (const listed of [
      [older, newer],
      [newer, older],
    ]) {
      expect((await apps(listed)).rows).toStrictEqual(expectedRows('apps', rowsOf('trusted')));
    }
  });

  it('is found behind a page full of forged ones, and no further page is asked for', async () => {
    const forged = await artifact('other', {
      workflow_run: { head_branch: 'main', repository_id: 77, head_repository_id: 77 },
    });
    const page = Array.from({ length: 100 }, (_, i) => ({ ...forged, id: 1000 - i }));
    const old = await artifact('other', { id: 4, created_at: '2026-11-01T06:00:00Z' });
    const { rows, asked } = await apps([
      ...page,
      await artifact('trusted', { id: 5 }),
      ...Array(99).fill(old),
      old,
    ]);
    expect(rows).toStrictEqual(expectedRows('apps', rowsOf('trusted')));
    expect(asked.toSorted()).toStrictEqual([
      `repos/${REPOSITORY}`,
      `repos/${REPOSITORY}/actions/artifacts`,
      `repos/${REPOSITORY}/actions/artifacts`,
      `repos/${REPOSITORY}/actions/artifacts/5/zip`,
    ]);
  });

  it('may have an id of many digits', async () => {
    const { asked } = await apps([await artifact('trusted', { id: 12_345_678_901_234 })]);
    expect(asked.at(-1)).toBe(`repos/${REPOSITORY}/actions/artifacts/12345678901234/zip`);
  });

  it('that there is not is an error with the remedy', async () => {
    const none = [await artifact('other', { expired: true })];
    await expect(apps(none)).rejects.toThrow(
      `Repository ${REPOSITORY} has no artifact "app-launches" of its default branch "trunk" that is not expired. Check the name, or run the workflow on that branch.`,
    );
    await expect(apps([])).rejects.toThrow('has no artifact "app-launches"');
  });
});

describe('the archive', () => {
  it('may carry a comment, also one that looks like the end of an archive', async () => {
    const zip = zipOf(await snapshotNamed('trusted'));
    const comment = Buffer.concat([Buffer.from('note '), Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(30)]);
    const end = Buffer.from(zip.subarray(-22));
    end.writeUInt16LE(comment.length, 20);
    const commented = Buffer.concat([zip.subarray(0, -22), end, comment]);
    const { rows } = await apps([await artifact('trusted', { zip: commented })]);
    expect(rows).toStrictEqual(expectedRows('apps', rowsOf('trusted')));
  });

  it('may have more behind the name in front of a file than in the directory', async () => {
    const zip = zipOf(await snapshotNamed('trusted'));
    const extra = Buffer.from([0xfe, 0xca, 4, 0, 1, 2, 3, 4]);
    const behindName = 30 + zip.readUInt16LE(26);
    const local = Buffer.from(zip.subarray(0, behindName));
    local.writeUInt16LE(extra.length, 28);
    const shifted = Buffer.concat([local, extra, zip.subarray(behindName)]);
    const directory = zip.readUInt32LE(zip.length - 6);
    for (let at = directory; at < zip.length - 22; at += 46 + zip.readUInt16LE(at + 28)) {
      const offset = zip.readUInt32LE(at + 42);
      shifted.writeUInt32LE(offset === 0 ? 0 : offset + extra.length, at + 42 + extra.length);
    }
    shifted.writeUInt32LE(directory + extra.length, shifted.length - 6);
    const { rows } = await apps([await artifact('trusted', { zip: shifted })]);
    expect(rows).toStrictEqual(expectedRows('apps', rowsOf('trusted')));
  });

  it('that cannot be read is an error that says why', async () => {
    const zip = zipOf(await snapshotNamed('trusted'));
    const changed = (offset: number, write: (bytes: Buffer) => void): Buffer => {
      const bytes = Buffer.from(zip);
      write(bytes.subarray(offset));
      return bytes;
    };
    const directory = zip.readUInt32LE(zip.length - 6);
    const broken: readonly (readonly [Buffer, string])[] = [
      [Buffer.from('<html>not a zip</html>'.repeat(9)), 'is no zip archive, or it was cut off'],
      [Buffer.alloc(0), 'is no zip archive, or it was cut off'],
      [zip.subarray(0, -10), 'is no zip archive, or it was cut off'],
      [changed(-12, (end) => end.writeUInt16LE(0xffff)), 'is a zip64 archive'],
      [changed(-6, (end) => end.writeUInt32LE(0xffffffff)), 'is a zip64 archive'],
      [changed(directory + 20, (entry) => entry.writeUInt32LE(0xffffffff)), 'has a zip64 entry'],
      [changed(directory + 10, (entry) => entry.writeUInt16LE(12)), 'is compressed with method 12; 0 and 8'],
      [writeZip(new Map([['README.md', Buffer.from('x')]])), 'has no file manifest.json'],
    ];
    for (const [bytes, says] of broken) {
      await expect(apps([await artifact('trusted', { zip: bytes })])).rejects.toThrow(`The artifact ${says}`);
    }
  });
});
