import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './setup.mjs';

const SOURCE = 'src/launches/walker.as.ts';

/** Where the compiled walker stands. */
export const WALKER = 'src/launches/walker-wasm.ts';

/** Compiles the walker and gives the text of the module that holds it. */
export async function walkerModule() {
  const { default: asc } = await import('assemblyscript/asc');
  const source = await readFile(join(root, SOURCE), 'utf8');
  let wasm;
  const { error, stderr } = await asc.main(
    [
      'walker.ts',
      '--outFile',
      'walker.wasm',
      '-O3',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--importMemory',
      '--noAssert',
    ],
    {
      readFile: (name) => (name === 'walker.ts' ? source : null),
      writeFile: (_name, content) => {
        wasm = content;
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`${SOURCE} does not compile: ${error.message}\n${stderr}`);
  const text = Buffer.from(wasm).toString('base64');
  return [
    `// Made of ${SOURCE.split('/').at(-1)} by \`npm run build\`.`,
    '',
    '/** The compiled walker, a WebAssembly module in base64. */',
    'export const WALKER_WASM =',
    `  '${text}';`,
    '',
  ].join('\n');
}
