import { ceilSecond, DAY_MS, floorSecond, isoInstant, MINUTE_MS, SECOND_MS } from '../instants.ts';
import type { Gap } from '../snapshot/manifest.ts';
import type { Window } from '../sources/activity-feed/content.ts';
import type { ListingPlan } from '../sources/activity-feed/listing.ts';

/** Which content a run is asked to read. Durations in ms, instants in ms since 1970. */
export type WindowRequest =
  | { readonly kind: 'watermark'; readonly lookbackMs: number; readonly overlapMs: number }
  | { readonly kind: 'manual'; readonly start: number; readonly end: number };

/** The settings that decide which content a run reads. */
export interface WindowSettings {
  readonly window:
    | { readonly kind: 'watermark' }
    | { readonly kind: 'manual'; readonly start: Date; readonly end: Date };
  readonly lookbackMs: number;
  readonly overlapMs: number;
}

/** Returns which content the settings ask for. */
export function windowRequestOf({ window, lookbackMs, overlapMs }: WindowSettings): WindowRequest {
  if (window.kind === 'watermark') return { kind: 'watermark', lookbackMs, overlapMs };
  return { kind: 'manual', start: window.start.getTime(), end: window.end.getTime() };
}

/** Which content a run reads: `windows` fill `[start, end)`; `gaps` is requested time that the feed no longer lists. */
export interface Plan extends ListingPlan {
  readonly gaps: readonly Gap[];
}

/** The feed lists content of the last 7 days. */
const REACH_MS = 7 * DAY_MS;
/** Without it, the first window could be too old when the request arrives. */
export const MARGIN_MS = 5 * MINUTE_MS;
/** One request lists at most so much. */
const LONGEST_WINDOW_MS = DAY_MS;

/**
 * Returns the listing windows of a run: half-open, on whole seconds, each at most `intervalMs` and a day long, none older
 * than the feed's reach less a margin. `now` is the service's time, `watermark` ms since 1970 or `null` on a first run.
 */
export function planWindows(
  request: WindowRequest,
  watermark: number | null,
  now: number,
  intervalMs: number,
): Plan {
  const reach = earliestListed(now);
  const { wanted, start, end, reason } = requestedTime(request, watermark, floorSecond(now), reach);
  const from = Math.max(start, reach);
  const step = Math.min(Math.max(floorSecond(intervalMs), SECOND_MS), LONGEST_WINDOW_MS);
  const windows: Window[] = [];
  for (let at = from; at < end; at += step) windows.push({ start: at, end: Math.min(at + step, end) });
  const gaps =
    wanted < reach ? [{ from: isoInstant(wanted), to: isoInstant(Math.min(reach, end)), reason }] : [];
  return { start: from, end: Math.max(from, end), windows, gaps };
}

/** Returns the first instant that a listing at `now` can begin with: a whole second, ms since 1970. */
export function earliestListed(now: number): number {
  return ceilSecond(now - REACH_MS + MARGIN_MS);
}

interface RequestedTime extends Window {
  /** Beginning of the time that is a gap when it cannot be listed. The overlap before it was read by earlier runs. */
  readonly wanted: number;
  readonly reason: string;
}

function requestedTime(
  request: WindowRequest,
  watermark: number | null,
  now: number,
  reach: number,
): RequestedTime {
  if (request.kind === 'manual') {
    const start = floorSecond(request.start);
    const end = Math.min(ceilSecond(request.end), now);
    return { wanted: start, start, end, reason: 'start-time lies before what the feed still lists' };
  }
  if (watermark === null) {
    const start = floorSecond(now - request.lookbackMs);
    // The margin is no gap for a request of all that the feed lists, as the default is.
    const wanted = request.lookbackMs <= REACH_MS ? Math.max(start, reach) : start;
    return { wanted, start, end: now, reason: 'first run: the feed lists the last 7 days only' };
  }
  const reason = 'no run read this time while the feed still listed it';
  return { wanted: watermark, start: floorSecond(watermark - request.overlapMs), end: now, reason };
}
