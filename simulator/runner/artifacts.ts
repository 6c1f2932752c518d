import { hash } from 'node:crypto';
import type { Artifact, NewArtifact, PlantedArtifact, RunOrigin, StoredArtifact } from './artifact.ts';
import type { Blobs } from './blobs.ts';
import { type Fault, Faults, faultReply } from './faults.ts';
import { bytes, type Reply } from './http.ts';
import type { Repository } from './repository.ts';
import { damagedZip, readZip, writeZip } from './zip.ts';

/** The steps of the artifact service that can fail; `download` returns the address of the `content`. */
export type ArtifactStep = 'create' | 'upload' | 'finalize' | 'list' | 'download' | 'content' | 'delete';

/** How a step can fail; `damaged` is for content alone. */
export type ArtifactFault = number | 'hang' | 'reset' | 'endless' | 'damaged';

const day = 24 * 3600 * 1000;

/** The digests of archives so far: each list of artifacts tells them all. */
const digests = new WeakMap<Buffer, string>();

function digestOf(zip: Buffer): string {
  const digest = digests.get(zip) ?? `sha256:${hash('sha256', zip)}`;
  digests.set(zip, digest);
  return digest;
}

/** The artifacts of one repository and their controls. */
export class Artifacts {
  readonly #blobs: Blobs;
  readonly #now: () => Date;
  readonly #repository: Repository;
  readonly #faults = new Faults<ArtifactFault, ArtifactStep>();
  #stored: readonly StoredArtifact[] = [];
  #lastId = 0;
  readonly #origins = new Map<number, RunOrigin>();

  constructor(blobs: Blobs, now: () => Date, repository: Repository) {
    this.#blobs = blobs;
    this.#now = now;
    this.#repository = repository;
  }

  /** Returns complete artifacts, oldest first. */
  all(): readonly Artifact[] {
    return this.#stored
      .filter(({ finalized }) => finalized)
      .map(({ blob, finalized: _finalized, ...artifact }) => {
        const zip = this.#blobs.read(blob).content;
        return { ...artifact, zip, digest: digestOf(zip), expired: artifact.expiresAt <= this.#now() };
      });
  }

  /** Returns the files of a zipped artifact by path. Throws when there is no such artifact or it is no zip archive. */
  files(id: number): ReadonlyMap<string, Buffer> {
    return readZip(this.#blobs.read(this.#find(id).blob).content);
  }

  /** Puts a complete artifact into the store, without a run, and returns its id. */
  plant({ name, files, origin = {}, ...artifact }: PlantedArtifact): number {
    const run = { runId: 1, headBranch: this.#repository.defaultBranch, headSha: '0'.repeat(40) };
    const id = this.add({ ...run, name, ...artifact });
    this.#origins.set(artifact.runId ?? run.runId, origin);
    this.#blobs.write(this.#find(id).blob, writeZip(files), 'application/zip');
    this.finalize(id);
    return id;
  }

  /** Returns how the run of a planted artifact came about; `undefined` for a run that was played. */
  originOf(runId: number): RunOrigin | undefined {
    return this.#origins.get(runId);
  }

  /** Deletes an artifact. Throws when there is no such artifact. */
  delete(id: number): void {
    this.#find(id);
    this.#stored = this.#stored.filter((artifact) => artifact.id !== id);
  }

  /** Expires an artifact: it stays in lists with `expired: true`, its download answers 410. */
  expire(id: number): void {
    this.#change(id, { expiresAt: this.#now() });
  }

  /** Makes calls of one step fail; all of them unless `times` is given. */
  fail(fault: Fault<ArtifactFault, ArtifactStep>): void {
    this.#faults.plan(fault);
  }

  /** Ends planned failures. */
  heal(): void {
    this.#faults.clear();
  }

  /** Returns the failing answer of this call, if one is planned; `content` is what it would have returned. */
  fault(step: ArtifactStep, content: Buffer = Buffer.alloc(0)): Reply | undefined {
    const status = this.#faults.take(step);
    if (status === 'damaged') return bytes(200, damagedZip(content), { 'content-type': 'application/zip' });
    return status === undefined ? undefined : faultReply(status);
  }

  /** Starts an artifact of a run and returns its id; it is complete after `finalize`. */
  add(artifact: NewArtifact): number {
    this.#lastId += 1;
    const { createdAt = this.#now(), headRepositoryId = this.#repository.id } = artifact;
    const latest = createdAt.getTime() + this.#repository.retentionDays * day;
    const expiresAt = new Date(Math.min(latest, artifact.expiresAt?.getTime() ?? latest));
    const blob = this.#blobs.create('artifacts', `${artifact.name}.zip`);
    const stored = { ...artifact, createdAt, expiresAt, headRepositoryId, id: this.#lastId };
    this.#stored = [...this.#stored, { ...stored, blob, finalized: false }];
    return this.#lastId;
  }

  /** Completes an artifact. */
  finalize(id: number): void {
    this.#change(id, { finalized: true });
  }

  /** Returns the id of the artifact of this name in a run, complete or not. */
  idOf(runId: number, name: string): number | undefined {
    return this.#stored.find((artifact) => artifact.runId === runId && artifact.name === name)?.id;
  }

  /** Returns an address that reads or writes the bytes of an artifact without any other credential. */
  signedUrl(id: number, permission: 'r' | 'w'): string {
    return this.#blobs.signedUrl(this.#find(id).blob, permission);
  }

  /** Returns the bytes uploaded so far, also of an artifact that is not complete. */
  content(id: number): Buffer {
    return this.#blobs.read(this.#find(id).blob).content;
  }

  #find(id: number): StoredArtifact {
    const artifact = this.#stored.find((stored) => stored.id === id);
    if (artifact === undefined) throw new Error(`There is no artifact ${id}.`);
    return artifact;
  }

  #change(id: number, change: Partial<StoredArtifact>): void {
    const changed = { ...this.#find(id), ...change };
    this.#stored = this.#stored.map((artifact) => (artifact.id === id ? changed : artifact));
  }
}
