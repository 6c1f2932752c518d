import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Answer, type Asked, messageSchema, type Ready, type World } from './service-messages.ts';

/** A tenant and a runner in another process. */
export interface Services extends Ready {
  /** Returns the environment and the workspace of a new step. */
  readonly step: (
    inputs: Readonly<Record<string, string>>,
  ) => Promise<Pick<Answer, 'variables' | 'workspace'>>;
  /** Makes every answer of the tenant take so many ms from now on. */
  readonly setLatency: (ms: number) => Promise<void>;
  readonly close: () => void;
}

/** Starts the services and waits until all content is compressed. Rejects when they fail. */
export async function openServices(world: World): Promise<Services> {
  const child = fork(fileURLToPath(new URL('services.ts', import.meta.url)), [JSON.stringify(world)]);
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The services ended with ${code}`)));
    child.on('message', (value) => {
      const message = messageSchema.parse(value);
      if (message.kind === 'ready') resolve(message);
      else waiting.get(message.id)?.(message);
    });
  });
  const ask = (question: Asked): Promise<Answer> =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve);
      child.send({ id: asked, ask: question });
    });
  return {
    ...ready,
    step: (inputs) => ask({ kind: 'step', inputs }),
    setLatency: async (ms) => void (await ask({ kind: 'latency', ms })),
    close: () => child.disconnect(),
  };
}
