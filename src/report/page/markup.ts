/** HTML that is safe to send: its parts written by people are escaped. Made by {@link html} and {@link trusted} alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: text is escaped, `null` and `undefined` show nothing, lists are joined without a blank. */
export type Piece = Markup | string | number | null | undefined | readonly Piece[];

// Line breaks and control characters become a blank.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// Marks that cannot be seen, such as those that change the direction of text. Two of them join letters and stay.
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}+/gu;
const EMPTY = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Tag of HTML templates: every string put in is escaped for text and for attributes in quotes alike. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = parts[0] ?? '';
  for (let index = 0; index < pieces.length; index += 1) {
    text += textOf(pieces[index]) + (parts[index + 1] ?? '');
  }
  return new Markup(text);
}

/** Takes text for HTML as it stands. Only for constants of this program and for what it made itself. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** Returns text that people wrote without line breaks, control characters, marks that reorder text and half characters. */
export function plain(text: string): string {
  return text.toWellFormed().replace(BREAKS, ' ').replace(INVISIBLE, '');
}

/** Tells text in which a reader would see nothing. */
export function isBlank(text: string): boolean {
  return EMPTY.test(text);
}

function textOf(piece: Piece): string {
  if (piece === null || piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return plain(piece).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
  return piece.map(textOf).join('');
}
