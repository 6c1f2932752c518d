import { HTML_STYLE } from './style.ts';

/**
 * Returns a page that shows a job summary about as GitHub does: headings, tables, lists and paragraphs with bold text,
 * code and links. A fenced block is left out, because only GitHub draws its chart.
 */
export function markdownPage(markdown: string): string {
  const blocks = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '').split(/\n{2,}/);
  return `<!doctype html><meta charset="utf-8"><style>${HTML_STYLE}</style><main>${blocks.map(blockOf).join('\n')}</main>`;
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
