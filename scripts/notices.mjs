import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reviewedLicenses } from './reviewed-licenses.mjs';

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // What packages from before SPDX call the MIT license.
  'MIT/X11',
  'Python-2.0',
  'Unlicense',
]);

const rule = `${'-'.repeat(80)}\n`;

/**
 * The text of THIRD-PARTY-NOTICES.txt for the packages in `folders`: name, version, license and the license's full
 * text of each, sorted by name and version. Throws one error that lists every package whose license is not allowed or
 * has no text.
 */
export function notices(folders) {
  const problems = [];
  const entries = new Map();
  for (const folder of folders) {
    const entry = describe(folder);
    if (!isAllowed(entry.license))
      problems.push(`${entry.id}: the license "${entry.license}" is not on the list of scripts/notices.mjs`);
    else if (entry.text === '')
      problems.push(`${entry.id}: no license text; review it and add it to scripts/reviewed-licenses.mjs`);
    else entries.set(entry.id, entry);
  }
  if (problems.length > 0) throw new Error(`Licenses to look at:\n- ${problems.join('\n- ')}`);
  const sorted = [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const head = `Audit Log Sync contains code of the ${sorted.length} packages below. Written by npm run build.\n`;
  return [head, ...sorted.map(({ id, license, text }) => `${id}\nLicense: ${license}\n\n${text}\n`)].join(
    rule,
  );
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const id = `${name}@${version}`;
  const reviewed = reviewedLicenses.get(id);
  return reviewed === undefined
    ? { id, license: license ?? 'none named', text: licenseText(folder) }
    : { id, ...reviewed };
}

/** All license and notice files of the package; without any, the license section of its README when it is a full text. */
function licenseText(folder) {
  const names = readdirSync(folder).sort();
  const files = names.filter((name) =>
    /^(un)?(licen[cs]es?|copying|notice|third-?party-?notices?)([.-].*)?$/i.test(name),
  );
  const readable = files.filter((name) => !/\.(js|cjs|mjs|ts|json)$/i.test(name));
  if (readable.length > 0) return readable.flatMap((name) => textsIn(join(folder, name))).join('\n\n');
  const readme = names.find((name) => /^readme(\.|$)/i.test(name));
  if (readme === undefined) return '';
  const section =
    /^#* *licen[cs]e\s*\n(?:-+\n)?([\s\S]*)$/im.exec(plainText(join(folder, readme)))?.[1] ?? '';
  return /Permission is hereby granted/.test(section) ? section.trim() : '';
}

/** The text of a file, or those of the files of a folder, such as `licenses` of code that a package took over. */
function textsIn(path) {
  if (!statSync(path).isDirectory()) return [plainText(path)];
  return readdirSync(path)
    .sort()
    .map((name) => plainText(join(path, name)));
}

function plainText(path) {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Reads the part of SPDX expressions that packages use: names joined by AND, or by OR. */
function isAllowed(expression) {
  const names = expression.replace(/[()]/g, '');
  if (names.includes(' OR ')) return names.split(' OR ').some((name) => allowed.has(name));
  return names.split(' AND ').every((name) => allowed.has(name));
}
