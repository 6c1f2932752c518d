import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bars, columnAxis, countAxis, countScale, thinned } from '../../../src/report/page/axes.ts';
import { drawDays } from '../../../src/report/page/days-chart.ts';
import { hoursSection } from '../../../src/report/page/hours-section.ts';
import { weeksSection } from '../../../src/report/page/weeks-section.ts';
import type { DayStatus } from '../../../src/snapshot/coverage.ts';
import { pageOf } from './page-data.ts';

const AREA = { left: 10, top: 0, width: 100, height: 200 };
const WIDE_BARS = { share: 0.5, widest: 99 };

/** The attributes of elements of one class, as numbers where they are. */
function shapes(
  svg: string,
  element: string,
  paint: string,
): readonly Readonly<Record<string, number | string>>[] {
  const found = svg.matchAll(new RegExp(`<${element} class="${paint}"([^>]*)>`, 'g'));
  return Array.from(found, ([, attributes = '']) => {
    const pairs = attributes.matchAll(/([\w-]+)="([^"]*)"/g);
    return Object.fromEntries(
      Array.from(pairs, ([, name, value = '']) => [
        name,
        Number.isNaN(Number(value)) ? value : Number(value),
      ]),
    );
  });
}

describe('a scale of counts', () => {
  test.each([
    [0, 4, [0, 1]],
    [1, 4, [0, 1]],
    [3, 4, [0, 1, 2, 3]],
    [1_198, 4, [0, 200, 400, 600, 800, 1_000, 1_200]],
    [285, 3, [0, 100, 200, 300]],
  ])('up to %i in about %i steps', (most, steps, ticks) => {
    expect(countScale(most, steps).ticks).toEqual(ticks);
  });

  test('holds every count, and names whole numbers from 0 to its top', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.constantFrom(3, 4), (most, steps) => {
        const { top, ticks } = countScale(most, steps);
        expect(top).toBeGreaterThanOrEqual(Math.max(1, most));
        expect([ticks[0], ticks.at(-1)]).toEqual([0, top]);
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(2 * steps + 2);
      }),
    );
  });

  test('is drawn from the bottom of the area to its top', () => {
    const { text } = countAxis(countScale(2, 4), AREA);
    expect([...text.matchAll(/<text [^>]*y="(\d+)"[^>]*>(\d)</g)].map(([, y, count]) => [y, count])).toEqual([
      ['200', '0'],
      ['100', '1'],
      ['0', '2'],
    ]);
  });
});

describe('bars', () => {
  const scale = countScale(4, 4);

  test('are as high as their counts, in the middle of their columns', () => {
    const text = bars([[{ count: 1, paint: 'a' }], [{ count: 4, paint: 'a' }]], scale, AREA, WIDE_BARS).text;
    expect(shapes(text, 'rect', 'a')).toEqual([
      { x: 22.5, y: 150, width: 25, height: 50 },
      { x: 72.5, y: 0, width: 25, height: 200 },
    ]);
  });

  test('stand on each other, and none is drawn for nothing', () => {
    const parts = [
      { count: 1, paint: 'a' },
      { count: 0, paint: 'c' },
      { count: 3, paint: 'b' },
    ];
    const text = bars([parts], scale, AREA, WIDE_BARS).text;
    expect(shapes(text, 'rect', 'a')).toMatchObject([{ y: 150, height: 50 }]);
    expect(shapes(text, 'rect', 'b')).toMatchObject([{ y: 0, height: 150 }]);
    expect(shapes(text, 'rect', 'c')).toEqual([]);
  });

  test('are no wider than they may be', () => {
    const text = bars([[{ count: 1, paint: 'a' }]], scale, AREA, { share: 1, widest: 8 }).text;
    expect(shapes(text, 'rect', 'a')).toMatchObject([{ x: 56, width: 8 }]);
  });
});

test.each([
  [[1, 2, 3, 4, 5, 6], 4, [2, 4, 6]],
  [[1, 2, 3], 4, [1, 2, 3]],
  [[1, 2, 3, 4, 5], 2, [2, 5]],
])('of %j at most %i are named, the last among them', (values, most, named) => {
  expect(thinned(values, most)).toEqual(named);
});

test('names of columns are text', () => {
  expect(columnAxis(['<b>', null], AREA).text).toMatch(/x="35" y="214"[^>]*>&lt;b&gt;<\/text>$/);
});

