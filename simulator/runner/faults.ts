import { json, type Reply } from './http.ts';

/** One planned failure of a service. */
export interface Fault<Status, Step extends string> {
  readonly status: Status;
  /** The step that fails. */
  readonly on: Step;
  /** How many calls fail; all when left out. */
  readonly times?: number;
}

/** Planned failures, used up in the order in which they were planned. */
export class Faults<Status, Step extends string> {
  #planned: { status: Status; on: Step; left: number }[] = [];

  /** Plans a failure. */
  plan(fault: Fault<Status, Step>): void {
    this.#planned.push({ status: fault.status, on: fault.on, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** Forgets every planned failure. */
  clear(): void {
    this.#planned = [];
  }

  /** Returns the failure of this call, if one of the planned ones `applies`; a failure with a count is used up. */
  take(step: Step, applies: (status: Status) => boolean = () => true): Status | undefined {
    const fault = this.#planned.find(({ on, status, left }) => on === step && left > 0 && applies(status));
    if (fault === undefined) return undefined;
    fault.left -= 1;
    return fault.status;
  }
}

/** Returns the answer of a failing service: an HTTP status, a connection reset, silence, or a body without end. */
export function faultReply(status: number | 'hang' | 'reset' | 'endless'): Reply {
  if (typeof status === 'string') return { kind: status };
  return json(status, {
    code: 'internal',
    msg: `planned failure ${status}`,
    message: `planned failure ${status}`,
  });
}
