/** Rows of a long table that are shown at first. */
export const FIRST_ROWS = 50;

/**
 * Script of the page: makes the long tables sortable and searchable, and shows their first rows. What it changes it tells
 * in the status line, which screen readers read out. It reads only what the page shows and keeps nothing. It stands before the
 * tables and says at once that it is there: then the style sheet shows only the first rows from the beginning, and no
 * browser lays out thousands to hide them again.
 */
export const SCRIPT = `'use strict';
(() => {
  document.documentElement.classList.add('scripted');
  const FIRST = ${FIRST_ROWS};
  const SEARCHED = 12;
  const number = new Intl.NumberFormat('en-US');
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
  const read = {
    text: (cell) => (cell.querySelector('bdi, code') ?? cell).textContent || null,
    number: (cell) => (cell.textContent === '' ? null : Number(cell.textContent.replaceAll(',', ''))),
    date: (cell) => cell.querySelector('time')?.dateTime ?? null,
  };
  const words = {
    text: { ascending: 'A to Z', descending: 'Z to A' },
    number: { ascending: 'lowest first', descending: 'highest first' },
    date: { ascending: 'oldest first', descending: 'latest first' },
  };
  document.addEventListener('DOMContentLoaded', () => {
    for (const listing of document.querySelectorAll('.listing')) start(listing);
  });

  function start(listing) {
    const { one, many } = listing.dataset;
    const body = listing.querySelector('tbody');
    const status = listing.querySelector('.status');
    const more = listing.querySelector('.more');
    const search = listing.querySelector('input');
    let rows = [...body.rows];
    let order = status.textContent.slice(status.textContent.indexOf(', ') + 2);
    let all = false;
    const texts = new Map();
    const textOf = (row) => {
      let text = texts.get(row);
      if (text === undefined) {
        text = fold([...row.cells].map((cell) => cell.textContent).join(' ') + ' ' + (row.querySelector('bdi')?.title ?? ''));
        texts.set(row, text);
      }
      return text;
    };
    const show = () => {
      const wanted = fold(search.value).split(/\\s+/).filter((word) => word !== '');
      let found = 0;
      let shown = 0;
      for (const row of rows) {
        const fits = wanted.length === 0 || wanted.every((word) => textOf(row).includes(word));
        if (fits) found += 1;
        row.hidden = !fits || (!all && found > FIRST);
        if (!row.hidden) shown += 1;
      }
      const noun = rows.length === 1 ? one : many;
      const of = wanted.length === 0 ? '' : number.format(found) + ' of ';
      const part = shown < found ? ' The first ' + shown + ' are shown.' : '';
      status.textContent = of + number.format(rows.length) + ' ' + noun + (of === '' ? '' : ' found') + ', ' + order + part;
      more.hidden = found <= FIRST;
      more.textContent = all ? 'Show the first ' + FIRST : 'Show all ' + number.format(found);
    };
    const sort = (heading) => {
      const kind = heading.dataset.sort;
      const usual = kind === 'text' ? 'ascending' : 'descending';
      const other = kind === 'text' ? 'descending' : 'ascending';
      const direction = heading.getAttribute('aria-sort') === usual ? other : usual;
      for (const each of heading.parentElement.cells) each.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', direction);
      const sign = direction === 'ascending' ? 1 : -1;
      const keyed = rows.map((row) => [read[kind](row.cells[heading.cellIndex]), row]);
      keyed.sort(([a], [b]) => {
        if (a === null || b === null) return (a === null) - (b === null);
        return sign * (kind === 'number' ? a - b : kind === 'text' ? compare(a, b) : a < b ? -1 : a > b ? 1 : 0);
      });
      rows = keyed.map(([, row]) => row);
      body.append(...rows);
      order = 'sorted by ' + heading.textContent + ', ' + words[kind][direction] + '.';
      show();
    };
    for (const heading of listing.querySelectorAll('th[data-sort]')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      button.addEventListener('click', () => sort(heading));
      heading.append(button);
    }
    let timer;
    search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(show, 150);
    });
    more.addEventListener('click', () => {
      all = !all;
      show();
    });
    listing.querySelector('.controls').hidden = rows.length < SEARCHED;
    show();
    listing.classList.add('started');
  }
})();
`;
