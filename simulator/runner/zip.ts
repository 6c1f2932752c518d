import { crc32, inflateRawSync } from 'node:zlib';

// Layouts: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end).
const localHeader = { signature: 0x04034b50, length: 30 };
const centralHeader = { signature: 0x02014b50, length: 46 };
const endRecord = { signature: 0x06054b50, length: 22 };
const utf8Names = 0x0800;

/** Returns a zip archive with the files stored uncompressed, in the order of the map, dated 1980-01-01. */
export function writeZip(files: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(0x0021, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([uint32(localHeader.signature), common, name, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([uint32(centralHeader.signature), Buffer.from([20, 0]), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(endRecord.length);
  end.writeUInt32LE(endRecord.signature, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/**
 * Returns the files of a zip archive by path, in the order of its central directory; folders are left out. Reads
 * stored and deflated files below 4 GiB. Throws when the archive is damaged.
 */
export function readZip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(uint32(endRecord.signature));
  if (end < 0) throw new Error('The archive has no end record.');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== centralHeader.signature)
      throw new Error('The central directory is damaged.');
    const nameLength = archive.readUInt16LE(at + 28);
    const path = archive.toString('utf8', at + centralHeader.length, at + centralHeader.length + nameLength);
    if (!path.endsWith('/')) files.set(path, readMember(archive, at));
    at += centralHeader.length + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** Returns an archive of `writeZip` with the last byte of its last file changed. Throws when it has no end record. */
export function damagedZip(archive: Buffer): Buffer {
  const end = archive.lastIndexOf(uint32(endRecord.signature));
  if (end < 0) throw new Error('The archive has no end record.');
  const damaged = Buffer.from(archive);
  const last = archive.readUInt32LE(end + 16) - 1;
  damaged.writeUInt8(archive.readUInt8(last) ^ 0xff, last);
  return damaged;
}

function readMember(archive: Buffer, central: number): Buffer {
  const local = archive.readUInt32LE(central + 42);
  const start =
    local + localHeader.length + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(central + 20));
  const content = archive.readUInt16LE(central + 10) === 0 ? Buffer.from(packed) : inflateRawSync(packed);
  if (crc32(content) !== archive.readUInt32LE(central + 16))
    throw new Error('A file of the archive is damaged.');
  return content;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
