import { CLOUDS, type Cloud } from '../entra/clouds.ts';
import { type Field, type InputReader, Refusal } from './reader.ts';

/** Tells whether a URL's host name is this machine: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Reads the address of a service: https, or http on loopback; without user, query, fragment or trailing slash. */
export function serviceUrl(text: string): string {
  const refusal = (problem: string): Refusal =>
    new Refusal(
      problem,
      'Use an address such as https://manage.office.com; http is accepted on loopback only',
      text.replace(/[?#].*$/s, '?…').replace(/^([a-z][a-z0-9+.-]*:)?(\/\/)?.*@/is, '$1$2…@'),
    );
  const url = URL.parse(text);
  if (url === null) throw refusal('is not a URL');
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe) throw refusal('does not use https');
  if (url.username !== '' || url.password !== '') throw refusal('names a user');
  if (/[?#]/.test(text)) throw refusal('has a query or a fragment');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The fields that say where the services are. */
export interface AddressFields {
  readonly managementApiUrl: Field<string>;
  readonly authorityUrl: Field<string>;
  readonly audiences: Field<readonly string[]>;
  readonly federationAudience: Field<string>;
}

/**
 * Reads the addresses of the cloud and their overrides.
 *
 * The audience of the tokens is the cloud's own, also behind a gateway. Two overrides may make a cloud that this action
 * does not know: there the API's own origin is the audience when Entra ID knows nothing of the other.
 */
export function readAddresses(reader: InputReader, cloud: Field<Cloud>): AddressFields {
  const managementApi = reader.optional('management-api-url', serviceUrl);
  const authority = reader.optional('authority-url', serviceUrl);
  return {
    managementApiUrl: reader.check('cloud', () => managementApi() ?? CLOUDS[cloud()].managementApiUrl),
    authorityUrl: reader.check('cloud', () => authority() ?? CLOUDS[cloud()].authorityUrl),
    federationAudience: reader.check('cloud', () => CLOUDS[cloud()].federationAudience),
    audiences: reader.check('cloud', () => {
      const api = managementApi();
      const own = CLOUDS[cloud()].managementApiUrl;
      return api !== undefined && authority() !== undefined ? [own, new URL(api).origin] : [own];
    }),
  };
}
