import { itemFiles } from './items.ts';
import { modelFiles } from './model-files.ts';
import { queryFiles } from './queries.ts';
import { reportFiles } from './report/report.ts';

/** Returns every generated file: path under powerbi/ with slashes → text, UTF-8 with LF. */
export async function projectFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([...itemFiles(), ...(await modelFiles()), ...reportFiles(), ...(await queryFiles())]);
}
