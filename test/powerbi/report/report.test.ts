import { describe, expect, test } from 'vitest';
import { PROJECT } from '../../../powerbi/generate/items.ts';
import { readProject } from '../project-texts.ts';
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
    pageOrder: ['overview', 'apps', 'app-detail', 'adoption', 'unused', 'about'],
    activePageName: 'overview',
  });
});

test('the report says what counts, that only canvas apps are in it, and what (Blank) means', () => {
  const about = texts.get(visual('about', 'notes')) ?? '';
  for (const words of [
    'What counts as a launch',
    'Canvas apps only',
    '(Blank)',
    'Complete until',
    'in a gap',
  ]) {
    expect(about).toContain(words);
  }
});

describe('a planted fault is noticed', () => {
  test.each(FAULTS)('%s', (_, path, from, to, complaint) => {
    const text = texts.get(path) ?? '';
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(reportComplaints(new Map([...texts, [path, broken]])).join('\n')).toMatch(complaint);
  });
});
