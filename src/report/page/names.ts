import { html, isBlank, type Markup, plain } from './markup.ts';

const LONGEST = 100;

/**
 * Returns a name that people wrote, with `id` on demand; the id itself where nothing else can be seen; and what launches do
 * not name, such as "no app named", where there is no id either.
 */
export function nameOf(name: string | null, id: string | null, unnamed = 'unknown'): Markup {
  const text = plain(name ?? '').trim();
  if (!isBlank(text)) return html`<bdi${id === null ? null : html` title="${id}"`}>${cut(text)}</bdi>`;
  return id === null ? html`<span class="quiet">${unnamed}</span>` : html`<code>${cut(id)}</code>`;
}

/** Cut between characters, as some names are as long as their maker likes. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
}
