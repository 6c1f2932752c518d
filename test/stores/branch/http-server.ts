import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runInHelper } from '../../../simulator/runner/git-helper.ts';
import { environment } from './fixtures.ts';

const program = join(
  execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
  process.platform === 'win32' ? 'git-http-backend.exe' : 'git-http-backend',
);

/** Whether this machine's git can serve over HTTP. */
export const canServe = existsSync(program);

/** One request as it came; sizes in bytes of the bodies. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly received: number;
  readonly sent: number;
}

/** An answer instead of git's. */
export interface Instead {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Serves the bare repositories under `root` on loopback until the test ends, and records what comes in. */
export async function serveGit(
  root: string,
  instead: (request: IncomingMessage) => Instead | undefined = () => undefined,
): Promise<{ readonly url: string; readonly requests: Recorded[] }> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (bytes: Buffer) => chunks.push(bytes));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const record = (sent: number) =>
        requests.push({
          method: request.method ?? '',
          path: request.url ?? '',
          authorization: request.headers.authorization,
          received: body.length,
          sent,
        });
      const other = instead(request);
      if (other === undefined) return void answer(root, request, body, response, record);
      record(0);
      response.writeHead(other.status, other.headers).end(other.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

/** https://git-scm.com/docs/git-http-backend, a CGI program. */
async function answer(
  root: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  record: (sent: number) => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { output: given } = await runInHelper({
    args: ['http-backend'],
    cwd: root,
    input: body,
    variables: {},
    environment: {
      ...environment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      REMOTE_USER: 'somebody',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  const output = Buffer.from(given);
  const end = output.indexOf('\r\n\r\n');
  const headers = output.toString('latin1', 0, end).split('\r\n');
  const status = headers.find((line) => line.startsWith('Status: '));
  for (const line of headers) {
    const colon = line.indexOf(': ');
    if (line !== status && colon > 0) response.setHeader(line.slice(0, colon), line.slice(colon + 2));
  }
  response.statusCode = Number(status?.slice(8, 11) ?? 200);
  record(output.length - end - 4);
  response.end(output.subarray(end + 4));
}
