import { z } from 'zod';

/** The content of a tenant: so many blobs, evenly over the last hours. `launchShare` is of 1. */
export const worldSchema = z.object({
  blobs: z.int(),
  hours: z.number(),
  recordsPerBlob: z.int(),
  launchShare: z.number(),
});

/** What the benchmark asks of the services: a step's environment, or another latency (ms) from now on. */
export const askSchema = z.object({
  id: z.int(),
  ask: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('step'), inputs: z.record(z.string(), z.string()) }),
    z.object({ kind: z.literal('latency'), ms: z.number() }),
  ]),
});

const blobSchema = z.object({ url: z.string(), created: z.number() });

/** What the services send: once that they are ready, then one answer for each question. */
export const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    origin: z.string(),
    tenantId: z.string(),
    /** Path of the bare repository. */
    remote: z.string(),
    /** A checkout, and a folder for temporary files. */
    workspace: z.string(),
    temporary: z.string(),
    /** The tenant's clock, ms since 1970. */
    now: z.number(),
    token: z.string(),
    blobs: z.array(blobSchema),
  }),
  z.object({
    kind: z.literal('answer'),
    id: z.int(),
    /** Environment of the step. */
    variables: z.record(z.string(), z.string()),
    workspace: z.string(),
  }),
]);

export type World = Readonly<z.infer<typeof worldSchema>>;
export type Asked = Readonly<z.infer<typeof askSchema>['ask']>;
/** A content blob: where it is, and when it became available (ms since 1970). */
export type ServedBlob = Readonly<z.infer<typeof blobSchema>>;
export type Ready = Extract<z.infer<typeof messageSchema>, { kind: 'ready' }>;
export type Answer = Extract<z.infer<typeof messageSchema>, { kind: 'answer' }>;
