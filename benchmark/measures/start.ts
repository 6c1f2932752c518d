import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runChild } from '../child.ts';
import { openServices, type Services } from '../open-services.ts';
import { excess, type Group, type Measured } from '../row.ts';
import { interleave } from '../samples.ts';
import { ENTRY, INPUTS } from '../whole-run.ts';

/** The time from the start of the process to its first request, less the whole life of an empty module. */
export const start: Group<'request'> = {
  name: 'start',
  isFull: false,
  goals: {
    request: {
      row: 9,
      name: 'start to first request over bare Node.js',
      bound: 'at most',
      goal: 100,
      unit: ' ms',
    },
  },
  measure: async () => ({ request: await measureStart() }),
};

async function measureStart(): Promise<Measured> {
  const services = await openServices({ blobs: 1, hours: 1, recordsPerBlob: 1, launchShare: 0 });
  const empty = join(services.temporary, 'empty.mjs');
  writeFileSync(empty, '');
  try {
    const times = await interleave(9, {
      request: () => timeToRequest(services),
      bare: async () => (await runChild({ args: [empty] })).ms,
    });
    return excess(times.request, times.bare);
  } finally {
    services.close();
  }
}

/** Runs the action until a server of our own hears from it; ms. */
async function timeToRequest(services: Services): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const inputs = { ...INPUTS, 'service-urls': `management-api=${origin}\nentra=${origin}` };
  const { variables, workspace } = await services.step(inputs);
  const start = performance.now();
  const child = spawn(process.execPath, [ENTRY], { env: variables, cwd: workspace, stdio: 'ignore' });
  await once(server, 'request');
  const ms = performance.now() - start;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  server.closeAllConnections();
  server.close();
  return ms;
}
