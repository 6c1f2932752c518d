/**
 * Lets an action that a test starts use the compiled code that `npm test` keeps for the time of its run: each of some
 * five hundred processes would compile the same megabytes again. Empty without `npm test`.
 */
export function compileCache(): Readonly<Record<string, string>> {
  const { NODE_COMPILE_CACHE: folder } = process.env;
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}
