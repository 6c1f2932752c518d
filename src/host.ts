import { randomUUID, scrypt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as core from '@actions/core';
import type { Clock, Deadline } from './clock.ts';
import { createAgents, createSend, type Send } from './http/send.ts';
import type { StretchKey } from './launches/data-keys.ts';
import { inertOutput, type Log } from './log.ts';
import { type BlobThread, type BlobWork, createBlobThread } from './sources/activity-feed/blob-thread.ts';
import { keepHeapSmall } from './sources/activity-feed/heap.ts';
import type { ArtifactClient } from './stores/artifact/upload.ts';
import { type RunGit, runGit } from './stores/branch/git.ts';
import type { CacheClient } from './stores/cache.ts';

/** The environment variables of the step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** All that a run has of the outside: time, chance, the network, threads, processes, and the runner that it talks to. */
export interface Host {
  readonly clock: Clock;
  /** Returns the deadline that comes after so many ms. It keeps no process alive. */
  readonly startDeadline: (ms: number) => Deadline;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
  /** Returns a random UUID. */
  readonly uuid: () => string;
  readonly log: Log;
  /** As `process.version`. */
  readonly nodeVersion: string;
  /** Hides a text wherever the runner shows it from now on. */
  readonly mask: (secret: string) => void;
  readonly setOutput: (name: string, value: string) => void;
  /** Adds Markdown to the job summary. A runner without one goes without. */
  readonly writeSummary: (markdown: string) => Promise<void>;
  /** Fails the step and says why; the run goes on. */
  readonly fail: (message: string) => void;
  /** Returns what sends requests, over at most `connections` connections to a host. */
  readonly createSend: (connections: number) => Send;
  /** Starts the thread that reads content blobs. */
  readonly startBlobThread: (work: BlobWork) => Promise<BlobThread>;
  /** Keeps memory low while content is read. */
  readonly keepHeapSmall: () => Promise<void>;
  readonly stretchKey: StretchKey;
  readonly runGit: RunGit;
  readonly loadCacheClient: () => Promise<CacheClient>;
  readonly loadArtifactClient: () => Promise<ArtifactClient>;
}

/** Returns the host of a step that a runner started with this environment. */
export function createHost(environment: NodeJS.ProcessEnv): Host {
  guardOutput(process.stdout);
  // A line for each request is too much to write when nobody reads it.
  const debug = environment.RUNNER_DEBUG === '1' ? core.debug : () => undefined;
  return {
    clock: { now: Date.now, sleep: async (ms) => void (await sleep(ms)) },
    startDeadline: (ms) => ({
      at: Date.now() + ms,
      signal: AbortSignal.timeout(Math.min(ms, LONGEST_TIMER_MS)),
    }),
    random: Math.random,
    uuid: randomUUID,
    log: {
      debug,
      info: core.info,
      notice: (message, title) => core.notice(message, { title }),
      warning: (message, title) => core.warning(message, { title }),
      error: (message, title) => core.error(message, { title }),
      group: core.group,
    },
    nodeVersion: process.version,
    mask: core.setSecret,
    setOutput: core.setOutput,
    writeSummary: async (markdown) => {
      if (environment.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write();
    },
    fail: core.setFailed,
    createSend: (connections) => createSend(createAgents(environment, connections)),
    startBlobThread: async (workerData) => {
      const { Worker } = await import('node:worker_threads');
      const file = new URL('./sources/activity-feed/blob-worker.js', import.meta.url);
      return createBlobThread(new Worker(file, { workerData, env: {}, resourceLimits: THREAD }));
    },
    keepHeapSmall,
    stretchKey,
    runGit,
    loadCacheClient: () => import('@actions/cache'),
    loadArtifactClient: async () => {
      const { DefaultArtifactClient } = await import('@actions/artifact');
      return new DefaultArtifactClient();
    },
  };
}

/** Makes what is written from now on, also by the toolkit, give the runner no command that was not meant. */
function guardOutput(stream: NodeJS.WriteStream): void {
  stream.write = new Proxy(stream.write, {
    apply: (write, self, [piece, ...more]) => Reflect.apply(write, self, [inertOutput(piece), ...more]),
  });
}

/** A timer holds no more: 24 days, longer than any job. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A thread with little memory gives back at once what a large blob took. */
const THREAD = { maxOldGenerationSizeMb: 128 };

const MEBIBYTE = 2 ** 20;

/** On a thread of Node's pool, beside the requests that a run begins with. Takes 32 MiB. */
const stretchKey: StretchKey = (key, salt) =>
  new Promise((resolve, reject) => {
    scrypt(key, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * MEBIBYTE }, (error, stretched) =>
      error === null ? resolve(stretched) : reject(error),
    );
  });
