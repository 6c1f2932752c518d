import { CLOUDS, type Cloud, isMicrosoftHost } from '../entra/clouds.ts';
import { isLoopback } from '../http/proxies.ts';
import { type InventoryChoice, readInventoryChoice } from './app-inventory.ts';
import { type DeliveryChoice, readDeliveries } from './deliveries.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';

/** The services whose address `service-urls` can replace. */
const SERVICES = [
  'management-api',
  'entra',
  'graph',
  'power-platform',
  'power-apps',
  'bap',
  'power-bi',
] as const;
type ServiceName = (typeof SERVICES)[number];

/** Reads the address of a service: https, or http on loopback; without user, query, fragment or trailing slash. */
export function serviceUrl(text: string): string {
  const invalid = (problem: string): InvalidInput =>
    new InvalidInput(
      problem,
      'Use an address such as https://manage.office.com; http is accepted on loopback only',
      withoutSecrets(text),
    );
  const url = URL.parse(text);
  if (url === null) throw invalid('is not a URL');
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe) throw invalid('does not use https');
  if (url.username !== '' || url.password !== '') throw invalid('names a user');
  if (/[?#]/.test(text)) throw invalid('has a query or a fragment');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** An address without what may be a secret in it: its query, its fragment, its user. */
function withoutSecrets(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:)?(\/\/)?.*@/is, '$1$2…@').replace(/[?#].*$/s, '?…');
}

/**
 * Reads `service-urls`: `NAME=URL`, one a line, each name once.
 * @throws {InvalidInput} that lists every line that is wrong.
 */
export function serviceUrls(text: string): ReadonlyMap<ServiceName, string> {
  const urls = new Map<ServiceName, string>();
  const problems: string[] = [];
  const shown: string[] = [];
  for (const line of text
    .split(/[\r\n]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    const [, written = '', address = ''] = /^([^=]*)=(.*)$/s.exec(line) ?? [];
    const name = SERVICES.find((service) => service === written.trim().toLowerCase());
    shown.push(name === undefined ? withoutSecrets(line) : `${name}=${withoutSecrets(address.trim())}`);
    if (name === undefined) problems.push(`line ${shown.length} names no service`);
    else if (urls.has(name)) problems.push(`${name} is given twice`);
    else {
      try {
        urls.set(name, serviceUrl(address.trim()));
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        problems.push(`the address of ${name} ${error.message}`);
      }
    }
  }
  if (problems.length === 0) return urls;
  throw new InvalidInput(
    `has lines that are wrong (${problems.join('; ')})`,
    `Give one NAME=URL per line, https (or http on loopback only), with a name of ${SERVICES.join(', ')}`,
    shown.join('; '),
  );
}

/** The fields that say where the services are. */
export interface AddressFields {
  readonly managementApiUrl: Field<string>;
  readonly entraUrl: Field<string>;
  readonly graphUrl: Field<string | undefined>;
  readonly audiences: Field<readonly string[]>;
  readonly federationAudience: Field<string>;
  readonly strangeHosts: Field<readonly string[]>;
  readonly appInventory: Field<InventoryChoice>;
  readonly deliveries: Field<DeliveryChoice>;
}

/**
 * Reads the addresses of the cloud and what `service-urls` has in their place.
 *
 * The audience of the tokens is the cloud's own, also behind a gateway. Two replaced addresses may make a cloud that this
 * action does not know: there the API's own origin is the audience when Entra ID knows nothing of the other.
 */
export function readAddresses(reader: InputReader, cloud: Field<Cloud>): AddressFields {
  const urls = reader.optional('service-urls', serviceUrls);
  return {
    managementApiUrl: reader.check(
      'cloud',
      () => urls()?.get('management-api') ?? CLOUDS[cloud()].managementApiUrl,
    ),
    entraUrl: reader.check('cloud', () => urls()?.get('entra') ?? CLOUDS[cloud()].entraUrl),
    graphUrl: reader.check('cloud', () => {
      const own = CLOUDS[cloud()].graphUrl;
      return own && (urls()?.get('graph') ?? own);
    }),
    federationAudience: reader.check('cloud', () => CLOUDS[cloud()].federationAudience),
    audiences: reader.check('cloud', () => {
      const api = urls()?.get('management-api');
      const own = CLOUDS[cloud()].managementApiUrl;
      return api !== undefined && urls()?.has('entra') === true ? [own, new URL(api).origin] : [own];
    }),
    appInventory: readInventoryChoice(reader, cloud, urls),
    deliveries: readDeliveries(reader, cloud, () => urls()?.get('power-bi')),
    strangeHosts: () => {
      const hosts = [...(urls()?.values() ?? [])].map((url) => new URL(url).hostname);
      return [...new Set(hosts)].filter((host) => !isLoopback(host) && !isMicrosoftHost(host));
    },
  };
}
