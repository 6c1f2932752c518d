import { ZodError } from 'zod';
import { json, type Reply, type Route } from './http.ts';
import type { Run, Runs } from './runs.ts';

/** Methods of one Twirp service by name; each gets the parsed JSON body and the run that calls. */
export type TwirpMethods = Readonly<Record<string, (body: unknown, run: Run) => Reply>>;

const prefix = '/twirp/github.actions.results.api.v1.';

/** Returns a Twirp error answer, see https://twitchtv.github.io/twirp/docs/spec_v7.html#error-codes. */
export function twirpError(status: number, code: string, msg: string): Reply {
  return json(status, { code, msg });
}

/** Serves `POST /twirp/github.actions.results.api.v1.<Service>/<Method>` for calls with a runtime token. */
export function twirpRoute(services: Readonly<Record<string, TwirpMethods>>, runs: Runs): Route {
  return (request) => {
    if (!request.path.startsWith(prefix)) return undefined;
    const [service = '', method = ''] = request.path.slice(prefix.length).split('/');
    const call = services[service]?.[method];
    if (call === undefined || request.method !== 'POST') return undefined;
    const run = runs.withRuntimeToken(request.headers.authorization);
    if (run === undefined) return twirpError(401, 'unauthenticated', 'the runtime token is not valid');
    try {
      return call(JSON.parse(request.body.toString('utf8')), run);
    } catch (error) {
      if (!(error instanceof ZodError) && !(error instanceof SyntaxError)) throw error;
      return twirpError(400, 'malformed', error.message);
    }
  };
}
