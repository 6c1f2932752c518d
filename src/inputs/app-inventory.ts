import { CLOUDS, type Cloud } from '../entra/clouds.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';
import { oneOf } from './rules.ts';

/** Where the inventory of apps is read, and whom the tokens are for. Addresses without a trailing slash. */
export type InventoryChoice =
  | { readonly mode: 'none' }
  | { readonly mode: 'power-platform'; readonly url: string; readonly audience: string }
  | {
      readonly mode: 'admin';
      readonly environmentsUrl: string;
      readonly appsUrl: string;
      readonly audience: string;
    };

/** Addresses that `service-urls` has in place of the cloud's own. */
export interface InventoryUrls {
  readonly get: (name: 'power-platform' | 'power-apps' | 'bap') => string | undefined;
}

/** Reads `app-inventory`. The Power Platform API is asked in the commercial cloud alone. */
export function readInventoryChoice(
  reader: InputReader,
  cloud: Field<Cloud>,
  urls: Field<InventoryUrls | undefined>,
): Field<InventoryChoice> {
  const mode = reader.withDefault('app-inventory', 'none', oneOf(['none', 'power-platform', 'admin']));
  return reader.check('app-inventory', () => {
    const chosen = mode();
    if (chosen === 'none') return { mode: chosen };
    const { powerPlatformUrl, powerAppsUrl, bapUrl, powerAppsAudience } = CLOUDS[cloud()];
    if (chosen === 'admin') {
      return {
        mode: chosen,
        environmentsUrl: urls()?.get('bap') ?? bapUrl,
        appsUrl: urls()?.get('power-apps') ?? powerAppsUrl,
        audience: powerAppsAudience,
      };
    }
    if (powerPlatformUrl === undefined) {
      throw new InvalidInput('works with cloud: commercial alone', 'Use admin, or leave it out');
    }
    return {
      mode: chosen,
      url: urls()?.get('power-platform') ?? powerPlatformUrl,
      audience: powerPlatformUrl,
    };
  });
}
