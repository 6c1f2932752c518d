/** The Microsoft clouds, as the `cloud` input names them. */
export const CLOUD_NAMES = ['commercial', 'gcc', 'gcc-high', 'dod', 'china'] as const;
export type Cloud = (typeof CLOUD_NAMES)[number];

/** The addresses that belong together in one Microsoft cloud. Origins, without a trailing slash. */
export interface CloudAddresses {
  /** Origin of the Management Activity API, which is also the audience of its tokens. */
  readonly managementApiUrl: string;
  /** Origin of Microsoft Graph, which is also the audience of its tokens; `undefined` where Graph has no audit search. */
  readonly graphUrl: string | undefined;
  /** Origin of the sign-in service (Entra ID). */
  readonly entraUrl: string;
  /** Origin of the Power Platform API, which is also the audience of its tokens; `undefined` where it is not used. */
  readonly powerPlatformUrl: string | undefined;
  /** Origins of the admin APIs of Power Apps and of its environments, and the audience of the tokens of both. */
  readonly powerAppsUrl: string;
  readonly bapUrl: string;
  readonly powerAppsAudience: string;
  /** Origin of the Power BI REST API, and the audience of its tokens. */
  readonly powerBiUrl: string;
  readonly powerBiAudience: string;
  /** Origin of the portal in which makers open an app. */
  readonly makerUrl: string;
  /** The audience that Entra ID proposes for federated credentials. */
  readonly federationAudience: string;
}

const GRAPH = 'https://graph.microsoft.com';
const FEDERATION = 'api://AzureADTokenExchange';

/**
 * The addresses of each cloud.
 *
 * Hosts after Microsoft's Management Activity API reference, those of Power Apps after its PowerShell module. `china` stands only in Microsoft's own script
 * (CSS-Exchange `Get-CloudServiceEndpoint`), not in that reference, and is untested.
 */
export const CLOUDS: Readonly<Record<Cloud, CloudAddresses>> = {
  commercial: {
    managementApiUrl: 'https://manage.office.com',
    graphUrl: GRAPH,
    entraUrl: 'https://login.microsoftonline.com',
    powerPlatformUrl: 'https://api.powerplatform.com',
    powerAppsUrl: 'https://api.powerapps.com',
    bapUrl: 'https://api.bap.microsoft.com',
    powerAppsAudience: 'https://service.powerapps.com',
    powerBiUrl: 'https://api.powerbi.com',
    powerBiAudience: 'https://analysis.windows.net/powerbi/api',
    makerUrl: 'https://make.powerapps.com',
    federationAudience: FEDERATION,
  },
  gcc: {
    managementApiUrl: 'https://manage-gcc.office.com',
    graphUrl: GRAPH,
    entraUrl: 'https://login.microsoftonline.com',
    powerPlatformUrl: undefined,
    powerAppsUrl: 'https://gov.api.powerapps.us',
    bapUrl: 'https://gov.api.bap.microsoft.us',
    powerAppsAudience: 'https://gov.service.powerapps.us',
    powerBiUrl: 'https://api.powerbigov.us',
    powerBiAudience: 'https://analysis.usgovcloudapi.net/powerbi/api',
    makerUrl: 'https://make.gov.powerapps.us',
    federationAudience: FEDERATION,
  },
  'gcc-high': {
    managementApiUrl: 'https://manage.office365.us',
    graphUrl: undefined,
    entraUrl: 'https://login.microsoftonline.us',
    powerPlatformUrl: undefined,
    powerAppsUrl: 'https://high.api.powerapps.us',
    bapUrl: 'https://high.api.bap.microsoft.us',
    powerAppsAudience: 'https://high.service.powerapps.us',
    powerBiUrl: 'https://api.high.powerbigov.us',
    powerBiAudience: 'https://high.analysis.usgovcloudapi.net/powerbi/api',
    makerUrl: 'https://make.high.powerapps.us',
    federationAudience: `${FEDERATION}USGov`,
  },
  dod: {
    managementApiUrl: 'https://manage.protection.apps.mil',
    graphUrl: undefined,
    entraUrl: 'https://login.microsoftonline.us',
    powerPlatformUrl: undefined,
    powerAppsUrl: 'https://api.apps.appsplatform.us',
    bapUrl: 'https://api.bap.appsplatform.us',
    powerAppsAudience: 'https://service.apps.appsplatform.us',
    powerBiUrl: 'https://api.mil.powerbigov.us',
    powerBiAudience: 'https://mil.analysis.usgovcloudapi.net/powerbi/api',
    makerUrl: 'https://make.apps.appsplatform.us',
    federationAudience: `${FEDERATION}USGov`,
  },
  china: {
    managementApiUrl: 'https://manage.office.cn',
    graphUrl: undefined,
    entraUrl: 'https://login.partner.microsoftonline.cn',
    powerPlatformUrl: undefined,
    powerAppsUrl: 'https://api.powerapps.cn',
    bapUrl: 'https://api.bap.partner.microsoftonline.cn',
    powerAppsAudience: 'https://service.powerapps.cn',
    powerBiUrl: 'https://api.powerbi.cn',
    powerBiAudience: 'https://analysis.chinacloudapi.cn/powerbi/api',
    makerUrl: 'https://make.powerapps.cn',
    federationAudience: `${FEDERATION}China`,
  },
};

/**
 * The hosts of the services that `service-urls` names, in all clouds: those above and those of Microsoft's own clients. Whole
 * names, because below many of Microsoft's domains (`blob.core.windows.net`, `cloudapp.chinacloudapi.cn`) anybody can rent one.
 */
const MICROSOFT_HOSTS: ReadonlySet<string> = new Set([
  ...Object.values(CLOUDS).flatMap(({ managementApiUrl, entraUrl, powerAppsUrl, bapUrl, powerBiUrl }) =>
    [managementApiUrl, entraUrl, powerAppsUrl, bapUrl, powerBiUrl].map((url) => new URL(url).hostname),
  ),
  // Entra ID
  ...['login.microsoft.com', 'login.windows.net', 'login.chinacloudapi.cn'],
  // Microsoft Graph
  ...['graph.microsoft.com', 'graph.microsoft.us', 'dod-graph.microsoft.us'],
  'microsoftgraph.chinacloudapi.cn',
  // Power Platform API
  ...['api.powerplatform.com', 'api.gov.powerplatform.microsoft.us', 'api.high.powerplatform.microsoft.us'],
  ...['api.appsplatform.us', 'api.powerplatform.partner.microsoftonline.cn'],
]);

/** Returns whether a host is one of Microsoft's services, to which tokens may go without a warning. */
export function isMicrosoftHost(hostname: string): boolean {
  return MICROSOFT_HOSTS.has(hostname);
}
