import { deliver, jsonAnswer } from './answer.ts';
import { listen } from './loopback.ts';

/** A request that reached the foreign host. `authorization` is the header as received; never log it. */
export interface ForeignRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** A host that is not the service: it records what reaches it and answers an empty list. */
export interface ForeignHost {
  readonly origin: string;
  readonly requests: readonly ForeignRequest[];
  close(): Promise<void>;
}

/** Starts the foreign host; `seen` is called with each request, `now` returns its `Date` (UTC ms). */
export async function startForeignHost(
  seen: (request: ForeignRequest) => void,
  now: () => number,
): Promise<ForeignHost> {
  const requests: ForeignRequest[] = [];
  const { close, origin } = await listen((message, response) => {
    const { authorization } = message.headers;
    const request = { method: message.method ?? '', path: message.url ?? '', authorization };
    requests.push(request);
    seen(request);
    deliver(response, jsonAnswer(200, []), 'whole', new Date(now()).toUTCString());
  });
  return { origin, requests, close };
}
