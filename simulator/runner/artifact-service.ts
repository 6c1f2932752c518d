import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Artifact } from './artifact.ts';
import type { Artifacts } from './artifacts.ts';
import { json, type Reply } from './http.ts';
import type { Run } from './runs.ts';
import { type TwirpMethods, twirpError } from './twirp.ts';

const Ids = z.object({ workflow_run_backend_id: z.string(), workflow_job_run_backend_id: z.string() });
const Create = Ids.extend({ name: z.string().min(1), expires_at: z.coerce.date().optional() });
const Finalize = Ids.extend({ name: z.string(), size: z.coerce.number(), hash: z.string().optional() });
const List = Ids.extend({ name_filter: z.string().optional(), id_filter: z.coerce.number().optional() });
const Named = Ids.extend({ name: z.string() });

/**
 * Returns the methods of ArtifactService (actions/toolkit, packages/artifact): a run sees its own artifacts only, and
 * a name can be used once in a run, whatever the attempt.
 */
export function artifactMethods(artifacts: Artifacts): TwirpMethods {
  function create({ name, expires_at }: z.infer<typeof Create>, run: Run): Reply {
    if (artifacts.idOf(run.runId, name) !== undefined) {
      return twirpError(
        409,
        'already_exists',
        'an artifact with this name already exists on the workflow run',
      );
    }
    const { runId, headBranch, sha: headSha } = run;
    const id = artifacts.add({ name, runId, headBranch, headSha, expiresAt: expires_at });
    return json(200, { ok: true, signed_upload_url: artifacts.signedUrl(id, 'w') });
  }

  function finalize({ name, size, hash }: z.infer<typeof Finalize>, run: Run): Reply {
    const id = artifacts.idOf(run.runId, name);
    if (id === undefined) return notFound();
    const content = artifacts.content(id);
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    if (content.length !== size || (hash !== undefined && hash !== digest)) {
      return twirpError(400, 'invalid_argument', 'size or hash differ from the uploaded content');
    }
    artifacts.finalize(id);
    return json(200, { ok: true, artifact_id: String(id) });
  }

  function list({ name_filter, id_filter }: z.infer<typeof List>, run: Run): Reply {
    const found = artifacts
      .all()
      .filter(({ runId }) => runId === run.runId)
      .filter(({ name, id }) => (name_filter ?? name) === name && (id_filter ?? id) === id);
    return json(200, { artifacts: found.map((artifact) => describe(artifact, run)) });
  }

  function signedUrl({ name }: z.infer<typeof Named>, run: Run): Reply {
    const id = artifacts.idOf(run.runId, name);
    return id === undefined ? notFound() : json(200, { signed_url: artifacts.signedUrl(id, 'r') });
  }

  function remove({ name }: z.infer<typeof Named>, run: Run): Reply {
    const id = artifacts.idOf(run.runId, name);
    if (id === undefined) return notFound();
    artifacts.delete(id);
    return json(200, { ok: true, artifact_id: String(id) });
  }

  return {
    CreateArtifact: (body, run) => artifacts.fault('create') ?? create(Create.parse(body), run),
    FinalizeArtifact: (body, run) => artifacts.fault('finalize') ?? finalize(Finalize.parse(body), run),
    ListArtifacts: (body, run) => artifacts.fault('list') ?? list(List.parse(body), run),
    GetSignedArtifactURL: (body, run) => artifacts.fault('download') ?? signedUrl(Named.parse(body), run),
    DeleteArtifact: (body, run) => remove(Named.parse(body), run),
  };
}

function describe(artifact: Artifact, run: Run): Readonly<Record<string, string>> {
  return {
    workflow_run_backend_id: run.runBackendId,
    workflow_job_run_backend_id: run.jobBackendId,
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.zip.length),
    created_at: artifact.createdAt.toISOString(),
    digest: artifact.digest,
  };
}

function notFound(): Reply {
  return twirpError(404, 'not_found', 'there is no artifact of this name in the run');
}
