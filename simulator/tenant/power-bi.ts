import { type Answer, jsonAnswer, textAnswer } from './answer.ts';
import { DAY, type TenantClock } from './clock.ts';
import type { Random } from './random.ts';
import type { TenantRequest } from './request.ts';
import type { IssuedToken } from './tokens.ts';

/** Whom the tokens for Power BI are for. */
export const POWER_BI_AUDIENCE = 'https://analysis.windows.net/powerbi/api';

/** A refresh that the service accepted. Instants in ms since 1970. */
export interface Refresh {
  readonly id: string;
  readonly model: string;
  readonly begun: number;
  /** `Unknown` while it runs. */
  status: 'Completed' | 'Failed' | 'Unknown';
}

/** The Power BI REST API, as far as refreshes go. */
export class PowerBi {
  /** `WORKSPACE_ID/MODEL_ID` of the models that the application may refresh. */
  readonly models = new Set<string>();
  /** Refreshes that were accepted with 202, in order. */
  readonly accepted: Refresh[] = [];
  /** `refused`: the tenant setting or the role is missing, which the service says without a body. */
  access: 'granted' | 'refused' = 'granted';
  /** How accepted refreshes end; `Unknown`: they do not. */
  ends: Refresh['status'] = 'Completed';
  /** What a request gets while a refresh runs. */
  conflict: 400 | 409 = 400;
  /** Of a shared capacity. */
  refreshesPerDay = 8;
  readonly #clock: TenantClock;
  readonly #random: Random;

  constructor(clock: TenantClock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Adds a model that can be refreshed; returns it as `WORKSPACE_ID/MODEL_ID`. */
  addModel(): string {
    const model = `${this.#random.guid()}/${this.#random.guid()}`;
    this.models.add(model);
    return model;
  }

  answer({ method, path, body }: TenantRequest, token: IssuedToken | undefined): Answer {
    if (token?.audience !== POWER_BI_AUDIENCE)
      return jsonAnswer(401, { error: { code: 'TokenExpired', message: 'Access token is not valid.' } });
    if (this.access === 'refused') return textAnswer(403, 'text/plain', '');
    const [, workspace, id] = /\/groups\/([^/]+)\/datasets\/([^/]+)\/refreshes$/.exec(path) ?? [];
    const model = `${workspace}/${id}`;
    if (!this.models.has(model)) return jsonAnswer(404, { error: { code: 'PowerBIEntityNotFound' } });
    const ofModel = this.accepted.filter((refresh) => refresh.model === model);
    if (method === 'GET') return jsonAnswer(200, { value: ofModel.toReversed().map(historyRow) });
    return refusalOf(body) ?? this.#begin(model, ofModel);
  }

  #begin(model: string, ofModel: readonly Refresh[]): Answer {
    const now = this.#clock.now();
    if (ofModel.some(({ status }) => status === 'Unknown')) {
      if (this.conflict === 409) return jsonAnswer(409, { error: { code: 'Conflict' } });
      return invalid('Invalid dataset refresh request. Another refresh request is already executing');
    }
    if (ofModel.filter(({ begun }) => now - begun < DAY).length >= this.refreshesPerDay)
      return invalid('Invalid dataset refresh request. The limit of refreshes of this day is exceeded');
    const refresh = { id: this.#random.guid(), model, begun: now, status: this.ends };
    this.accepted.push(refresh);
    return textAnswer(202, 'text/plain', '', { 'x-ms-request-id': refresh.id });
  }
}

/** An application may ask for no mail, and a shared capacity takes nothing else. */
function refusalOf(body: string): Answer | undefined {
  const given: unknown = JSON.parse(body === '' ? '{}' : body);
  const { notifyOption = 'NoNotification', ...more } = given as Readonly<Record<string, unknown>>;
  if (notifyOption !== 'NoNotification') return invalid('notifyOption is not applicable');
  return Object.keys(more).length === 0
    ? undefined
    : invalid('Enhanced refresh is not supported on this capacity');
}

function invalid(message: string): Answer {
  return jsonAnswer(400, { error: { code: 'InvalidRequest', message } });
}

function historyRow({ id, begun, status }: Refresh): Readonly<Record<string, unknown>> {
  return {
    ...{ requestId: id, id: 1, refreshType: 'ViaApi', startTime: new Date(begun).toISOString(), status },
    ...(status === 'Unknown' ? {} : { endTime: new Date(begun).toISOString() }),
    ...(status === 'Failed' ? { serviceExceptionJson: '{"errorCode":"ModelRefreshFailed"}' } : {}),
  };
}
