import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file system in memory that Linux has. */
const MEMORY = '/dev/shm';

/** Several times what the tests take at any time, in bytes. */
const ENOUGH_BYTES = 2 ** 29;

/** Returns the folder for temporary files: in memory where there is room and files may be run, else the system's. */
export function temporaryParent() {
  return isFit(MEMORY) ? MEMORY : tmpdir();
}

function isFit(parent) {
  let folder;
  try {
    const { bavail, bsize } = statfsSync(parent);
    if (bavail * bsize < ENOUGH_BYTES) return false;
    folder = mkdtempSync(join(parent, 'audit-log-sync-'));
    const script = join(folder, 'script');
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
    return spawnSync(script).status === 0;
  } catch {
    return false;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}
