import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OVERVIEW } from '../../powerbi/generate/report/pages/overview.ts';
import { markdownPage } from '../../scripts/pictures/markdown-page.ts';
import { type Drawn, powerBiPage } from '../../scripts/pictures/power-bi-page.ts';
import { readText } from './repository-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pictures = globSync('docs/images/*', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
const pages = globSync(['*.md', 'docs/*.md'], { cwd: root }).map((path) =>
  readText(path.replaceAll('\\', '/')),
);
const shown = pages.flatMap((page) => [...page.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)]);

test('every picture is shown by a document, with words for those who do not see it', () => {
  const names = shown.map(([, , target = '']) => target.split('/').at(-1));
  expect([...new Set(names)].sort()).toEqual(pictures.map((path) => path.split('/').at(-1)).sort());
  for (const [, words = ''] of shown) expect(words.length).toBeGreaterThan(30);
});

test.each(pictures)('%s is a small PNG', (path) => {
  const bytes = readFileSync(`${root}/${path}`);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeLessThan(200_000);
  expect(bytes.readUInt32BE(16)).toBeLessThanOrEqual(1280);
});

test('the Power BI picture is called a drawing wherever it is shown', () => {
  const drawn = shown.filter(([, , target = '']) => target.includes('power-bi'));
  expect(drawn.length).toBeGreaterThan(0);
  for (const [, words = ''] of drawn) expect(words).toMatch(/^Drawing/);
});

describe('the drawing of a Power BI page', () => {
  const figures = new Map<string, Drawn>(
    OVERVIEW.visuals.map(({ key }) => [key, { kind: 'text', text: `<${key}>` }]),
  );

  test('has every visual of the page, where the page puts it and under its title', () => {
    const html = powerBiPage(OVERVIEW, figures);
    for (const { key, box } of OVERVIEW.visuals) {
      expect(html).toContain(`left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`);
      expect(html).toContain(`&lt;${key}>`);
    }
    for (const title of ['At a glance', 'Launches and users per day', 'Users by environment']) {
      expect(html).toContain(`<h3>${title}</h3>`);
    }
  });

  test('is not made when a visual has nothing to show', () => {
    figures.delete('cards');
    expect(() => powerBiPage(OVERVIEW, figures)).toThrow('Nothing to draw for cards');
  });
});

test('a job summary becomes headings, tables and lists, and its chart is left out', () => {
  const html = markdownPage(
    [
      '## Launches',
      '| App | Launches |\n| --- | ---: |\n| Leave &#38; more | 12 |',
      '- **Gap**: see `gaps`',
      '```mermaid\nbar [1]\n```',
    ].join('\n\n'),
  );
  expect(html).toContain('<h2>Launches</h2>');
  expect(html).toContain('<td>Leave &#38; more</td><td class="right">12</td>');
  expect(html).toContain('<li><b>Gap</b>: see <code>gaps</code></li>');
  expect(html).not.toContain('bar [1]');
});
