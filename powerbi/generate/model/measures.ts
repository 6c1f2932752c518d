import { MEASURES_OF_APPS } from './measures-apps.ts';
import { MEASURES_OF_DATA } from './measures-data.ts';
import { MEASURES_OF_PEOPLE } from './measures-people.ts';
import { MEASURES_OF_USE } from './measures-use.ts';
import type { Measure } from './types.ts';

/** Every measure of the model. Their SQL, and what it gives for the sample, is in docs/power-bi.md. */
export const MEASURES: readonly Measure[] = [
  ...MEASURES_OF_USE,
  ...MEASURES_OF_PEOPLE,
  ...MEASURES_OF_APPS,
  ...MEASURES_OF_DATA,
];
