import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import tls from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import type { StoredBlob } from '../../simulator/lake/lake.ts';
import { makeCertificate } from '../../simulator/tenant/certificate.ts';
import { STORAGE_AUDIENCE } from '../../simulator/tenant/tenant.ts';
import { createAgents, createSend } from '../../src/http/send.ts';
import { dataLakeAddress } from '../../src/inputs/data-lake.ts';
import { createBlobs } from '../../src/stores/data-lake/blobs.ts';
import { failureOf } from './fault-world.ts';
import { readDelta } from './lake-reader.ts';
import { TABLES } from './lake-world.ts';
import { addContent, HOUR, useWorld } from './use-world.ts';
import type { World } from './world.ts';

const azurite = join(
  import.meta.dirname,
  ...['..', '..', '.ci', 'azurite', 'node_modules', 'azurite', 'dist', 'src', 'blob', 'main.js'],
);
if (!existsSync(azurite)) console.warn('Skipped: there is no Azurite, as .ci/run installs it');

/** A container in the emulator. */
interface Emulator {
  readonly container: string;
  /** File of the certificate that it shows. */
  readonly certificate: string;
}

/** Starts the emulator with OAuth, which it takes over https alone. */
async function startAzurite({ runner, tenant }: World): Promise<Emulator> {
  const { certificate, privateKey } = makeCertificate('localhost');
  const folder = await runner.folder('azurite');
  await writeFile(join(folder, 'certificate.pem'), certificate);
  await writeFile(join(folder, 'key.pem'), privateKey);
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, certificate]);
  const options = ['--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence', '--oauth', 'basic'];
  const files = ['--cert', join(folder, 'certificate.pem'), '--key', join(folder, 'key.pem')];
  const child = spawn(process.execPath, [azurite, ...options, ...files, '--disableTelemetry'], {
    cwd: folder,
  });
  onTestFinished(() => {
    tls.setDefaultCACertificates(trusted);
    child.kill();
  });
  let told = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`Azurite ended: ${told}`)));
    child.stderr.on('data', (piece) => {
      told += piece;
    });
    child.stdout.on('data', (piece) => {
      told += piece;
      const found = /listen\w* (?:at|on) https:\/\/127\.0\.0\.1:(\d+)/.exec(told)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const container = `https://localhost:${port}/devstoreaccount1/lake`;
  const { token } = tenant.tokens.issue(tenant.clientId, { audience: STORAGE_AUDIENCE, roles: [] });
  const response = await createSend(createAgents({}, 1))({
    method: 'PUT',
    url: `${container}?restype=container`,
    headers: { authorization: `Bearer ${token}`, 'x-ms-version': '2023-11-03', 'content-length': '0' },
    maxBytes: 10_000,
  });
  expect(response.status).toBe(201);
  return { container, certificate: join(folder, 'certificate.pem') };
}

/** Returns all files of a folder in the emulator. */
async function filesIn({ tenant }: World, url: string): Promise<ReadonlyMap<string, StoredBlob>> {
  const tokens = {
    get: async () => tenant.tokens.issue(tenant.clientId, { audience: STORAGE_AUDIENCE, roles: [] }).token,
  };
  const blobs = createBlobs(dataLakeAddress(url), {
    send: createSend(createAgents({}, 4)),
    clock: { now: () => tenant.now(), sleep: async () => undefined },
    random: () => 0,
    debug: () => undefined,
    tokens: { ...tokens, renew: tokens.get },
  });
  const files = new Map<string, StoredBlob>();
  for (const { path, modifiedAt } of await blobs.list('power-apps')) {
    const found = await blobs.get(path, 10_000_000);
    if (found !== undefined) files.set(path, { ...found, modifiedAt });
  }
  return files;
}

test.skipIf(!existsSync(azurite))(
  'on Azurite, over https with bearer tokens, runs one after the other and at once end in the truth',
  async () => {
    // The emulator looks at the time of a token.
    const time = { now: new Date(Date.now() - HOUR), tokenLifetimeSeconds: 86_400 };
    const world = await useWorld({ tenant: time });
    const { tenant } = world;
    const { container, certificate } = await startAzurite(world);
    const url = `${container}/power-apps`;
    const inputs = { publish: 'data-lake', 'data-lake-url': url, lookback: '1 day' };
    const empty = await world.sync({ ...inputs, command: 'check' });
    expect(failureOf(empty)).toEqual({ exitCode: 0, errors: [] });
    addContent(world, 12, { recordsPerBlob: 10 });
    expect(failureOf(await world.sync(inputs))).toEqual({ exitCode: 0, errors: [] });
    tenant.advance(HOUR / 2);
    addContent(world, 2, { recordsPerBlob: 10, lateShare: 0.5 });
    const runs = await Promise.all([1, 2, 3].map(() => world.sync(inputs)));
    for (const run of runs) expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    expect(failureOf(await world.sync(inputs))).toEqual({ exitCode: 0, errors: [] });
    // The bundle, in a process of its own, with the certificate as a runner gets one.
    const bundle = await useWorld({ built: true, tenant: { ...time, seed: 2, now: new Date(tenant.now()) } });
    addContent(bundle, 1);
    const run = await bundle.sync(inputs, { env: { NODE_EXTRA_CA_CERTS: certificate } });
    expect(failureOf(run)).toEqual({ exitCode: 0, errors: [] });
    const files = await filesIn(world, url);
    for (const table of TABLES) await readDelta(files, `power-apps/${table}`);
    const { rows } = await readDelta(files, 'power-apps/launches');
    const ids = [tenant, bundle.tenant].flatMap(({ expectedRecords }) => [
      ...expectedRecords.launches.keys(),
    ]);
    expect(rows.map(({ event_id: id }) => id).sort()).toEqual(ids.sort());
    const daily = await readDelta(files, 'power-apps/daily');
    const succeeded = rows.filter((row) => row.succeeded === 1).length;
    expect(daily.rows.reduce((sum, row) => sum + Number(row.launches), 0)).toBe(succeeded);
    // What the emulator says of a container that is not there is said with its remedy.
    const missing = await world.sync({ ...inputs, 'data-lake-url': url.replace('/lake/', '/nowhere/') });
    expect(failureOf(missing).errors.join()).toContain('ContainerNotFound (HTTP status 404)');
  },
);
