/**
 * Preloaded into a built action that is to be killed at a known instant: before the first call of HOLD_CALL, a function of
 * Node.js, with HOLD_TEXT in its arguments it makes the file HOLD_MARK and stands still.
 */
import processes from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { HOLD_CALL = '', HOLD_TEXT = '', HOLD_MARK = '' } = process.env;

const modules: readonly object[] = [fs, fs.promises, processes];
for (const each of modules) {
  const known: unknown = Reflect.get(each, HOLD_CALL);
  if (typeof known !== 'function') continue;
  Reflect.set(each, HOLD_CALL, (...given: readonly unknown[]): unknown => {
    const texts = given.flat().filter((text) => typeof text === 'string');
    if (texts.join(' ').replaceAll('\\', '/').includes(HOLD_TEXT)) {
      fs.mkdirSync(HOLD_MARK, { recursive: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    return Reflect.apply(known, each, given);
  });
}
syncBuiltinESMExports();
