import { z } from 'zod';
import { SignInError } from '../errors.ts';

/** App id of "Office 365 Management APIs", which Entra ID may write as the audience instead of its address. */
const MANAGEMENT_API_APP_ID = 'c5393580-f805-4401-95e8-94b7a6ef2fc2';
const NEEDED_ROLE = 'ActivityFeed.Read';

const CLAIMS = z.object({
  iss: z.string().optional(),
  sub: z.string().optional(),
  aud: z.string().optional(),
  tid: z.string().optional(),
  roles: z.array(z.string()).optional(),
});

/** The claims of a JWT that sign-in looks at. */
export type Claims = z.infer<typeof CLAIMS>;

/** Decodes the claims of a JWT without verifying it; `undefined` when the text is not a JWT. */
export function claimsOf(token: string): Claims | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    return CLAIMS.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Checks an access token before its first use: audience, tenant and the role ActivityFeed.Read.
 * An opaque token passes, and so does a claim that is not there. Throws a {@link SignInError} that says what is missing.
 */
export function checkAccessToken(
  token: string,
  expected: { readonly audiences: readonly string[]; readonly tenantId: string },
): void {
  const claims = claimsOf(token);
  if (claims === undefined) return;
  const audience = claims.aud?.replace(/\/$/, '');
  if (audience !== undefined && ![...expected.audiences, MANAGEMENT_API_APP_ID].includes(audience)) {
    throw new SignInError(
      `Entra ID issued a token for the audience ${JSON.stringify(audience)} instead of ${expected.audiences[0]}.`,
      'Set the input cloud to the cloud of the tenant, and check management-api and entra in service-urls.',
    );
  }
  if (claims.tid !== undefined && claims.tid.toLowerCase() !== expected.tenantId) {
    throw new SignInError(
      `Entra ID issued a token for the tenant ${JSON.stringify(claims.tid)} instead of ${expected.tenantId}.`,
      'Check tenant-id, and entra in service-urls.',
    );
  }
  if (!claims.roles?.includes(NEEDED_ROLE)) {
    throw new SignInError(
      `The app registration does not have the application permission ${NEEDED_ROLE} with admin consent.`,
      `Add the application (not delegated) permission ${NEEDED_ROLE} of Office 365 Management APIs to the app registration and grant admin consent; a new consent takes some minutes.`,
    );
  }
}
