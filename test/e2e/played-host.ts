import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stretchOnce } from '../../simulator/pseudonyms.ts';
import type { Run } from '../../simulator/runner/runs.ts';
import type { WorkflowCommands } from '../../simulator/runner/workflow-commands.ts';
import { writeZip } from '../../simulator/runner/zip.ts';
import type { Clock, Deadline } from '../../src/clock.ts';
import type { Host } from '../../src/host.ts';
import { createAgents, createSend } from '../../src/http/send.ts';
import { openIdentity } from '../../src/launches/identity.ts';
import { readBlobBody } from '../../src/sources/activity-feed/blob-body.ts';
import type { ArtifactClient } from '../../src/stores/artifact/upload.ts';
import type { CacheClient } from '../../src/stores/cache.ts';
import { runGitInHelper } from '../git-in-helper.ts';

/** A clock whose waits cost no time: it moves by them. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #deadlines: { readonly at: number; readonly controller: AbortController }[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now = (): number => this.#now;

  startDeadline = (ms: number): Deadline => {
    const deadline = { at: this.#now + ms, controller: new AbortController() };
    this.#deadlines.push(deadline);
    return { at: deadline.at, signal: deadline.controller.signal };
  };

  sleep = async (ms: number): Promise<void> => {
    this.#now += ms;
    for (const { at, controller } of this.#deadlines) if (at <= this.#now) controller.abort();
    await new Promise((resolve) => setImmediate(resolve));
  };
}

/** What a run told, as the runner keeps it. */
export interface PlayedOutput {
  readonly outputs: Map<string, string>;
  readonly lines: string[];
  summary: string;
  exitCode: number;
}

/** Where a played run is. */
export interface Played {
  readonly environment: NodeJS.ProcessEnv;
  readonly workspace: string;
  readonly run: Run;
  readonly runnerUrl: string;
  readonly clock: VirtualClock;
  /** Takes each line that the run writes. */
  readonly commands: WorkflowCommands;
}

/** The version of the cache entries of played runs: another compression in the words of the toolkit. */
export const PLAYED = 'played';

/** Longest waits of a played run: a response that hangs costs a test as much, and a busy machine answers late. */
const TIMEOUTS = { headersMs: 4_000, bodyMs: 3_000, wholeMs: 20_000, sinkMs: 20_000 };

/**
 * Returns a host that plays a run inside of this process: on virtual time, with the simulated services over real HTTP,
 * bodies read on this thread, and the runner's cache and artifacts by a small client in place of the toolkit's.
 */
export function createPlayedHost({ environment, workspace, run, runnerUrl, clock, commands }: Played): {
  readonly host: Host;
  readonly told: PlayedOutput;
} {
  const told: PlayedOutput = { outputs: new Map(), lines: [], summary: '', exitCode: 0 };
  const write = (line: string): void => {
    told.lines.push(line);
    for (const each of line.split('\n')) commands.read(each);
  };
  const annotate = (level: string) => (message: string, title: string) =>
    write(`::${level} title=${escapedProperty(title)}::${escaped(message)}`);
  const host: Host = {
    clock,
    startDeadline: clock.startDeadline,
    random: () => 0.5,
    uuid: randomUUID,
    log: {
      debug:
        environment.RUNNER_DEBUG === '1'
          ? (message) => write(`::debug::${escaped(message)}`)
          : () => undefined,
      info: write,
      notice: annotate('notice'),
      warning: annotate('warning'),
      error: annotate('error'),
      group: async (name, work) => {
        write(`::group::${escaped(name)}`);
        try {
          return await work();
        } finally {
          write('::endgroup::');
        }
      },
    },
    nodeVersion: process.version,
    mask: (secret) => write(`::add-mask::${escaped(secret)}`),
    setOutput: (name, value) => void told.outputs.set(name, value),
    writeSummary: async (markdown) => {
      told.summary += markdown;
    },
    fail: (message) => {
      told.exitCode = 1;
      write(`::error::${escaped(message)}`);
    },
    createSend: (connections) => createSend(createAgents(environment, connections), TIMEOUTS),
    startBlobThread: async ({ rules, users, tenantId }) => {
      const identity = openIdentity(users, tenantId);
      return { read: async (body) => readBlobBody(body, rules, identity), close: async () => undefined };
    },
    keepHeapSmall: async () => undefined,
    stretchKey: async (key, salt) => stretchOnce(key, salt),
    runGit: runGitInHelper,
    loadCacheClient: async () => cacheClient(runnerUrl, run, workspace),
    loadArtifactClient: async () => artifactClient(runnerUrl, run),
  };
  return { host, told };
}

/** As @actions/core escapes a message. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

type Fields = Readonly<Record<string, unknown>>;

/** Calls a method of one of the runner's services. Throws what the service answers when it refuses. */
async function call(
  runnerUrl: string,
  run: Run,
  service: string,
  method: string,
  body: Fields,
): Promise<Fields> {
  const response = await fetch(`${runnerUrl}/twirp/github.actions.results.api.v1.${service}/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${run.runtimeToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json().catch(() => ({}))) as Fields;
  if (!response.ok) throw new Error(`${method} failed: ${response.status} ${String(answer.msg ?? '')}`);
  return answer;
}

async function put(url: unknown, content: Buffer): Promise<void> {
  const response = await fetch(String(url), {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob' },
    body: new Uint8Array(content),
  });
  if (!response.ok) throw new Error(`the upload failed: ${response.status}`);
}

/** The cache of the simulated runner. An entry is the content of its one file, not an archive. */
function cacheClient(runnerUrl: string, run: Run, workspace: string): CacheClient {
  const ask = (method: string, body: Fields) =>
    call(runnerUrl, run, 'CacheService', method, { ...body, version: PLAYED });
  return {
    restoreCache: async (_paths, key, restoreKeys, { lookupOnly }) => {
      if (!lookupOnly) throw new Error('an entry of the cache is unpacked');
      // As the toolkit does: no cache is no reason to stop.
      const found = await ask('GetCacheEntryDownloadURL', { key, restore_keys: restoreKeys }).catch(
        () => undefined,
      );
      return found?.ok === true ? String(found.matched_key) : undefined;
    },
    saveCache: async ([file = ''], key) => {
      const content = await readFile(path.join(workspace, file));
      const created = await ask('CreateCacheEntry', { key });
      if (created.ok !== true) return -1;
      await put(created.signed_upload_url, content);
      const done = await ask('FinalizeCacheEntryUpload', { key, size_bytes: content.length });
      return done.ok === true ? Number(done.entry_id) : -1;
    },
  };
}

/** The artifacts of the simulated runner. */
function artifactClient(runnerUrl: string, run: Run): ArtifactClient {
  const ids = { workflow_run_backend_id: run.runBackendId, workflow_job_run_backend_id: run.jobBackendId };
  const ask = (method: string, body: Fields) =>
    call(runnerUrl, run, 'ArtifactService', method, { ...ids, ...body });
  return {
    uploadArtifact: async (name, files, root) => {
      const contents = await Promise.all(
        files.map(async (file) => {
          const relative = path.relative(root, file).split(path.sep).join('/');
          return [relative, await readFile(file)] as const;
        }),
      );
      const zip = writeZip(new Map(contents));
      const created = await ask('CreateArtifact', { name });
      await put(created.signed_upload_url, zip);
      const done = await ask('FinalizeArtifact', { name, size: zip.length });
      return { id: Number(done.artifact_id) };
    },
    deleteArtifact: (name) => ask('DeleteArtifact', { name }),
  };
}
