import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureChild } from '../child.ts';
import { type Group, ratio, WrongAnswer } from '../row.ts';
import { interleave } from '../samples.ts';
import { TENANT_ID } from '../search-services.ts';

const ROW_BYTES = 2_000;

/** The peak memory of reading an export of 1,000,000 rows (2 GB), and of one of 100,000; 1 % are launches. */
export const imports: Group<'memory'> = {
  name: 'import',
  isFull: true,
  goals: {
    memory: {
      row: 15,
      name: 'peak memory, import of 1,000,000 rows / 100,000 rows',
      bound: 'at most',
      goal: 1.25,
      unit: '',
    },
  },
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'import-memory-'));
    try {
      const peaks = await interleave(1, {
        many: () => peakOf(1_000_000, folder),
        few: () => peakOf(100_000, folder),
      });
      return { memory: ratio(peaks.many, peaks.few, ' MB') };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Returns the peak memory of reading so many rows, MB. */
async function peakOf(rows: number, folder: string): Promise<number> {
  writeExport(join(folder, 'export.csv'), rows);
  const child = fileURLToPath(new URL('../import-child.ts', import.meta.url));
  const { usage, stdout } = await measureChild({ args: [child, folder, 'export.csv'] });
  const expected = JSON.stringify({ rows, launches: rows / 100, damaged: 0 });
  if (stdout.trim() !== expected) throw new WrongAnswer(`An import of ${rows} rows gave ${stdout}`);
  return usage.peakMegabytes;
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
