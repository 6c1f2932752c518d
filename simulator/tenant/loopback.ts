import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** An HTTP listener on a free loopback port. `close` also ends answers that hang or stall. */
export interface Loopback {
  readonly origin: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; connections stay open while idle, so that only faults break them. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<Loopback> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handle(request, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
