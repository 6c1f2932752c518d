import type { RequestKind, TenantRequest } from './request.ts';

/** A request as logged. `status` is 0 while, or when, no answer was written; `at` is ms of the tenant's clock. */
export interface LoggedRequest {
  readonly kind: RequestKind;
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly query: Readonly<Record<string, string>>;
  /** Without the Authorization header's value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentId: string | undefined;
  /** `token-1`, `unknown`, or null when the request carried none. */
  readonly tokenId: string | null;
  readonly at: number;
  readonly wallMs: number;
  readonly status: number;
  /** The kind of the fault that struck it. */
  readonly fault: string | undefined;
}

type Entry = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

/** Logs requests without their secrets: no token, no body. */
export class RequestLog {
  readonly #entries: Entry[] = [];

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Adds a request; the returned function notes how it was answered. */
  add(
    request: TenantRequest,
    tokenId: string | null,
    at: number,
    wallMs: number,
  ): (status: number, fault: string | undefined) => void {
    const { contentId, kind, method, path, query } = request;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) {
      if (name !== 'authorization') headers[name] = String(value);
    }
    const logged: Entry = {
      kind,
      method,
      path,
      query,
      headers,
      contentId,
      tokenId,
      at,
      wallMs,
      status: 0,
      fault: undefined,
    };
    this.#entries.push(logged);
    return (status, fault) => {
      logged.status = status;
      logged.fault = fault;
    };
  }
}
