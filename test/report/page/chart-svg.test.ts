import { expect, test } from 'vitest';
import { PAINT, pageSvg } from '../../../src/report/page/chart-svg.ts';
import { draw } from '../../../src/report/page/echarts.ts';
import { html } from '../../../src/report/page/markup.ts';
import { pointerAreas } from '../../../src/report/page/pointer-areas.ts';

const NOTHING = html``;

test('a drawing keeps shapes, labels and classes for colours', () => {
  const drawn = `<svg width="9"><rect width="9" height="9" fill="none"></rect>
<path d="M0 0" fill="${PAINT.launches}" class="zr0-cls-1" ecmeta_data_index="1" style="x:y"></path>
<path d="M1 1" fill="none" stroke="${PAINT.users}" stroke-width="2"></path>
<text x="1" fill="${PAINT.label}" xml:space="preserve">a &lt; b</text>
<defs ><clipPath id="zr0-c0"></clipPath></defs><style ><![CDATA[ .a {} ]]></style></svg>`;
  expect(pageSvg(drawn, 9, 8, html`<rect/>`).text).toBe(
    '<svg viewBox="0 0 9 8" aria-hidden="true" focusable="false"><path d="M0 0" class="launches"></path><path d="M1 1" class="users" stroke-width="2"></path><text x="1" class="label">a &lt; b</text><rect/></svg>',
  );
});

test('a colour that would not follow light and dark is refused', () => {
  expect(() => pageSvg('<svg><path fill="#123456"></path></svg>', 9, 9, NOTHING)).toThrow('#123456');
});

test('an element that the page does not know is refused', () => {
  expect(() => pageSvg('<svg><image></image></svg>', 9, 9, NOTHING)).toThrow('image');
});

test('the same chart gives the same drawing', () => {
  const option = {
    xAxis: {
      type: 'category' as const,
      data: ['a'],
      axisLabel: { color: PAINT.label },
      axisLine: { show: false },
    },
    yAxis: { show: false },
    series: [{ type: 'bar' as const, data: [1], itemStyle: { color: PAINT.launches } }],
  };
  const drawings = [1, 2].map(() => pageSvg(draw(option, 99, 99), 99, 99, NOTHING).text);
  expect(drawings[0]).toContain('class="launches"');
  expect(drawings[1]).toBe(drawings[0]);
});

test('pointer areas divide the area by rows', () => {
  const spots = ['a', 'b', '<c>', 'd'].map((hint) => ({ hint, paint: 'spot' as const }));
  const text = pointerAreas(spots, { left: 1, top: 2, width: 10, height: 9 }, 2).text;
  const places = [...text.matchAll(/x="(.*?)" y="(.*?)" width="5" height="4.5"><title>(.*?)</g)];
  expect(places.map(([, ...place]) => place)).toEqual([
    ['1', '2', 'a'],
    ['6', '2', 'b'],
    ['1', '6.5', '&lt;c&gt;'],
    ['6', '6.5', 'd'],
  ]);
});
