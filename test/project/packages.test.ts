import { existsSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readJson, readText } from './repository-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dependencies = z.record(z.string(), z.string()).default({});
const manifest = z.object({ dependencies, optionalDependencies: dependencies });
const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      optionalDependencies: dependencies,
    }),
  ),
});

const toolchain = manifest.parse(readJson('.ci/toolchain/package.json')).optionalDependencies;
const { packages } = lock.parse(readJson('package-lock.json'));

test('the toolchain and .node-version name one Node.js', () => {
  expect(new Set(Object.values(toolchain))).toEqual(new Set([readText('.node-version').trim()]));
});

test('the toolchain is locked to what it names', () => {
  const locked = lock.parse(readJson('.ci/toolchain/package-lock.json')).packages;
  for (const [name, version] of Object.entries(toolchain)) {
    expect(locked[`node_modules/${name}`]).toMatchObject({
      version,
      integrity: expect.stringMatching(/^sha512-/),
    });
  }
});

test.each([
  ...['package-lock.json', 'simulator/package-lock.json'],
  ...['.ci/toolchain/package-lock.json', '.ci/power-bi/package-lock.json'],
])('%s names no registry', (path) => {
  expect(readText(path)).not.toMatch(/"resolved"|https?:\/\/registry/);
});

// npm leaves out what the registry at hand lacks, and then npm ci refuses the lock file everywhere.
test('the lock file holds every optional package, also those of other systems', () => {
  const named = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies));
  expect(named.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
});

test('every package that the action uses is locked by its hash', () => {
  const used = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  expect(used.length).toBeGreaterThan(20);
  for (const [, { integrity }] of used) expect(integrity).toMatch(/^sha512-/);
});

// npm test compares the whole file with what the bundle holds; this says which package is missing.
test.skipIf(!existsSync(new URL('../../THIRD-PARTY-NOTICES.txt', import.meta.url)))(
  'the notices name every direct dependency',
  () => {
    const notices = readText('THIRD-PARTY-NOTICES.txt');
    const direct = manifest.parse(readJson('package.json')).dependencies;
    for (const [name, version] of Object.entries(direct))
      expect(notices).toContain(`\n${name}@${version}\nLicense: `);
  },
);

describe('the demo', () => {
  const own = manifest.parse(readJson('simulator/package.json')).dependencies;
  const locked = lock.parse(readJson('simulator/package-lock.json')).packages;

  test('has the versions of the whole project, locked by their hashes', () => {
    for (const [name, version] of Object.entries(own)) {
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
      expect(locked[`node_modules/${name}`]).toMatchObject({
        version,
        integrity: expect.stringMatching(/^sha512-/),
      });
    }
  });

  test('installs every package that the simulator imports, and no other', () => {
    const files = globSync('simulator/**/*.ts', { cwd: root, exclude: (name) => name === 'node_modules' });
    const imported = files
      .flatMap((file) => [...readText(file.replaceAll('\\', '/')).matchAll(/from '([^.'][^']*)'/g)])
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('node:'))
      .map((name) => name.split('/')[0]);
    expect([...new Set(imported)].sort()).toEqual(Object.keys(own).sort());
  });

  test('imports nothing of src/, which needs packages of its own', () => {
    const files = globSync('simulator/**/*.ts', { cwd: root, exclude: (name) => name === 'node_modules' });
    const texts = files.map((file) => [file, readText(file.replaceAll('\\', '/'))] as const);
    expect(texts.filter(([, text]) => /from '(?:\.\.\/)+src\//.test(text)).map(([file]) => file)).toEqual([]);
  });
});

test.each([
  ...['package-lock.json', 'simulator/package-lock.json'],
  ...['.ci/toolchain/package-lock.json', '.ci/power-bi/package-lock.json'],
])('every package of %s has its hash', (file) => {
  const { packages } = z
    .object({
      packages: z.record(
        z.string(),
        z.object({ integrity: z.string().optional(), link: z.boolean().optional() }),
      ),
    })
    .parse(JSON.parse(readText(file)));
  const without = Object.entries(packages)
    .filter(
      ([name, { integrity, link }]) => name !== '' && link !== true && !/^sha512-/.test(integrity ?? ''),
    )
    .map(([name]) => name);
  expect(without).toEqual([]);
});
