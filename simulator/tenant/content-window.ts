import type { Window } from './archive.ts';
import { DAY } from './clock.ts';

const instantForm = /^\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?z?$/i;

/** Reads an instant of a query (UTC ms): a day, a minute or a second, fraction and Z allowed; else undefined. */
export function readInstant(text: string): number | undefined {
  if (!instantForm.test(text)) return undefined;
  const bare = text.toUpperCase().replace(/Z$/, '');
  const instant = Date.parse(bare.length === 10 ? bare : `${bare}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * Returns the content window that a query asks for at `now` (UTC ms), or the code of the rule it breaks: AF20030 one bound
 * alone, AF20002 no instant, AF20055 empty, over 24 hours, or from more than 7 days ago. Without bounds: the last day.
 */
export function readWindow(query: Readonly<Record<string, string>>, now: number): Window | string {
  const { starttime, endtime } = query;
  if (starttime === undefined && endtime === undefined) return { from: now - DAY, to: now };
  if (starttime === undefined || endtime === undefined) return 'AF20030';
  const from = readInstant(starttime);
  const to = readInstant(endtime);
  if (from === undefined || to === undefined) return 'AF20002';
  if (from >= to || to - from > DAY || from < now - 7 * DAY) return 'AF20055';
  return { from, to };
}
