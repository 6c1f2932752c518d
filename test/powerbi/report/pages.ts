import { isDeepStrictEqual } from 'node:util';
import { fieldsOf } from './fields.ts';
import type { PageFile, Report } from './read.ts';

/** Power BI leaves out a folder with any other name, without a word. */
const NAME = /^[\w-]{1,50}$/;

/** Pages about all of the data, whatever days are selected elsewhere. */
const OF_ALL_DAYS = ['trends', 'owners', 'unused', 'about'];

/** Returns what is wrong with the pages: names, order, and the way to the page about one thing. */
export function pageComplaints({ pages, order }: Report): readonly string[] {
  const names = pages.map(({ name }) => name);
  const visuals = pages.flatMap((page) => page.visuals.map(({ name }) => name));
  const filters = pages
    .flatMap((page) => [page, ...page.visuals])
    .flatMap(({ filterConfig }) => filterConfig?.filters ?? [])
    .map(({ name }) => name);
  return [
    ...pages
      .flatMap((page) => [page, ...page.visuals])
      .flatMap(({ name, folder }) => [
        ...(NAME.test(name) ? [] : [`name "${name}" has other characters than words and hyphens`]),
        ...(name === folder ? [] : [`${name} stands in the folder ${folder}`]),
      ]),
    ...[...visuals, ...filters]
      .filter((name, index, all) => all.indexOf(name) < index)
      .map((name) => `${name} is there twice`),
    ...order.pageOrder
      .filter((name) => !names.includes(name))
      .map((name) => `pages.json names ${name}, which is no page`),
    ...names
      .filter((name) => !order.pageOrder.includes(name))
      .map((name) => `pages.json does not name ${name}`),
    ...(names.includes(order.activePageName)
      ? []
      : [`the report opens on ${order.activePageName}, which is no page`]),
    ...pages.flatMap(drillThroughComplaints),
    ...pages.flatMap(({ name, visuals: shown }) => {
      const fields = fieldsOf(shown).map(({ table, name: field }) => `${table}.${field}`);
      return [
        'Launches.Data as of',
        ...(['environment-detail', 'about'].includes(name) ? [] : ['Environments.Environment']),
        ...(OF_ALL_DAYS.includes(name) ? [] : ['Date.Date', 'Date.Period']),
      ]
        .filter((field) => !fields.includes(field))
        .map((field) => `page ${name} does not show ${field}`);
    }),
  ];
}

function drillThroughComplaints({
  name,
  type,
  visibility,
  pageBinding,
  filterConfig,
}: PageFile): readonly string[] {
  if (type !== 'Drillthrough' && pageBinding === undefined) return [];
  const filters = filterConfig?.filters.filter(({ howCreated }) => howCreated === 'Drillthrough') ?? [];
  const bound = pageBinding?.parameters.map(({ boundFilter, fieldExpr }) => ({
    name: boundFilter,
    field: fieldExpr,
  }));
  return [
    ...(type === 'Drillthrough' && pageBinding?.type === 'Drillthrough'
      ? []
      : [`page ${name} is bound as another kind of page`]),
    ...(filters.length > 0 &&
    isDeepStrictEqual(
      bound,
      filters.map((filter) => ({ name: filter.name, field: filter.field })),
    )
      ? []
      : [`page ${name} binds other filters than it has`]),
    ...(visibility === 'HiddenInViewMode' ? [] : [`page ${name} is open without a choice`]),
  ];
}
