import { openNetwork } from '../../entra/network.ts';
import { openTokenSource, type SignIn, type TokenSource } from '../../entra/token.ts';
import { type AgentFor, openHttp } from '../../http/send.ts';
import { type Api, openApi } from './api.ts';
import { type Clock, openLimiter } from './limiter.ts';
import { openTransport } from './transport.ts';

/** Which feed is read, by whom, and how fast. */
export interface FeedSettings extends SignIn {
  readonly managementApiUrl: string;
  readonly publisherId: string;
  readonly requestsPerMinute: number;
}

/** What the API needs from outside. */
export interface FeedOptions {
  readonly agent: AgentFor;
  readonly clock: Clock;
  /** Gives a number from 0 to below 1. */
  readonly random: () => number;
  /** Gives GitHub's ID token for an audience. */
  readonly idToken: (audience: string) => Promise<string>;
  /** Takes every token and assertion before its first use. */
  readonly mask: (value: string) => void;
}

/** The API of a tenant with its sign-in. */
export interface SignedApi extends Api {
  readonly tokens: TokenSource;
}

/** Opens the API of a tenant. Nothing is sent before the first question. */
export function openActivityApi(settings: FeedSettings, options: FeedOptions): SignedApi {
  const { agent, clock, random, idToken, mask } = options;
  const { managementApiUrl: baseUrl, tenantId, publisherId, requestsPerMinute } = settings;
  const network = openNetwork({ agent, sleep: clock.sleep, random });
  const tokens = openTokenSource({ signIn: settings, network, idToken, mask, now: clock.now });
  const limiter = openLimiter(requestsPerMinute, clock);
  const { origin } = new URL(baseUrl);
  const transport = openTransport({ send: openHttp(agent), tokens, limiter, clock, random, origin });
  return { ...openApi({ baseUrl, tenantId, publisherId }, transport), tokens };
}
