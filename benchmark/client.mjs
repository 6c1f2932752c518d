/**
 * A client that does a part of the work, as a process of its own: `node client.mjs MODE LIST FOLDER`. It gets the blobs
 * of the file LIST, 32 at once, with node-fetch over connections that are kept. MODE `bytes` lets them be,
 * `parse` inflates and parses everything and writes the launches to FOLDER/launches.json. Plain JavaScript, because the
 * bundle that it is compared with has no types to strip either.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import fetch from 'node-fetch';

const [mode, list, folder] = process.argv.slice(2);
const { urls, token } = JSON.parse(readFileSync(list, 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' };
const inflate = promisify(gunzip);
/** Event id → when it was launched. */
const launches = new Map();
let next = 0;

await Promise.all(Array.from({ length: 32 }, work));
if (mode === 'parse') writeFileSync(join(folder, 'launches.json'), JSON.stringify([...launches]));
agent.destroy();

async function work() {
  while (next < urls.length) {
    const index = next;
    next += 1;
    const response = await fetch(urls[index], { agent, headers, compress: false });
    if (response.status !== 200) throw new Error(`${response.status} for ${urls[index]}`);
    const body = Buffer.from(await response.arrayBuffer());
    if (mode !== 'parse') continue;
    keepLaunches(await inflate(body, { chunkSize: body.readUInt32LE(body.length - 4) + 64 }));
  }
}

/** What the action promises, said in the plainest way. */
function keepLaunches(bytes) {
  for (const record of JSON.parse(bytes.toString())) {
    if (record.Operation.toLowerCase() !== 'launchpowerapp') continue;
    launches.set(record.Id.replace(/[{}]/g, '').toLowerCase(), `${record.CreationTime.slice(0, 19)}Z`);
  }
}
