import { defaultApp } from '../../simulator/tenant/options.ts';
import type { Tenant } from '../../simulator/tenant/tenant.ts';

/** A list entry as a plain client reads it. */
export interface Entry {
  readonly contentId: string;
  readonly contentUri: string;
}

/** A bare client for the simulated tenant: no retry, no checks. */
export class PlainClient {
  readonly #tenant: Tenant;
  #token = '';

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  async signIn(
    form: Readonly<Record<string, string>> = { client_secret: defaultApp.secrets[0] },
  ): Promise<Response> {
    const { clientId, origin, tenantId } = this.#tenant;
    const answer = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        grant_type: 'client_credentials',
        scope: `${origin}/.default`,
        ...form,
      }),
    });
    const body: unknown = await answer
      .clone()
      .json()
      .catch(() => ({}));
    if (typeof body === 'object' && body !== null && 'access_token' in body)
      this.#token = String(body.access_token);
    return answer;
  }

  get(url: string): Promise<Response> {
    return fetch(withPublisher(url, this.#tenant.tenantId), {
      headers: { authorization: `Bearer ${this.#token}` },
      redirect: 'manual',
    });
  }

  feed(operation: string, method = 'GET'): Promise<Response> {
    const { origin, tenantId } = this.#tenant;
    const url = `${origin}/api/v1.0/${tenantId}/activity/feed/${operation}`;
    return fetch(withPublisher(url, tenantId), {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
    });
  }

  content(from: string, to: string): Promise<Response> {
    return this.feed(`subscriptions/content?contentType=Audit.General&startTime=${from}&endTime=${to}`);
  }

  /** Follows every page of a window. */
  async list(from: string, to: string): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let answer = await this.content(from, to);
    for (;;) {
      entries.push(...(await json<Entry[]>(answer)));
      const next = answer.headers.get('nextpageuri');
      if (next === null) return entries;
      answer = await this.get(next);
    }
  }
}

/** Returns the error code of an API answer. */
export async function codeOf(answer: Response): Promise<string> {
  const body = await json<{ readonly error?: { readonly code: string } }>(answer);
  return body.error?.code ?? '';
}

/** Returns a body that the test trusts to be of this shape. */
export async function json<T>(answer: Response): Promise<T> {
  return JSON.parse(await answer.text());
}

function withPublisher(url: string, publisher: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}PublisherIdentifier=${publisher}`;
}
