import { ADAPTATIONS } from './style/adaptations.ts';
import { CHARTS } from './style/charts.ts';
import { FOUNDATION } from './style/foundation.ts';
import { LISTS } from './style/lists.ts';
import { TABLES } from './style/tables.ts';

/** Style sheet of the page. Colours follow light and dark; paper is always light. Nothing is loaded. */
export const STYLE = [FOUNDATION, CHARTS, TABLES, LISTS, ADAPTATIONS].join('');
