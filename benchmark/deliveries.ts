/**
 * Measures a first delivery to Dataverse, against the simulator: requests, time and memory for 5,000, 50,000 and 150,000 launches of 30
 * days. `node scripts/node24.mjs benchmark/deliveries.ts`. Each size runs in a process of its own, and the services and the making of the
 * snapshot in another, so that their memory is not measured.
 */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defaultApp, defaultTenantId } from '../simulator/tenant/options.ts';
import { startTenant } from '../simulator/tenant/tenant.ts';
import { createAuditLogTable } from '../src/deliveries/dataverse/api.ts';
import { createDataverseDelivery } from '../src/deliveries/dataverse/dataverse.ts';
import { publishedLaunches } from '../src/deliveries/published-launches.ts';
import { createAgents, createSend } from '../src/http/send.ts';
import { parseManifest } from '../src/snapshot/manifest.ts';
import { keepHeapSmall } from '../src/sources/activity-feed/heap.ts';
import { runChild } from './child.ts';
import { makeLaunches, makeSnapshot } from './history.ts';

const DAYS = 30;
const SIZES = [5_000, 50_000, 150_000];
const UNTIL = Date.parse('2026-11-22T00:00:00Z');
const KEY = '0123456789abcdeffedcba98765432100f1e2d3c4b5a69788796a5b4c3d2e1f0';
const FILE = fileURLToPath(import.meta.url);
const MEBIBYTE = 2 ** 20;

const servedSchema = z.object({ origin: z.string(), token: z.string() });

/** Makes a snapshot in a folder, and serves an environment without rows until the parent goes. */
async function serve(rows: number, folder: string): Promise<void> {
  const tenant = await startTenant({ audience: 'https://manage.office.com' });
  const launches = makeLaunches({ days: DAYS, launchesPerDay: rows / DAYS, until: UNTIL }, 1);
  for (const { appId } of launches) if (appId !== null) tenant.dataverse.apps.add(appId);
  const { files } = await makeSnapshot(launches, { tenantId: defaultTenantId, key: KEY, until: UNTIL });
  for (const [path, file] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), file.read());
  }
  const { origin } = tenant;
  const { token } = tenant.tokens.issue(defaultApp.clientId, { audience: origin, roles: [] });
  process.send?.({ origin, token });
  process.once('disconnect', () => void tenant.close());
}

/** Delivers a snapshot twice, and prints a row of the table. */
async function measure(rows: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-log-sync-'));
  const child = fork(FILE, ['serve', String(rows), folder]);
  try {
    const { origin, token } = await new Promise<z.infer<typeof servedSchema>>((resolve, reject) => {
      child.once('message', (message) => resolve(servedSchema.parse(message)));
      child.once('exit', (code) => reject(new Error(`The services ended with ${code}`)));
    });
    const manifest = parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const published = {
      manifest,
      absent: new Set<string>(),
      read: (paths: readonly string[]) => Promise.all(paths.map((path) => readFile(join(folder, path)))),
    };
    const dates = manifest.files.flatMap(({ table, date_from: date }) =>
      table === 'launches' && date !== null ? [date] : [],
    );
    let [requests, peak] = [0, 0];
    const send = createSend(createAgents({}, 8));
    const table = createAuditLogTable(origin, {
      send: (request) => {
        requests += 1;
        peak = Math.max(peak, process.memoryUsage.rss());
        return send(request);
      },
      clock: { now: Date.now, sleep: async () => undefined },
      random: Math.random,
      debug: () => undefined,
      tokens: { get: async () => token, renew: async () => token },
    });
    // As a run does before it reads content.
    await keepHeapSmall();
    const before = process.memoryUsage.rss();
    const deliver = async (): Promise<string> => {
      const start = performance.now();
      requests = 0;
      const { kind, added = 0 } = await createDataverseDelivery(origin, table).deliver({
        ...{ dates, isNew: true, publishedAt: UNTIL },
        launches: () => publishedLaunches(published, new Set(dates)),
      });
      const seconds = ((performance.now() - start) / 1_000).toFixed(1);
      return `${kind}, ${added} added: ${requests} requests, ${seconds} s`;
    };
    const first = await deliver();
    const again = await deliver();
    const memory = `memory ${Math.round(before / MEBIBYTE)} MB before, ${Math.round(peak / MEBIBYTE)} MB at most`;
    console.log(`${rows} launches: ${first}; again: ${again}; ${memory}`);
  } finally {
    child.disconnect();
    await rm(folder, { recursive: true });
  }
}

const [mode, rows = '', folder = ''] = process.argv.slice(2);
if (mode === 'serve') await serve(Number(rows), folder);
else if (mode === 'measure') await measure(Number(rows));
else {
  for (const size of SIZES) {
    const { stdout } = await runChild({ args: [FILE, 'measure', String(size)] });
    process.stdout.write(stdout);
  }
}
