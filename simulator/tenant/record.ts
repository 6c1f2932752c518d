import type { Json, JsonObject, Meaning } from './meaning.ts';
import type { Random } from './random.ts';

/** One audit record: what it means, and its JSON text, written when the blob is first served. */
export interface AuditRecord {
  readonly meaning: Meaning;
  readonly render: (random: Random) => string;
}

/** Returns a record of given JSON; the caller says what it means (default: noise). */
export function record(json: Json, meaning: Meaning = { kind: 'noise' }): AuditRecord {
  return { meaning, render: () => JSON.stringify(json) };
}

/** Returns `2026-03-02T08:14:55`: the log's UTC time without a zone. */
export function creationTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}

/** Returns the same object with its keys in another order. */
export function shuffleKeys(fields: JsonObject, random: Random): JsonObject {
  return Object.fromEntries(random.shuffle(Object.entries(fields)));
}

/**
 * Returns the same JSON with some characters written as `\uXXXX`: all beyond ASCII, the first letters of the key
 * `Operation` and of launches' names, and the underscores of property names. Every JSON reader sees no difference.
 */
export function escapeText(json: string): string {
  return json
    .replaceAll('"Operation"', '"\\u004fperation"')
    .replaceAll('"LaunchPowerApp"', '"\\u004caunchPowerApp"')
    .replaceAll('power_app', 'power\\u005fapp')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
