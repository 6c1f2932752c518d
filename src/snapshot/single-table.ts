import type { CheckedFiles } from './checked-files.ts';
import { changeOf, type FileChange } from './file-change.ts';
import { type Format, openWriter, preferredFiles, readFile, type WrittenFile, writtenFile } from './files.ts';
import { tablePath } from './layout.ts';
import { growInMemory, type KeepFile } from './made-file.ts';
import type { Table } from './table.ts';

/** Returns the rows of a published table that is one file, none when there is no such file. Looks at it in each format. */
export async function readTable<Row extends object>(
  table: Table<Row>,
  published: CheckedFiles | undefined,
): Promise<readonly Row[]> {
  const entries = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
  const [entry] = preferredFiles(entries);
  if (published === undefined || entry === undefined) return [];
  const others = entries.filter(({ path }) => path !== entry.path);
  const [[read]] = await Promise.all([published.read([entry]), published.look(others)]);
  return read === undefined ? [] : await readFile(table, read.file, read.bytes);
}

/** Returns the files of a table that is one file for each format, and what they replace. Writes tables without rows too. */
export async function writeTable<Row extends object>(
  table: Table<Row>,
  rows: readonly Row[],
  { formats, keep = growInMemory }: { readonly formats: readonly Format[]; readonly keep?: KeepFile },
  published: Pick<CheckedFiles, 'manifest' | 'damage'> | undefined,
): Promise<FileChange> {
  const before = (published?.manifest.files ?? []).filter((entry) => entry.table === table.name);
  const files: WrittenFile[] = [];
  for (const format of formats) {
    const writer = await openWriter(table, format, keep);
    writer.add(rows);
    const location = {
      format,
      path: tablePath(table, format),
      rows: rows.length,
      date_from: null,
      date_to: null,
      sealed: false,
    };
    files.push(writtenFile(table, writer.finish(), location));
  }
  return changeOf(
    before,
    files.map(({ entry }) => entry),
    files,
    published?.damage ?? { paths: new Set() },
  );
}
