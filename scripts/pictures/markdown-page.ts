/**
 * Returns a page that shows a job summary about as GitHub does: headings, tables, lists and paragraphs with bold text,
 * code and links. A fenced block is left out, because only GitHub draws its chart.
 */
export function markdownPage(markdown: string): string {
  const blocks = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').split(/\n{2,}/);
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><main>${blocks.map(blockOf).join('\n')}</main>`;
}

function blockOf(block: string): string {
  const lines = block.trim().split('\n');
  const heading = /^(#+) (.*)$/.exec(lines[0] ?? '');
  if (heading !== null) {
    const level = heading[1]?.length ?? 1;
    return `<h${level}>${inline(heading[2] ?? '')}</h${level}>`;
  }
  if (lines[0]?.startsWith('|')) return tableOf(lines);
  if (lines[0]?.startsWith('- ')) {
    return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`;
  }
  return lines[0] === '' ? '' : `<p>${inline(lines.join(' '))}</p>`;
}

function tableOf([head = '', marks = '', ...rows]: readonly string[]): string {
  const right = cellsOf(marks).map((mark) => mark.endsWith(':'));
  const row = (line: string, tag: 'th' | 'td'): string =>
    `<tr>${cellsOf(line)
      .map(
        (cell, index) => `<${tag}${right[index] === true ? ' class="right"' : ''}>${inline(cell)}</${tag}>`,
      )
      .join('')}</tr>`;
  const named = cellsOf(head).some((cell) => cell !== '');
  return `<table>${named ? row(head, 'th') : ''}${rows.map((line) => row(line, 'td')).join('')}</table>`;
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** Our summaries hold no tag of a stranger: names are escaped where they are written. */
function inline(text: string): string {
  return (
    text
      .replaceAll(/\\([^\w\s])/g, '$1')
      .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '<a>$1</a>')
      .replaceAll(/\*\*(.+?)\*\*/g, '<b>$1</b>')
      .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
      // Drawn, because many machines have no font with them.
      .replaceAll('✅', '<i class="done">✓</i>')
      .replaceAll(/⚠️?/g, '<i class="warning">!</i>')
      .replaceAll(/ℹ️?/g, '<i class="note">i</i>')
  );
}

/** How GitHub's pages look, as far as a job summary needs it. */
const STYLE = `
  body { margin: 0; font: 16px/1.5 "Liberation Sans", Arial, sans-serif; color: #1f2328; background: #fff }
  main { padding: 24px 32px }
  h2, h3 { margin: 20px 0 12px; padding-bottom: 6px; border-bottom: 1px solid #d1d9e0; font-size: 22px }
  h2:first-child { margin-top: 0 } h3 { border: 0; padding: 0; font-size: 18px }
  table { border-collapse: collapse; margin: 0 0 14px } th, td { border: 1px solid #d1d9e0; padding: 5px 12px; text-align: left }
  tr:nth-child(odd) td { background: #f6f8fa } .right { text-align: right }
  i { border-radius: 3px; padding: 0 4px; color: #fff; font-style: normal; font-weight: bold }
  .done { background: #1a7f37 } .warning { background: #bf8700 } .note { background: #0969da }
  a { color: #0969da } code { background: #eff1f3; border-radius: 4px; padding: 2px 5px; font-size: 85% }
`;
