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

async function compile(name) {
  const { default: asc } = await import('assemblyscript/asc');
  const path = `${FOLDER}/${name}.as.ts`;
  const source = await readFile(join(root, path), 'utf8');
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
      readFile: (file) => (file === `${name}.ts` ? source : null),
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
