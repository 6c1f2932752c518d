import type { INetworkModule, NodeAuthOptions } from '@azure/msal-node';
import { SignInError } from '../errors.ts';
import { MINUTE_MS, SECOND_MS } from '../instants.ts';
import { readCertificate } from './certificate.ts';
import { type ApiService, checkAccessToken, MANAGEMENT_API } from './claims.ts';
import { isUnknownAudience, signInFailure } from './failures.ts';

/** How the run proves to Entra ID that it is the app. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** PEM text with the certificate, perhaps its chain, and its unencrypted RSA private key. */
  | { readonly kind: 'certificate'; readonly certificate: string }
  /** GitHub's OIDC token, accepted by a federated credential of the app. */
  | { readonly kind: 'oidc' };

/** Who signs in, where, and for which audiences. */
export interface SignIn {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  readonly entraUrl: string;
  /** At least one; each is asked for until Entra ID knows it. */
  readonly audiences: readonly string[];
  /** The audience that Entra ID expects in the ID token of a federated credential. */
  readonly federationAudience: string;
}

/** What sign-in needs from outside. */
export interface SignInOptions {
  readonly signIn: SignIn;
  readonly network: INetworkModule;
  /** Whose tokens; by default those of the Management Activity API. */
  readonly service?: ApiService;
  /** Returns GitHub's ID token for an audience. @throws {SignInError} */
  readonly idToken: (audience: string) => Promise<string>;
  /** Takes every token and assertion before its first use. */
  readonly mask: (value: string) => void;
  /** The runner's clock, ms since 1970. */
  readonly now: () => number;
}

/** Returns access tokens that are valid for some minutes at least. Both functions throw a {@link SignInError}. */
export interface TokenSource {
  /** Returns the current token; signs in when there is none or it ends within 5 minutes. A good one outlives a failure. */
  get(): Promise<string>;
  /** Drops the token that a service refused and signs in again, unless another caller already did. */
  renew(refused: string): Promise<string>;
}

interface AccessToken {
  readonly value: string;
  /** ms since 1970. */
  readonly renewAt: number;
  readonly endsAt: number;
}

const RENEW_BEFORE_MS = 5 * MINUTE_MS;
/** Between two tries to renew a token that is still good. */
const TRY_AGAIN_MS = 30 * SECOND_MS;
/** Stands in for `entraUrl`, since msal refuses authorities that it does not know; no request goes to it. */
const KNOWN_AUTHORITY = 'https://login.microsoftonline.com';

/** Returns the source of access tokens of the app. Nothing is sent before the first token is asked for. */
export function createTokenSource(options: SignInOptions): TokenSource {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken> | undefined;
  const signInOnce = (): Promise<AccessToken> => {
    pending ??= requestToken(options).finally(() => {
      pending = undefined;
    });
    return pending;
  };
  const get = async (): Promise<string> => {
    const { now } = options;
    if (current === undefined) current = await signInOnce();
    else if (now() >= current.renewAt) {
      const old = current;
      current = await signInOnce().catch((error: unknown) => {
        // Entra ID may be back before the old token ends.
        if (current !== old || now() + TRY_AGAIN_MS >= old.endsAt) throw error;
        return { ...old, renewAt: now() + TRY_AGAIN_MS };
      });
    }
    return current.value;
  };
  return {
    get,
    renew: (refused) => {
      if (current?.value === refused) current = undefined;
      return get();
    },
  };
}

/** Loads what sign-in takes, so that it can happen while the run waits for something else. */
export async function loadSignIn(): Promise<typeof import('@azure/msal-node')> {
  return await import('@azure/msal-node');
}

/** Asks Entra ID for a token: one POST, with the client credentials grant (RFC 6749 4.4). */
async function requestToken(options: SignInOptions): Promise<AccessToken> {
  const { signIn, service = MANAGEMENT_API, network, idToken, mask, now } = options;
  const { credential, tenantId, clientId, entraUrl, audiences } = signIn;
  const assertion = credential.kind === 'oidc' ? await idToken(signIn.federationAudience) : undefined;
  const { ConfidentialClientApplication } = await loadSignIn();
  try {
    // msal's cache and its throttling live in the application: a new one asks Entra ID each time.
    const application = new ConfidentialClientApplication({
      auth: {
        clientId,
        authority: `${KNOWN_AUTHORITY}/${tenantId}`,
        authorityMetadata: authorityMetadata(`${entraUrl}/${tenantId}`),
        ...proof(credential, assertion),
      },
      system: { networkClient: maskingAssertions(network, mask) },
    });
    const result = await firstKnown(audiences, (audience) =>
      application.acquireTokenByClientCredential({ scopes: [`${audience}/.default`] }),
    );
    if (!result?.expiresOn) throw new Error('the answer has no access token');
    mask(result.accessToken);
    checkAccessToken(result.accessToken, { audiences, tenantId }, service);
    const endsAt = result.expiresOn.getTime();
    const lifeMs = endsAt - now();
    return { value: result.accessToken, renewAt: endsAt - Math.min(RENEW_BEFORE_MS, lifeMs / 2), endsAt };
  } catch (error) {
    if (error instanceof SignInError) throw error;
    const secrets = credential.kind === 'secret' ? [credential.secret] : [];
    throw signInFailure(error, { idToken: assertion, secrets, service });
  }
}

/** Asks for each audience in turn until Entra ID knows one; throws what it answered to the first when it knows none. */
async function firstKnown<T>(
  audiences: readonly string[],
  ask: (audience: string) => Promise<T>,
): Promise<T> {
  let first: unknown;
  for (const [index, audience] of audiences.entries()) {
    try {
      return await ask(audience);
    } catch (error) {
      if (index === 0) first = error;
      if (!isUnknownAudience(error)) throw error;
    }
  }
  throw first;
}

function proof(credential: Credential, assertion: string | undefined): Partial<NodeAuthOptions> {
  if (credential.kind === 'secret') return { clientSecret: credential.secret };
  if (credential.kind === 'oidc') return assertion === undefined ? {} : { clientAssertion: assertion };
  const { thumbprintSha256, privateKey, chain } = readCertificate(credential.certificate);
  return { clientCertificate: { thumbprintSha256, privateKey, x5c: chain } };
}

/** Tells msal the endpoints, so that it asks no discovery service for them. */
function authorityMetadata(tenantUrl: string): string {
  return JSON.stringify({
    authorization_endpoint: `${tenantUrl}/oauth2/v2.0/authorize`,
    token_endpoint: `${tenantUrl}/oauth2/v2.0/token`,
    issuer: `${tenantUrl}/v2.0`,
    jwks_uri: `${tenantUrl}/discovery/v2.0/keys`,
  });
}

/** msal signs the assertion of a certificate itself: it is seen first in the form that msal posts. */
function maskingAssertions(network: INetworkModule, mask: (value: string) => void): INetworkModule {
  return {
    sendGetRequestAsync: (url, options, timeout) => network.sendGetRequestAsync(url, options, timeout),
    sendPostRequestAsync: (url, options) => {
      const assertion = new URLSearchParams(options?.body).get('client_assertion');
      if (assertion !== null) mask(assertion);
      return network.sendPostRequestAsync(url, options);
    },
  };
}
