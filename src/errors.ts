/** What every error of this action says: what failed, and what to do next. Never a secret, never a user's name. */
export abstract class ActionError extends Error {
  /** One sentence that tells the reader what to do next. */
  readonly remedy: string;

  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super(what, options);
    this.name = new.target.name;
    this.remedy = remedy;
  }
}

/** One problem of one input: its name, the value as given (`undefined` when it is secret or missing), the remedy. */
export interface InputProblem {
  readonly input: string;
  readonly value: string | undefined;
  readonly problem: string;
  readonly remedy: string;
}

/** Thrown before any request when inputs are wrong; lists every problem at once. */
export class InputError extends ActionError {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    const lines = problems.map(
      ({ input, value, problem, remedy }) =>
        `- ${input}${value === undefined ? '' : ` (${JSON.stringify(value)})`}: ${problem}. ${remedy}.`,
    );
    super(
      `${problems.length === 1 ? 'An input is' : `${problems.length} inputs are`} wrong:\n${lines.join('\n')}`,
      'Correct the inputs of the step and run the workflow again.',
    );
    this.problems = problems;
  }
}

/** Thrown when Entra ID issues no usable token. */
export class SignInError extends ActionError {}

/** Thrown when the Management Activity API refuses or cannot answer a request. `code` is its own (AF…), one of ours for what has none, or ''. */
export class FeedError extends ActionError {
  readonly code: string;
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  /** Before when the service answers no such request, ms since 1970; `undefined` when it does not tell. */
  readonly retryAt: number | undefined;

  constructor(
    what: string,
    remedy: string,
    answer: { readonly code: string; readonly status: number; readonly retryAt?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(what, remedy, options);
    this.code = answer.code;
    this.status = answer.status;
    this.retryAt = answer.retryAt;
  }
}

/** Thrown when Microsoft Graph's audit search refuses or cannot answer a request. `code` is its own, or ''. */
export class SearchError extends ActionError {
  readonly code: string;
  /** HTTP status, 0 when no answer came. */
  readonly status: number;

  constructor(
    what: string,
    remedy: string,
    answer: { readonly code: string; readonly status: number },
    options?: ErrorOptions,
  ) {
    super(what, remedy, options);
    this.code = answer.code;
    this.status = answer.status;
  }
}

/** Thrown when apps or environments of the tenant cannot be listed. */
export class InventoryError extends ActionError {
  /** HTTP status, 0 when no answer came. */
  readonly status: number;

  constructor(what: string, remedy: string, status: number, options?: ErrorOptions) {
    super(what, remedy, options);
    this.status = status;
  }
}

/** Thrown when Power BI or Dataverse refuses or cannot answer a request. `code` is its own, or ''. */
export class DeliveryError extends ActionError {
  readonly code: string;
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  /** What the service says, for decisions only: it can hold names of users. */
  readonly detail: string;

  constructor(
    what: string,
    remedy: string,
    answer: { readonly code: string; readonly status: number; readonly detail: string },
    options?: ErrorOptions,
  ) {
    super(what, remedy, options);
    this.code = answer.code;
    this.status = answer.status;
    this.detail = answer.detail;
  }
}

/** Thrown when a content blob's bytes are not what the feed promises: cut short, corrupt, not a JSON array. */
export class ContentError extends ActionError {}

/** Thrown when a file cannot be imported; names it. */
export class ExportError extends ActionError {}

/** Thrown when a published snapshot or its state cannot be used: another tenant, a newer schema, a broken file. */
export class SnapshotError extends ActionError {}

/** Thrown when the runner names a proxy that cannot be used. */
export class ProxyError extends ActionError {}

/** Thrown when a store (branch, artifact, folder) cannot be read or written. */
export class StoreError extends ActionError {}

/** Returns anything thrown as a sentence, with what to do next where it says so. */
export function adviceOf(error: unknown): string {
  const what = messageOf(error).replace(/\.?$/, '.');
  return error instanceof ActionError ? `${what} ${error.remedy}` : what;
}

/** Returns the message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
