import type { TenantClock } from './clock.ts';
import type { Random } from './random.ts';

/** An access token that the tenant issued. `id` is how logs name it; `expires` is UTC ms of the tenant's clock. */
export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly tenantId: string;
  readonly audience: string;
  readonly roles: readonly string[];
  readonly expires: number;
}

/** What the next tokens say; a misconfigured app registration is one with other roles, tenant or audience. */
export interface TokenShape {
  tenantId: string;
  audience: string;
  roles: readonly string[];
  lifetimeSeconds: number;
}

/** The tokens of the tenant: each distinct, recorded, and valid until it expires or is revoked. */
export class TokenBook {
  readonly issued: IssuedToken[] = [];
  readonly shape: TokenShape;
  readonly #clock: TenantClock;
  readonly #random: Random;
  readonly #valid = new Map<string, IssuedToken>();

  constructor(clock: TenantClock, random: Random, shape: TokenShape) {
    this.#clock = clock;
    this.#random = random;
    this.shape = shape;
  }

  /**
   * Returns out a token for an app: three parts, readable claims, a signature that nobody can check. `service`: for whom,
   * and with which roles, when it is not for the activity feed.
   */
  issue(clientId: string, service?: Pick<IssuedToken, 'audience' | 'roles'>): IssuedToken {
    const { lifetimeSeconds, tenantId } = this.shape;
    const { audience, roles } = service ?? this.shape;
    const now = Math.floor(this.#clock.now() / 1000);
    const head = { typ: 'JWT', alg: 'RS256', kid: 'simulated' };
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + lifetimeSeconds,
      appid: clientId,
      roles,
      tid: tenantId,
      uti: this.#random.hex(22),
    };
    const issued: IssuedToken = {
      id: `token-${this.issued.length + 1}`,
      token: `${part(head)}.${part(claims)}.${this.#random.hex(64)}`,
      tenantId,
      audience,
      roles,
      expires: this.#clock.now() + lifetimeSeconds * 1000,
    };
    this.issued.push(issued);
    this.#valid.set(issued.token, issued);
    return issued;
  }

  /** Makes every token issued so far invalid. */
  revoke(): void {
    this.#valid.clear();
  }

  /** Returns how logs name the token of an Authorization header: its id, `unknown`, or null without a header. */
  nameOf(authorization: string | undefined): string | null {
    if (authorization === undefined) return null;
    const token = bearer(authorization);
    return this.issued.find((issued) => issued.token === token)?.id ?? 'unknown';
  }

  /** Returns the token of an Authorization header if it is valid now. */
  valid(authorization: string | undefined): IssuedToken | undefined {
    const issued = this.#valid.get(bearer(authorization));
    return issued !== undefined && issued.expires > this.#clock.now() ? issued : undefined;
  }
}

function bearer(authorization: string | undefined): string {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
