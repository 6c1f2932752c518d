/** The tenant and the runner of a benchmark, in a process of their own: they must not share the client's event loop. */
import { fileURLToPath } from 'node:url';
import { prepareStep } from '../simulator/runner/run-action.ts';
import { startRunner } from '../simulator/runner/runner.ts';
import { startTenant } from '../simulator/tenant/tenant.ts';
import { type Answer, askSchema, type Ready, type World, worldSchema } from './service-messages.ts';

const ENTRY = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const AUDIENCE = 'https://manage.office.com';
const world = worldSchema.parse(JSON.parse(process.argv[2] ?? ''));
let latencyMs = 0;
const tenant = await startTenant({ audience: AUDIENCE, latencyMs: () => latencyMs });
const runner = await startRunner();
const entries = addContent(world);
await tenant.prepare();
let steps = 0;

process.on('message', (message) => void answer(message));
process.once('disconnect', () => void close());
send({
  kind: 'ready',
  origin: tenant.origin,
  tenantId: tenant.tenantId,
  remote: runner.remote,
  workspace: await runner.checkout(),
  temporary: await runner.folder('temporary'),
  now: tenant.now(),
  token: await token(),
  blobs: entries.map(({ contentUri, contentCreated }) => ({
    url: `${contentUri}?PublisherIdentifier=${tenant.tenantId}`,
    created: Date.parse(contentCreated),
  })),
});

function addContent({ blobs, hours, recordsPerBlob, launchShare }: World) {
  const to = new Date(tenant.now());
  return tenant.generate({
    from: new Date(to.getTime() - hours * 3_600_000),
    to,
    blobsPerHour: blobs / hours,
    // Content that only lies elsewhere in time would blur what a run touches.
    recordsPerBlob,
    launchShare,
    lateShare: 0,
  });
}

async function token(): Promise<string> {
  const response = await fetch(`${tenant.origin}/${tenant.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: tenant.clientId,
      client_secret: 'simulated-secret',
      scope: `${AUDIENCE}/.default`,
    }),
  });
  const { access_token: issued } = JSON.parse(await response.text());
  return String(issued);
}

async function answer(message: unknown): Promise<void> {
  const { id, ask } = askSchema.parse(message);
  if (ask.kind === 'latency') {
    latencyMs = ask.ms;
    send({ kind: 'answer', id, variables: {}, workspace: '' });
    return;
  }
  steps += 1;
  const given = {
    'tenant-id': tenant.tenantId,
    'client-id': tenant.clientId,
    'client-secret': 'simulated-secret',
    'service-urls': `management-api=${tenant.origin}\nentra=${tenant.origin}`,
    ...ask.inputs,
  };
  const { variables, workspace } = await prepareStep(runner, {
    entry: ENTRY,
    runId: steps,
    now: new Date(tenant.now()),
    inputs: given,
    workspace: await runner.checkout(),
  });
  send({ kind: 'answer', id, variables, workspace });
}

async function close(): Promise<void> {
  await Promise.all([tenant.close(), runner.close()]);
}

function send(message: Ready | Answer): void {
  process.send?.(message);
}
