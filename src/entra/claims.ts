import { z } from 'zod';
import { SignInError } from '../errors.ts';

/** A service that access tokens are for. */
export interface ApiService {
  readonly name: string;
  /** Its name in `service-urls`. */
  readonly address: string;
  /** Its app id, which Entra ID may write as the audience instead of its address. */
  readonly appId: string;
  /** The application permission that its tokens must carry; `undefined` where rights come from elsewhere. */
  readonly role: string | undefined;
}

/** The Management Activity API. */
export const MANAGEMENT_API: ApiService = {
  name: 'Office 365 Management APIs',
  address: 'management-api',
  appId: 'c5393580-f805-4401-95e8-94b7a6ef2fc2',
  role: 'ActivityFeed.Read',
};

/** Microsoft Graph, for audit search: there is no permission for Power Platform alone. */
export const GRAPH_API: ApiService = {
  name: 'Microsoft Graph',
  address: 'graph',
  appId: '00000003-0000-0000-c000-000000000000',
  role: 'AuditLogsQuery.Read.All',
};

/** The Power Platform API. Its rights are roles of the Power Platform. */
export const POWER_PLATFORM_API: ApiService = {
  name: 'Power Platform API',
  address: 'power-platform',
  appId: '8578e004-a5c6-46e7-913e-12f58912df43',
  role: undefined,
};

/** The admin API of Power Apps. Its rights come from a registration there. */
export const POWER_APPS_API: ApiService = {
  name: 'PowerApps Service',
  address: 'power-apps',
  appId: '475226c6-020e-4fb2-8a90-7a972cbfc1d4',
  role: undefined,
};

/** Azure Storage, OneLake included, in every cloud. Its rights are roles of Azure, or of the workspace in Fabric. */
export const STORAGE_API: ApiService = {
  name: 'Azure Storage',
  address: 'data-lake-url',
  appId: 'e406a681-f3d4-42a8-90b6-c2b029497af1',
  role: undefined,
};

/** Whom its tokens are for. */
export const STORAGE_AUDIENCE = 'https://storage.azure.com';

/** The Power BI REST API. Its rights are a tenant setting and a role in the workspace. */
export const POWER_BI_API: ApiService = {
  name: 'Power BI Service',
  address: 'power-bi',
  appId: '00000009-0000-0000-c000-000000000000',
  role: undefined,
};

/** Dataverse. Its rights are security roles of an application user in the environment. */
export const DATAVERSE_API: ApiService = {
  name: 'Dataverse',
  address: 'dataverse-url',
  appId: '00000007-0000-0000-c000-000000000000',
  role: undefined,
};

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
 * Checks an access token of a service before its first use: audience, tenant and the role that the service needs.
 * An opaque token passes, and so does a claim that is not there. Throws a {@link SignInError} that says what is missing.
 */
export function checkAccessToken(
  token: string,
  expected: { readonly audiences: readonly string[]; readonly tenantId: string },
  { name, address, appId, role }: ApiService = MANAGEMENT_API,
): void {
  const claims = claimsOf(token);
  if (claims === undefined) return;
  const audience = claims.aud?.replace(/\/$/, '');
  if (audience !== undefined && ![...expected.audiences, appId].includes(audience)) {
    throw new SignInError(
      `Entra ID issued a token for the audience ${JSON.stringify(audience)} instead of ${expected.audiences[0]}.`,
      `Set the input cloud to the cloud of the tenant, and check ${address} and entra in service-urls.`,
    );
  }
  if (claims.tid !== undefined && claims.tid.toLowerCase() !== expected.tenantId) {
    throw new SignInError(
      `Entra ID issued a token for the tenant ${JSON.stringify(claims.tid)} instead of ${expected.tenantId}.`,
      'Check tenant-id, and entra in service-urls.',
    );
  }
  if (role !== undefined && !claims.roles?.includes(role)) {
    throw new SignInError(
      `The app registration does not have the application permission ${role} with admin consent.`,
      `Add the application (not delegated) permission ${role} of ${name} to the app registration and grant admin consent; a new consent takes some minutes.`,
    );
  }
}