describe('the chart of days', () => {
  const day = (date: string, launches: number, users: number | null, status: DayStatus = 'covered') => {
    return { date, launches, users, status };
  };
  const draw = (days: readonly ReturnType<typeof day>[]): string =>
    drawDays(days, [], { width: 920, mostLabels: 8 }).text;

  test('shows launches as bars and users as a line; what is not covered in another color, and not joined', () => {
    const svg = draw([
      ...[day('2026-11-01', 50, 5), day('2026-11-02', 0, 0), day('2026-11-03', 100, 10, 'open')],
    ]);
    const [full] = shapes(svg, 'rect', 'part');
    const [half, ...more] = shapes(svg, 'rect', 'launches');
    expect(Number(half?.height) * 2).toBe(full?.height);
    expect(more).toEqual([]);
    expect(shapes(svg, 'path', 'users')).toMatchObject([{ d: 'M190.67 273L480 308' }]);
    expect(shapes(svg, 'circle', 'users')).toHaveLength(2);
    expect(shapes(svg, 'circle', 'some')).toMatchObject([{ cx: 769.33, cy: 238 }]);
    expect([...svg.matchAll(/>(\d+ Nov)</g)].map(([, name]) => name)).toEqual(['1 Nov', '2 Nov', '3 Nov']);
  });

  test.each(['before', 'gap', 'open'] as const)(
    'breaks the line at a day that is not covered: %s',
    (status) => {
      const days = ['01', '02', '03', '04', '05'].map((date, index) =>
        day(`2026-11-${date}`, 1, 1, index === 2 ? status : 'covered'),
      );
      const [line] = shapes(draw(days), 'path', 'users');
      expect(String(line?.d).replaceAll(/[\d. ]+/g, '.')).toBe('M.L.M.L.');
    },
  );

  test('without users has no line', () => {
    expect(draw([day('2026-11-01', 1, null)])).not.toMatch(/users|NaN|Users/);
  });

  test('names some Mondays of many days, the last one too', () => {
    const days = pageOf().days;
    const names = [...draw(days).matchAll(/>(\d+ \w{3})</g)].map(([, name]) => name);
    expect(names.at(-1)).toBe('16 Nov');
    expect(names.length).toBeLessThanOrEqual(8);
  });

  test('has no day higher than its scale when nothing was launched', () => {
    expect(draw([day('2026-11-01', 0, 0)])).not.toContain('NaN');
  });
});

test('the chart of weeks puts new users on top of those who returned', () => {
  const page = pageOf();
  const week = { from: '2026-11-16', to: '2026-11-22', coveredDays: 7, newUsers: 1, returningUsers: 3 };
  const svg = weeksSection({ ...page, weeks: [week] }).text;
  const [lower] = shapes(svg, 'rect', 'returning').filter(({ x }) => x !== undefined);
  const [upper] = shapes(svg, 'rect', 'new').filter(({ x }) => x !== undefined);
  expect(Number(upper?.y) + Number(upper?.height)).toBe(lower?.y);
  expect(Number(upper?.height) * 3).toBe(lower?.height);
});

test('the chart of hours is darker the more was launched, and white only for nothing', () => {
  const launches = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  launches[0] = [100, 80, 79, 1, ...Array.from({ length: 20 }, () => 0)];
  const hours = { from: '2026-11-01', to: '2026-11-28', launches, days: [4, 4, 4, 4, 4, 4, 4] };
  const svg = hoursSection(hours, 'UTC').text;
  const levels = [...svg.matchAll(/<rect class="(heat\d)" x="[\d.]+" y="6" /g)].map(([, paint]) => paint);
  expect(levels.slice(0, 5)).toEqual(['heat5', 'heat4', 'heat4', 'heat1', 'heat0']);
  expect([...svg.matchAll(/<rect class="heat\d" x/g)]).toHaveLength(7 * 24);
});

test('a weekday that is not covered is not drawn as quiet, and no share of the weekend is given', () => {
  const launches = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 1));
  const hours = { from: '2026-11-16', to: '2026-11-19', launches, days: [1, 1, 1, 1, 0, 0, 0] };
  const svg = hoursSection(hours, 'UTC').text;
  expect(svg.match(/<rect class="gap" x/g)).toHaveLength(3 * 24);
  expect(svg).toContain('Sunday, 07:00 to 08:00: not covered');
  expect(svg).toContain('Covered days of each: Mon 1, Tue 1, Wed 1, Thu 1, Fri 0, Sat 0, Sun 0.');
  expect(svg).not.toContain('of all.');
});

test('a week that is not wholly covered is marked in its chart', () => {
  const page = pageOf();
  const weeks = page.weeks.map((week, index) => ({ ...week, coveredDays: index === 3 ? 2 : 7 }));
  const svg = weeksSection({ ...page, weeks }).text;
  expect(svg.match(/<rect class="gap" x/g)).toHaveLength(1);
  expect(svg).toContain('returning, 2 of 7 days covered');
});
