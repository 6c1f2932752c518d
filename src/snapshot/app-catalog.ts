import { StoreError } from '../errors.ts';
import { idOf, isEnvironmentId } from '../launches/ids.ts';
import { LIMITS } from '../limits.ts';

/** What the app catalog says about an app; `null` where it says nothing. */
export interface CatalogApp {
  readonly name: string | null;
  readonly owner: string | null;
  /** Lower-case. */
  readonly environmentId: string | null;
  readonly environmentName: string | null;
}

/** Lower-case app id → what the catalog says about the app. */
export type AppCatalog = ReadonlyMap<string, CatalogApp>;

/**
 * Headers that a column can have, the best first, without the `admin_` of the CoE Starter Kit. PowerShell calls the id of an
 * app or environment its name; the admin center's inventory calls an app an item.
 */
const HEADERS = {
  name: [/^(?:app_?)?display_?name$/, /^(?:(?:app|item)_?)?name$/],
  id: [/^(?:(?:app|item)_?)?id(?:entifier)?$/, /^app_?name$/],
  owner: [/^(?:app_?)?owner_?(?:display)?_?name$/, /^(?:app_?)?owner$/, /^(?:app_?)?owner_?(?:upn|e?mail)$/],
  environmentId: [
    /^(?:app_?)?environment_?id(?:entifier)?$/,
    /^environment_?name$/,
    /^(?:app_?)?environment$/,
  ],
  environmentName: [
    /^(?:app_?)?environment_?display_?name$/,
    /^environment_?name$/,
    /^(?:app_?)?environment$/,
  ],
  type: [/^(?:power_?apps?|app|item)_?type$/, /^type$/],
  deleted: [/^app_?deleted$/],
} as const;

/** The kit's number of model-driven apps, and what else exports list besides canvas apps. */
const NOT_CANVAS = /^597910001$|model|page|library|code|builder|flow|agent|environment/i;

/**
 * Reads an app catalog: CSV with a header, one row for each app. The columns are found by their names, such as "app id",
 * "display name", "owner" and "environment" (an id or a name), those of the kit's table `admin_app` and of the admin center's
 * inventory too. What is no canvas app, or deleted, is left out. `path` names the file in errors.
 * @throws {StoreError} when it is not CSV or lacks id or name.
 */
export async function parseAppCatalog(text: string, path: string): Promise<AppCatalog> {
  const { parse } = await import('csv-parse/sync');
  let rows: readonly (readonly string[])[];
  try {
    const limits = { to: LIMITS.catalog.apps + 2, max_record_size: LIMITS.catalog.lineLength };
    const options = { bom: true, skip_empty_lines: true, relax_column_count: true, ...limits };
    rows = parse(text, { ...options, delimiter: delimiterOf(text) });
  } catch (cause) {
    throw new StoreError(`The app catalog ${JSON.stringify(path)} is not CSV`, REMEDY, { cause });
  }
  if (rows.length > LIMITS.catalog.apps + 1) {
    const most = LIMITS.catalog.apps.toLocaleString('en-US');
    throw new StoreError(`The app catalog ${JSON.stringify(path)} has more than ${most} lines`, REMEDY);
  }
  const header = (rows[0] ?? []).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_')
      .replace(/^admin_/, ''),
  );
  const name = columnOf(header, HEADERS.name);
  const id = columnOf(header, HEADERS.id);
  if (id < 0 || name < 0 || id === name) {
    throw new StoreError(
      `The app catalog ${JSON.stringify(path)} has no columns "app id" and "display name"`,
      REMEDY,
    );
  }
  const owner = columnOf(header, HEADERS.owner);
  const environmentId = columnOf(header, HEADERS.environmentId);
  const environmentName = columnOf(header, HEADERS.environmentName);
  const type = columnOf(header, HEADERS.type);
  const deleted = columnOf(header, HEADERS.deleted);
  const apps = rows.slice(1).flatMap((row): (readonly [string, CatalogApp])[] => {
    const appId = idOf(textOf(row[id]));
    if (appId === null || isLeftOut(row[type], row[deleted])) return [];
    const environment = idOf(textOf(row[environmentId])) ?? '';
    const named = textOf(row[environmentName]) ?? '';
    const app = {
      name: textOf(row[name]) ?? null,
      owner: textOf(row[owner]) ?? null,
      environmentId: isEnvironmentId(environment) ? environment : null,
      environmentName: named === '' || isEnvironmentId(idOf(named) ?? '') ? null : named,
    };
    return [[appId, app]];
  });
  return new Map(apps);
}

function isLeftOut(type: string | undefined, deleted: string | undefined): boolean {
  return NOT_CANVAS.test(type?.trim() ?? '') || /^(?:yes|true|1)$/i.test(deleted?.trim() ?? '');
}

/** Returns the number of apps that have an owner in the catalog. */
export function ownersIn(catalog: AppCatalog): number {
  return [...catalog.values()].filter(({ owner }) => owner !== null).length;
}

const REMEDY = 'Give app-catalog a CSV file with a header and the columns "app id" and "display name".';

/** Excel separates by semicolons where a comma is the decimal sign, and by tabs in its Unicode text. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ',';
}

function columnOf(header: readonly string[], patterns: readonly RegExp[]): number {
  const found = patterns.map((pattern) => header.findIndex((name) => pattern.test(name)));
  return found.find((index) => index >= 0) ?? -1;
}

function textOf(cell: string | undefined): string | undefined {
  const text = cell?.trim().toWellFormed();
  return text === '' ? undefined : text;
}
