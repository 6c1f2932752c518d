import { html, isBlank, type Markup, plain } from './markup.ts';

const LONGEST = 100;

/** Returns a name that people wrote, with `id` on demand; the id itself where nothing else can be seen. */
export function nameOf(name: string | null, id: string | null): Markup {
  const text = plain(name ?? '').trim();
  if (!isBlank(text)) return html`<bdi${id === null ? null : html` title="${id}"`}>${cut(text)}</bdi>`;
  return id === null ? html`<span class="quiet">unknown</span>` : html`<code>${cut(id)}</code>`;
}

/** Cut between characters, as some names are as long as their maker likes. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
}
