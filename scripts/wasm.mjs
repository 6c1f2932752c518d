import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './setup.mjs';

const FOLDER = 'src/launches/wasm';
const NAMES = ['walker', 'picker'];

/** Compiles the AssemblyScript of src/launches/wasm. Gives the bytes of the modules that hold what came of it, by path. */
export async function wasmModules() {
  const modules = NAMES.map(async (name) => [
    `${FOLDER}/${name}-wasm.ts`,
    wasmModule(name, await compile(name)),
  ]);
  return new Map(await Promise.all(modules));
}

/**
 * Returns the AssemblyScript of the constants that both sides share, from the TypeScript that declares them. Throws when a
 * line of it is neither a comment nor a constant with its type behind.
 */
export function sharedConstants(typescript) {
  const lines = typescript.split('\n').filter((line) => line !== '' && !/^\s*(?:\/\/|\/?\*)/.test(line));
  const declared = lines.map((line) => {
    const found = /^export const ([A-Z_]+) = (\d+); \/\/ (i32|u32|usize)$/.exec(line);
    if (found === null) throw new Error(`${FOLDER}/shared.ts has a line that is not a constant: ${line}`);
    const [, name, value, type] = found;
    return `// @ts-ignore: decorator of AssemblyScript\n@inline\nexport const ${name}: ${type} = ${value};\n`;
  });
  return declared.join('');
}

async function compile(name) {
  const { default: asc } = await import('assemblyscript/asc');
  const path = `${FOLDER}/${name}.as.ts`;
  const sources = new Map([
    [`${name}.ts`, await readFile(join(root, path), 'utf8')],
    ['shared.ts', sharedConstants(await readFile(join(root, FOLDER, 'shared.ts'), 'utf8'))],
  ]);
  let wasm;
  const { error, stderr } = await asc.main(
    [
      `${name}.ts`,
      '--outFile',
      `${name}.wasm`,
      '-O3',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--importMemory',
      '--noAssert',
    ],
    {
      readFile: (file) => sources.get(file) ?? null,
      writeFile: (_name, content) => {
        wasm = content;
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`${path} does not compile: ${error.message}\n${stderr}`);
  return wasm;
}

function wasmModule(name, wasm) {
  const lines = [
    `// Made of ${name}.as.ts by \`npm run build\`.`,
    '',
    `/** The compiled ${name}, a WebAssembly module in base64. */`,
    `export const ${name.toUpperCase()}_WASM =`,
    `  '${Buffer.from(wasm).toString('base64')}';`,
    '',
  ];
  return Buffer.from(lines.join('\n'));
}
