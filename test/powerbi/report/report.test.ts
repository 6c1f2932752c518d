import { describe, expect, test } from 'vitest';
import { PROJECT } from '../../../powerbi/generate/items.ts';
import { readProject } from '../project-texts.ts';
import { unusedObjects } from '../unused.ts';
import { reportComplaints } from './complaints.ts';
import { FAULTS } from './faults.ts';
import { readReport } from './read.ts';

const texts = readProject();
const pages = `${PROJECT}.Report/definition/pages`;
const visual = (page: string, key: string): string => `${pages}/${page}/visuals/${page}-${key}/visual.json`;

test('the report has nothing to complain of', () => {
  expect(reportComplaints(texts)).toEqual([]);
});

test('the report has the pages that people look for, in this order', () => {
  expect(readReport(texts).order).toMatchObject({
    pageOrder: [
      ...['overview', 'trends', 'adoption', 'apps', 'app-detail', 'environments', 'environment-detail'],
      ...['owners', 'unused', 'users', 'about'],
    ],
    activePageName: 'overview',
  });
});

test('the model has nothing that neither a page nor an expression uses', () => {
  expect(unusedObjects(texts)).toEqual([]);
  const path = `${pages}/unused/visuals/unused-table/visual.json`;
  const without = new Map(texts).set(
    path,
    (texts.get(path) ?? '').replaceAll('Published (UTC)', 'Created (UTC)'),
  );
  const detail = visual('app-detail', 'facts');
  without.set(detail, (texts.get(detail) ?? '').replaceAll('Published (UTC)', 'Created (UTC)'));
  expect(unusedObjects(without)).toEqual(['column Apps[Published (UTC)]']);
});

test('the report says what counts, that only canvas apps are in it, and what (Blank) means', () => {
  const about = texts.get(visual('about', 'notes')) ?? '';
  for (const words of [
    'What counts as a launch',
    'Canvas apps only',
    '(Blank)',
    'Complete until',
    'in a gap',
    'connectors and licenses',
  ]) {
    expect(about).toContain(words);
  }
});

test('every page opens on the last 28 days, also with a title', () => {
  for (const { name, visuals } of readReport(texts).pages) {
    const text = JSON.stringify(visuals);
    expect(text.includes('"Value":"\'Last 28 days\'"'), name).toBe(text.includes('"Property":"Period"'));
    expect(
      visuals.some((one) => one.name === `${name}-heading`),
      name,
    ).toBe(true);
  }
});

test('cards have the height that Power BI needs for them, a heat map shows all of its days', () => {
  const visuals = readReport(texts).pages.flatMap((page) => page.visuals);
  const heights = (pattern: RegExp): readonly number[] =>
    visuals.filter(({ name }) => pattern.test(name)).map(({ position }) => position.height);
  expect(Math.min(...heights(/-cards$/))).toBeGreaterThanOrEqual(140);
  // A title, a header and seven rows of 26 pixels.
  expect(Math.min(...heights(/-weekdays$/))).toBeGreaterThanOrEqual(40 + 8 * 26);
});

describe('a planted fault is noticed', () => {
  test.each(FAULTS)('%s', (_, path, from, to, complaint) => {
    const text = texts.get(path) ?? '';
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(reportComplaints(new Map([...texts, [path, broken]])).join('\n')).toMatch(complaint);
  });
});
