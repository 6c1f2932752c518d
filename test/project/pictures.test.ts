import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { markdownPage } from '../../scripts/pictures/markdown-page.ts';
import { powerBiPage } from '../../scripts/pictures/power-bi-page.ts';
import type { SampleFigures } from '../../scripts/pictures/sample-figures.ts';
import { readProject } from '../powerbi/project-texts.ts';
import { readReport } from '../powerbi/report/read.ts';
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

describe('the drawings of the Power BI pages', () => {
  const { pages: drawn } = readReport(readProject());
  const figures: SampleFigures = {
    rows: (fields) => [fields.map((field, index) => (index === 1 ? '<second>' : field.length))],
  };

  test('are there for each page of the report', () => {
    const wanted = drawn.map(({ name }) => `docs/images/power-bi-${name}.png`);
    expect(pictures.filter((path) => path.includes('power-bi-')).sort()).toEqual(wanted.sort());
  });

  test('have every visual of the page, where its file puts it and under its title, with what it shows', () => {
    for (const page of drawn) {
      const html = powerBiPage(page, figures);
      for (const { name, position } of page.visuals) {
        const { x, y, width, height } = position;
        expect(html).toMatch(
          new RegExp(`id="${name}"[^>]*left:${x}px;top:${y}px;width:${width}px;height:${height}px`),
        );
      }
    }
    const overview = drawn.find(({ name }) => name === 'overview') ?? drawn[0];
    const html = overview === undefined ? '' : powerBiPage(overview, figures);
    for (const part of ['<h3>In the selected days</h3>', '&lt;second>', '<h3>Users by environment</h3>'])
      expect(html).toContain(part);
    expect(html.match(/<svg/g)).toHaveLength(4);
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
