import { deliver, jsonAnswer } from './answer.ts';
import { listen } from './loopback.ts';

/** A request that reached the stranger. `authorization` is the header as received; never log it. */
export interface StrangerRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** A host that is not the service: it records what reaches it and answers an empty list. */
export interface Stranger {
  readonly origin: string;
  readonly requests: readonly StrangerRequest[];
  close(): Promise<void>;
}

/** Starts the stranger; `seen` is told of each request, `now` gives its `Date` (UTC ms). */
export async function startStranger(
  seen: (request: StrangerRequest) => void,
  now: () => number,
): Promise<Stranger> {
  const requests: StrangerRequest[] = [];
  const { close, origin } = await listen((message, response) => {
    const { authorization } = message.headers;
    const request = { method: message.method ?? '', path: message.url ?? '', authorization };
    requests.push(request);
    seen(request);
    deliver(response, jsonAnswer(200, []), 'whole', now());
  });
  return { origin, requests, close };
}
