import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../child.ts';
import { WrongAnswer } from '../launches.ts';
import { interleave, ratios } from '../samples.ts';
import { TENANT_ID } from '../search-services.ts';
import type { Results } from '../table.ts';

const ROW_BYTES = 2_000;

/** Measures the peak memory of reading an export of 1,000,000 rows (2 GB), and of one of 100,000; 1 % are launches. */
export async function measureImport(): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'import-memory-'));
  try {
    const peaks = await interleave(1, {
      many: () => peakOf(1_000_000, folder),
      few: () => peakOf(100_000, folder),
    });
    return new Map([['importMemory', ratios(peaks.many, peaks.few)]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the peak memory of reading so many rows, bytes. */
async function peakOf(rows: number, folder: string): Promise<number> {
  writeExport(join(folder, 'export.csv'), rows);
  const file = join(folder, 'peak-memory');
  const preload = new URL('../peak-memory.mjs', import.meta.url).href;
  const child = fileURLToPath(new URL('../import-child.ts', import.meta.url));
  const { stdout } = await runChild({
    args: [`--import=${preload}`, child, folder, 'export.csv'],
    env: { ...process.env, PEAK_MEMORY_FILE: file },
  });
  const expected = JSON.stringify({ rows, launches: rows / 100, damaged: 0 });
  if (stdout.trim() !== expected) throw new WrongAnswer(`An import of ${rows} rows gave ${stdout}`);
  return Number(readFileSync(file, 'utf8'));
}

/** Writes an export as Purview does, a thousand rows at a time. */
function writeExport(file: string, rows: number): void {
  const handle = openSync(file, 'w');
  try {
    writeSync(handle, 'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits\r\n');
    for (let first = 0; first < rows; first += 1_000) {
      writeSync(handle, Array.from({ length: 1_000 }, (_, index) => rowOf(first + index)).join(''));
    }
  } finally {
    closeSync(handle);
  }
}

function rowOf(index: number): string {
  const id = `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
  const operation = index % 100 === 0 ? 'LaunchPowerApp' : 'MessageSent';
  const at = new Date(Date.UTC(2026, 10, 1) + index * 1_000).toISOString().slice(0, 19);
  const record = {
    ...{ CreationTime: at, Id: id, Operation: operation, OrganizationId: TENANT_ID, RecordType: 256 },
    ...{ UserKey: id, UserId: `user${index % 500}@contoso.example`, Workload: 'PowerPlatform' },
    ExtendedProperties: Array.from({ length: 14 }, (_, number) => ({
      Name: `property "${number}"`,
      Value: `${index} `.repeat(8).padEnd(60, 'x'),
    })),
  };
  const data = JSON.stringify(record).replaceAll('"', '""');
  return `${id},"${at}.0000000Z ",256,${operation},user@contoso.example,"${data.padEnd(ROW_BYTES - 150)}",\r\n`;
}
