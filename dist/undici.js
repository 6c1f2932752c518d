/**
 * Stands in for undici in dist/, beside the bundle of it: what @actions/core and @actions/artifact take of it, loaded when
 * it is called. It is nearly half of what a start would have to compile, and most runs call none of it.
 */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** Used with `new`: gives a ProxyAgent of undici. */
export function ProxyAgent(options) {
  const undici = load('./undici-bundle.cjs');
  return new undici.ProxyAgent(options);
}

/** `fetch` of undici. */
export function fetch(...given) {
  return load('./undici-bundle.cjs').fetch(...given);
}
