import { type Answer, jsonAnswer } from './answer.ts';
import { checkAssertion, type FederatedCredential, type SeenAssertion } from './assertions.ts';
import type { TenantClock } from './clock.ts';
import type { Random } from './random.ts';
import type { TenantRequest } from './request.ts';
import { type SignInAttempt, type SignInFailure, signInError } from './sign-in-failures.ts';
import type { IssuedToken, TokenBook } from './tokens.ts';

/** The app registration that may sign in: by secret value, by certificate (PEM), or by federated credential. */
export interface AppRegistration {
  readonly clientId: string;
  readonly secrets?: readonly string[];
  readonly certificates?: readonly string[];
  readonly federated?: readonly FederatedCredential[];
}

/** Another service than the activity feed that the app may ask for tokens of, and the roles that they carry. */
export type Service = Pick<IssuedToken, 'audience' | 'roles'>;

/** Entra ID's token endpoint for one tenant and one app registration. */
export class Entra {
  readonly assertions: SeenAssertion[] = [];
  /** Audiences of services that have no service principal in the tenant. */
  readonly absent = new Set<string>();
  readonly #app: AppRegistration;
  readonly #origin: string;
  readonly #scope: string;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #tokens: TokenBook;
  readonly #clock: TenantClock;
  readonly #random: Random;
  #failure: { readonly code: SignInFailure; left: number } | undefined;

  constructor(
    app: AppRegistration,
    place: { readonly origin: string; readonly audience: string; readonly services: readonly Service[] },
    tokens: TokenBook,
    clock: TenantClock,
    random: Random,
  ) {
    this.#app = app;
    this.#origin = place.origin;
    this.#scope = `${place.audience}/.default`;
    this.#services = new Map(place.services.map((service) => [`${service.audience}/.default`, service]));
    this.#tokens = tokens;
    this.#clock = clock;
    this.#random = random;
  }

  /** Answers the next sign-ins (all of them without `times`) with an AADSTS failure. */
  failWith(code: SignInFailure, times = Number.POSITIVE_INFINITY): void {
    this.#failure = { code, left: times };
  }

  /** Answers `POST /{tenant}/oauth2/v2.0/token`. */
  answer(request: TenantRequest, tenantId: string): Answer {
    const form = new URLSearchParams(request.body);
    const attempt = { tenant: request.tenant, client: form.get('client_id') ?? '' };
    if (this.#failure !== undefined && this.#failure.left > 0) {
      this.#failure.left -= 1;
      return this.#refuse(this.#failure.code, attempt);
    }
    if (request.tenant.toLowerCase() !== tenantId) return this.#refuse(90002, attempt);
    if (form.get('grant_type') !== 'client_credentials') return this.#refuse(900144, attempt);
    if (attempt.client !== this.#app.clientId) return this.#refuse(700016, attempt);
    const scope = form.get('scope') ?? '';
    const service = this.#services.get(scope);
    if (scope !== this.#scope && service === undefined) return this.#refuse(70011, attempt);
    if (service !== undefined && this.absent.has(service.audience)) return this.#refuse(500011, attempt);
    return this.#checkCredential(form, attempt) ?? this.#issue(service);
  }

  #checkCredential(form: URLSearchParams, attempt: SignInAttempt): Answer | undefined {
    const assertion = form.get('client_assertion');
    if (assertion === null) {
      const secret = form.get('client_secret') ?? '';
      return this.#app.secrets?.includes(secret) === true ? undefined : this.#refuse(7000215, attempt);
    }
    if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      return this.#refuse(700027, attempt);
    const seen = checkAssertion(assertion, {
      clientId: this.#app.clientId,
      tokenEndpoint: `${this.#origin}/${attempt.tenant}/oauth2/v2.0/token`,
      certificates: this.#app.certificates ?? [],
      federated: this.#app.federated ?? [],
    });
    this.assertions.push(seen);
    if (seen.refused === undefined) return undefined;
    const { iss, sub } = seen.claims;
    return this.#refuse(seen.refused, { ...attempt, issuer: String(iss), subject: String(sub) });
  }

  #issue(service: Service | undefined): Answer {
    const { token } = this.#tokens.issue(this.#app.clientId, service);
    const seconds = this.#tokens.shape.lifetimeSeconds;
    return jsonAnswer(
      200,
      { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token },
      { 'Cache-Control': 'no-store, no-cache' },
    );
  }

  #refuse(code: SignInFailure, attempt: SignInAttempt): Answer {
    return signInError(code, attempt, this.#clock.now(), this.#random.guid());
  }
}
