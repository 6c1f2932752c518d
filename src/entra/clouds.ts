/** The Microsoft clouds, as the `cloud` input names them. */
export const CLOUD_NAMES = ['commercial', 'gcc', 'gcc-high', 'dod', 'china'] as const;
export type Cloud = (typeof CLOUD_NAMES)[number];

/** The addresses that belong together in one Microsoft cloud. Origins, without a trailing slash. */
export interface CloudAddresses {
  /** Origin of the Management Activity API, which is also the audience of its tokens. */
  readonly managementApiUrl: string;
  /** Origin of the sign-in service (Entra ID). */
  readonly entraUrl: string;
  /** The audience that Entra ID proposes for federated credentials. */
  readonly federationAudience: string;
}

/** What the hosts of Microsoft's clouds end in, as Microsoft's references of these services name them. */
const MICROSOFT_HOSTS = [
  'office.com',
  'office365.us',
  'apps.mil',
  'office.cn',
  'microsoftonline.com',
  'microsoftonline.us',
  'partner.microsoftonline.cn',
  'microsoft.com',
  'microsoft.us',
  'chinacloudapi.cn',
  'powerplatform.com',
  'powerapps.com',
  'powerapps.us',
  'powerapps.cn',
  'powerbi.com',
  'powerbigov.us',
  'powerbi.cn',
  'dynamics.com',
  'windows.net',
];

/** Returns whether a host name is one of Microsoft's, which may get real tokens. */
export function isMicrosoftHost(hostname: string): boolean {
  return MICROSOFT_HOSTS.some((end) => hostname === end || hostname.endsWith(`.${end}`));
}

const FEDERATION = 'api://AzureADTokenExchange';

/**
 * The addresses of each cloud.
 *
 * Hosts after Microsoft's Management Activity API reference. `china` stands only in Microsoft's own script
 * (CSS-Exchange `Get-CloudServiceEndpoint`), not in that reference, and is untested.
 */
export const CLOUDS: Readonly<Record<Cloud, CloudAddresses>> = {
  commercial: {
    managementApiUrl: 'https://manage.office.com',
    entraUrl: 'https://login.microsoftonline.com',
    federationAudience: FEDERATION,
  },
  gcc: {
    managementApiUrl: 'https://manage-gcc.office.com',
    entraUrl: 'https://login.microsoftonline.com',
    federationAudience: FEDERATION,
  },
  'gcc-high': {
    managementApiUrl: 'https://manage.office365.us',
    entraUrl: 'https://login.microsoftonline.us',
    federationAudience: `${FEDERATION}USGov`,
  },
  dod: {
    managementApiUrl: 'https://manage.protection.apps.mil',
    entraUrl: 'https://login.microsoftonline.us',
    federationAudience: `${FEDERATION}USGov`,
  },
  china: {
    managementApiUrl: 'https://manage.office.cn',
    entraUrl: 'https://login.partner.microsoftonline.cn',
    federationAudience: `${FEDERATION}China`,
  },
};
