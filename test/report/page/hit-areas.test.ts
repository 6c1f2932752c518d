import { expect, test } from 'vitest';
import { pointerAreas } from '../../../src/report/page/hit-areas.ts';

test('pointer areas divide the area by rows', () => {
  const hitAreas = ['a', 'b', '<c>', 'd'].map((hint) => ({ hint, paint: 'spot' as const }));
  const text = pointerAreas(hitAreas, { left: 1, top: 2, width: 10, height: 9 }, 2).text;
  const places = [...text.matchAll(/x="(.*?)" y="(.*?)" width="5" height="4.5"><title>(.*?)</g)];
  expect(places.map(([, ...place]) => place)).toEqual([
    ['1', '2', 'a'],
    ['6', '2', 'b'],
    ['1', '6.5', '&lt;c&gt;'],
    ['6', '6.5', 'd'],
  ]);
});
