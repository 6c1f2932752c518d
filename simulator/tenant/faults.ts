import type { RequestKind, TenantRequest } from './request.ts';

/** Seconds to wait, or an HTTP date that many seconds after the tenant's present. */
export type RetryAfter = number | { readonly dateInSeconds: number };

/** A way in which the wire fails. */
export type Fault =
  /** Answers this status; the body is empty, a proxy's HTML, AF50000 as JSON, or AF429 in single quotes. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: 'empty' | 'html' | 'json' | 'single-quoted';
      readonly retryAfter?: RetryAfter;
    }
  /** Answers an error code of the API (AF20031, AF20050, AF20051, AF20052 …) with its usual status or this one. */
  | { readonly kind: 'feed-error'; readonly code: string; readonly status?: number }
  /** 401, as after a token was revoked. */
  | { readonly kind: 'unauthorized' }
  /** The service acts, and the connection is reset before it answers. */
  | { readonly kind: 'lost-answer' }
  /** The connection is reset, or answers nothing forever, before the headers. */
  | { readonly kind: 'reset-before-headers' | 'hang' }
  /** Half the body arrives; then a reset, an orderly end short of Content-Length, or nothing forever; or it drips. */
  | { readonly kind: 'reset-mid-body' | 'short-body' | 'stall' | 'drip' }
  /** Half the body in a well-ended chunked answer. */
  | { readonly kind: 'cut-body' }
  /** A compressed body with a wrong checksum; an uncompressed one with a NUL in the middle. */
  | { readonly kind: 'corrupt-body' }
  /** 200 with a body that never ends, or with a gzip that inflates to so many bytes of blanks. */
  | { readonly kind: 'endless-body' }
  | { readonly kind: 'inflating-body'; readonly bytes: number }
  /** This body, with 200 or another status. */
  | {
      readonly kind: 'other-body';
      readonly body: Buffer;
      readonly encoding?: 'gzip' | 'br';
      readonly status?: number;
    }
  /** 200 with a JSON object. */
  | { readonly kind: 'not-an-array' }
  /** A `NextPageUri` that leads to the page itself, to the first page, to the foreign host, or is no address. */
  | { readonly kind: 'next-page'; readonly to: 'itself' | 'first' | 'foreign-host' | 'garbage' }
  /** The page's entries as this makes them of the right ones. */
  | { readonly kind: 'entries'; readonly change: (entries: readonly unknown[]) => readonly unknown[] }
  /** 302 to the foreign host. */
  | { readonly kind: 'redirect' };

/** Which requests fail: of this kind, for this content, and satisfying `where`; from the nth such request (1 is the first). */
export interface FaultMatch {
  readonly kind: RequestKind;
  readonly contentId?: string;
  readonly where?: (request: TenantRequest) => boolean;
  readonly nth?: number;
}

/** A fault and how often it strikes: once without `times`, forever with `Infinity`. */
export interface FaultRule {
  readonly match: FaultMatch;
  readonly times?: number;
  readonly fault: Fault;
}

interface ArmedRule extends FaultRule {
  skip: number;
  left: number;
}

/** The faults still to strike. The oldest rule that matches a request decides. */
export class FaultBook {
  #rules: ArmedRule[] = [];

  /** Arms a fault; requests are counted from now. */
  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, skip: (rule.match.nth ?? 1) - 1, left: rule.times ?? 1 });
  }

  /** Disarms all faults. */
  clear(): void {
    this.#rules = [];
  }

  /** Takes the fault that strikes this request, if any. */
  take(request: TenantRequest): Fault | undefined {
    for (const rule of this.#rules) {
      if (rule.left <= 0 || !matches(rule.match, request)) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      rule.left -= 1;
      return rule.fault;
    }
    return undefined;
  }
}

function matches(match: FaultMatch, request: TenantRequest): boolean {
  if (match.kind !== request.kind) return false;
  if (match.contentId !== undefined && match.contentId !== request.contentId) return false;
  return match.where === undefined || match.where(request);
}
