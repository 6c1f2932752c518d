import { DefaultSettings, NewlineLiteral, tryFormat } from '@microsoft/powerquery-formatter';

/**
 * Returns M as Microsoft's formatter lays it out: four blanks, lines of up to 120 characters where the text allows it, LF,
 * no final line break.
 * @throws {Error} when the text is not M.
 */
export async function formatM(text: string): Promise<string> {
  const formatted = await tryFormat({ ...DefaultSettings, newlineLiteral: NewlineLiteral.Unix }, text);
  if (formatted.kind === 'Error') throw new Error(`This is not M: ${formatted.error.message}\n${text}`);
  return formatted.value.trimEnd();
}
