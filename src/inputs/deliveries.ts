import { CLOUDS, type Cloud } from '../entra/clouds.ts';
import { isLoopback } from '../http/proxies.ts';
import { isGuid } from '../launches/ids.ts';
import { type Field, type InputReader, InvalidInput } from './reader.ts';
import { listOf } from './rules.ts';

/** A semantic model of Power BI. Both are lower-case GUIDs. */
export interface SemanticModel {
  readonly workspaceId: string;
  readonly modelId: string;
}

/** What happens after a publish, besides it. Addresses are without a trailing slash. */
export interface DeliveryChoice {
  readonly powerBi: {
    readonly url: string;
    readonly audience: string;
    /** Each once; may be empty. */
    readonly models: readonly SemanticModel[];
  };
  /** `from`: first calendar day, `YYYY-MM-DD`, whose launches are sent; `undefined`: the day of the first run. */
  readonly dataverse:
    | { readonly url: string; readonly audience: string; readonly from: string | undefined }
    | undefined;
}

/** More is a list of something else. */
const MOST_MODELS = 20;
/** One for each region and cloud: `contoso.crm4.dynamics.com`. */
const DATAVERSE_HOST =
  /^[a-z0-9-]+\.(?:api\.)?crm\d{0,3}\.(?:dynamics\.com|dynamics\.cn|microsoftdynamics\.us|appsplatform\.us)$/;
const ENVIRONMENT_URL =
  'Copy "Environment URL" from the environment in the Power Platform admin center, such as https://contoso.crm4.dynamics.com';

/** Reads `power-bi-refresh`, `dataverse-url` and `dataverse-from`. `powerBiUrl`: the address in `service-urls`. */
export function readDeliveries(
  reader: InputReader,
  cloud: Field<Cloud>,
  powerBiUrl: () => string | undefined,
): Field<DeliveryChoice> {
  const models = reader.optional('power-bi-refresh', semanticModels);
  const environment = reader.optional('dataverse-url', environmentUrl);
  const from = reader.optional('dataverse-from', (text) => {
    if (environment() === undefined) {
      throw new InvalidInput('is given without dataverse-url', 'Give dataverse-url too, or leave it out');
    }
    return calendarDay(text);
  });
  return reader.check('power-bi-refresh', () => {
    const { powerBiUrl: url, powerBiAudience: audience } = CLOUDS[cloud()];
    const dataverse = environment();
    return {
      powerBi: { url: powerBiUrl() ?? url, audience, models: models() ?? [] },
      dataverse: dataverse && { ...dataverse, from: from() },
    };
  });
}

function semanticModels(text: string): readonly SemanticModel[] {
  const remedy =
    'Give one WORKSPACE_ID/SEMANTIC_MODEL_ID a line: the GUIDs behind /groups/ and /datasets/ in the address of the semantic model in Power BI';
  const models = new Map<string, SemanticModel>();
  for (const [index, line] of listOf(text).entries()) {
    const [workspaceId = '', modelId = '', ...more] = line.toLowerCase().split('/');
    // By its number: a wrong line may hold a secret.
    if (!isGuid(workspaceId) || !isGuid(modelId) || more.length > 0)
      throw new InvalidInput(`line ${index + 1} is not two GUIDs with a slash between them`, remedy, null);
    models.set(`${workspaceId}/${modelId}`, { workspaceId, modelId });
  }
  if (models.size > MOST_MODELS) throw new InvalidInput(`has more than ${MOST_MODELS} lines`, remedy, null);
  return [...models.values()];
}

/** The token is for the address itself, and no other host gets one: what is neither Dataverse nor loopback is refused. */
function environmentUrl(text: string): { readonly url: string; readonly audience: string } {
  const url = URL.parse(text);
  const invalid = (problem: string): InvalidInput => new InvalidInput(problem, ENVIRONMENT_URL, null);
  if (url === null) throw invalid('is not a URL');
  const isLocal = isLoopback(url.hostname);
  if (!isLocal && url.protocol !== 'https:') throw invalid('does not use https');
  if (!isLocal && !DATAVERSE_HOST.test(url.hostname)) throw invalid('is not the address of an environment');
  if (!/^https?:$/.test(url.protocol)) throw invalid('does not use https');
  if (url.username !== '' || url.pathname !== '/' || /[?#]/.test(text))
    throw invalid('holds more than the address of an environment');
  return { url: url.origin, audience: url.origin };
}

function calendarDay(text: string): string {
  const day = Date.parse(`${text}T00:00:00Z`);
  // A Date turns 30 February into 2 March; only a day that comes back as given exists.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text)
    throw new InvalidInput('is not a calendar day', 'Use a day such as 2026-11-01, in time-zone');
  return text;
}
