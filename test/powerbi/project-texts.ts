import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROJECT } from '../../powerbi/generate/items.ts';

const root = fileURLToPath(new URL('../../powerbi/', import.meta.url));

/** The Power BI project as it is committed: path under powerbi/ with slashes → text. */
export type Texts = ReadonlyMap<string, string>;

/** Reads the committed project: model, report and the file that opens both. */
export function readProject(): Texts {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.startsWith(`${PROJECT}.`) && !path.includes('/.pbi/'))
    .filter((path) => /\.(tmdl|json|pbip|pbir|pbism)$|\/\.platform$/.test(path))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
}
