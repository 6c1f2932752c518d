import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const answerSchema = z.object({
  id: z.number(),
  result: z
    .looseObject({
      isError: z.boolean().optional(),
      content: z.array(z.looseObject({ text: z.string() })).optional(),
    })
    .optional(),
});

/** What a tool of the server says, and whether it failed. */
export interface ToolAnswer {
  readonly failed: boolean;
  readonly text: string;
}

/** Microsoft's modeling server, which reads and writes TMDL with the code of Power BI. */
export interface ModelingServer {
  readonly call: (tool: string, request: Readonly<Record<string, string>>) => Promise<ToolAnswer>;
  readonly close: () => Promise<void>;
}

/** Starts the server. It speaks JSON-RPC over its standard streams, a message a line. */
export async function startServer([command = '', ...options]: readonly string[]): Promise<ModelingServer> {
  const child = spawn(command, [...options, '--start', '--skipconfirmation'], {
    cwd: tmpdir(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const waiting = new Map<number, (answer: ToolAnswer) => void>();
  createInterface(child.stdout).on('line', (line) => {
    const answer = answerSchema.safeParse(JSON.parse(line));
    if (!answer.success) return;
    const { id, result } = answer.data;
    const text = result?.content?.map((part) => part.text).join('\n') ?? '';
    waiting.get(id)?.({ failed: result === undefined || result.isError === true, text });
  });
  const send = (message: object): void => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const ask = (method: string, params: object): Promise<ToolAnswer> =>
    new Promise((resolve, reject) => {
      const id = waiting.size + 1;
      waiting.set(id, resolve);
      child.once('error', reject);
      ended.then(() => reject(new Error('The modeling server ended.')));
      send({ id, method, params });
    });
  await ask('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'audit-log-sync', version: '1' },
  });
  send({ method: 'notifications/initialized' });
  return {
    call: (tool, request) => ask('tools/call', { name: tool, arguments: { request } }),
    close: async () => {
      // Left to itself it would try for a while to send what it counts.
      child.kill('SIGKILL');
      await ended;
    },
  };
}
