import { StoreError } from '../errors.ts';
import type { Launch } from '../launches/launch.ts';

/** App id, lower-case → name. */
export type AppNames = ReadonlyMap<string, string>;

const ID_HEADER = /^(?:app_?)?id(?:entifier)?$/;
const NAME_HEADER = /^(?:app_?)?(?:display_?)?name$/;

/**
 * Reads the names out of an app catalog: CSV with a header, one row for each app. The columns are found by their names,
 * such as "app id" and "display name". `path` names the file in errors.
 * @throws {StoreError} when it is no CSV or lacks one of the two columns.
 */
export async function parseAppCatalog(text: string, path: string): Promise<AppNames> {
  const { parse } = await import('csv-parse/sync');
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (cause) {
    throw new StoreError(`The app catalog ${JSON.stringify(path)} is not CSV`, REMEDY, { cause });
  }
  const header = (rows[0] ?? []).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  const id = header.findIndex((name) => ID_HEADER.test(name));
  const name = header.findIndex((column) => NAME_HEADER.test(column));
  if (id < 0 || name < 0) {
    throw new StoreError(
      `The app catalog ${JSON.stringify(path)} has no columns "app id" and "display name"`,
      REMEDY,
    );
  }
  return new Map(
    rows.slice(1).flatMap((row) => {
      const [appId, appName] = [row[id]?.trim().toLowerCase() ?? '', row[name]?.trim() ?? ''];
      return appId === '' || appName === '' ? [] : [[appId, appName]];
    }),
  );
}

const REMEDY = 'Give app-catalog a CSV file with a header and the columns "app id" and "display name".';

/** Gives the name of each app: that of its newest launch that carries one, else that of the catalog. */
export function appNames(launches: readonly Launch[], catalog: AppNames): AppNames {
  const inOrder = [...launches].sort((a, b) => a.launchedAt - b.launchedAt);
  const launched = inOrder.flatMap(({ appId, appName }) =>
    appId === null || appName === null ? [] : [[appId, appName] as const],
  );
  return new Map([...catalog, ...launched]);
}
