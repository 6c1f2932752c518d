/** How a blob's text is laid out on the wire; all of it is legal JSON apart from the byte-order mark. */
export interface BlobLayout {
  readonly bom?: boolean;
  /** Indented, one value a line. */
  readonly pretty?: boolean;
  /** `/` written as `\/`, as the service's own writer does. */
  readonly escapedSlashes?: boolean;
  /** Line ends as CR LF (shows with `pretty`). */
  readonly crlf?: boolean;
}

/** Returns the text of a blob: a JSON array of the records' texts, laid out as requested. */
export function blobText(records: readonly string[], layout: BlobLayout): string {
  let text = `[${records.join(',')}]`;
  if (layout.pretty === true) text = indent(text);
  if (layout.escapedSlashes === true) text = text.replaceAll('/', '\\/');
  if (layout.crlf === true) text = text.replaceAll('\n', '\r\n');
  return layout.bom === true ? `\ufeff${text}` : text;
}

// Not JSON.parse and JSON.stringify: those would undo the records' own escapes.
function indent(json: string): string {
  let depth = 0;
  const line = () => `\n${'    '.repeat(depth)}`;
  return json.replace(/"(?:[^"\\]|\\.)*"|[[\]{},:]/g, (token) => {
    if (token === '[' || token === '{') {
      depth += 1;
      return `${token}${line()}`;
    }
    if (token === ']' || token === '}') {
      depth -= 1;
      return `${line()}${token}`;
    }
    if (token === ',') return `,${line()}`;
    return token === ':' ? ': ' : token;
  });
}
