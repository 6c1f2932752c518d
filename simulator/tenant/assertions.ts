import { constants, verify, X509Certificate } from 'node:crypto';
import type { SignInFailure } from './sign-in-failures.ts';

/** A federated credential of the app registration; `verify` returns whether the issuer signed the assertion. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly verify: (assertion: string) => boolean;
}

/** A client assertion that was presented, and why it was refused (undefined: accepted). */
export interface SeenAssertion {
  readonly kind: 'certificate' | 'federated';
  /** As it was presented. */
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly refused: SignInFailure | undefined;
}

/** What an assertion is held against. `certificates` are PEM; `tokenEndpoint` is what `aud` must be. */
export interface AssertionRules {
  readonly clientId: string;
  readonly tokenEndpoint: string;
  readonly certificates: readonly string[];
  readonly federated: readonly FederatedCredential[];
}

/** Checks a client assertion as Entra ID does: one issued by the app itself by certificate, any other as federated. */
export function checkAssertion(assertion: string, rules: AssertionRules): SeenAssertion {
  const [head = '', payload = '', signature = ''] = assertion.split('.');
  const header = decodePart(head);
  const claims = decodePart(payload);
  if (claims.iss === rules.clientId) {
    const signed = Buffer.from(`${head}.${payload}`);
    const good =
      claims.sub === rules.clientId &&
      claims.aud === rules.tokenEndpoint &&
      header.alg === 'PS256' &&
      rules.certificates.some((pem) =>
        signedBy(new X509Certificate(pem), header, signed, Buffer.from(signature, 'base64url')),
      );
    return { kind: 'certificate', token: assertion, header, claims, refused: good ? undefined : 700027 };
  }
  return {
    kind: 'federated',
    token: assertion,
    header,
    claims,
    refused: federatedRefusal(assertion, claims, rules.federated),
  };
}

function signedBy(
  certificate: X509Certificate,
  header: Readonly<Record<string, unknown>>,
  signed: Buffer,
  signature: Buffer,
): boolean {
  const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  const key = {
    key: certificate.publicKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  return header['x5t#S256'] === thumbprint && verify('sha256', signed, key, signature);
}

function federatedRefusal(
  assertion: string,
  claims: Readonly<Record<string, unknown>>,
  credentials: readonly FederatedCredential[],
): SignInFailure | undefined {
  const issued = credentials.filter(({ issuer }) => issuer === claims.iss);
  if (issued.length === 0) return 700211;
  const named = issued.filter(({ subject }) => subject === claims.sub);
  if (named.length === 0) return 700213;
  const good = named.some(({ audience, verify }) => audience === claims.aud && verify(assertion));
  return good ? undefined : 70021;
}

function decodePart(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
