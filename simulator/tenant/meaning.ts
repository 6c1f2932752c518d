import type { App, User } from './world.ts';

/** A launch, as its maker knows it. `launchedAt` is whole seconds as UTC ms; `eventId` is lower-case. */
export interface LaunchMeaning {
  readonly kind: 'launch';
  readonly eventId: string;
  readonly launchedAt: number;
  readonly app: App;
  readonly user: User;
  readonly recordType: 45 | 256;
  /** `false`: the app did not start. */
  readonly succeeded: boolean;
}

/** Another Power Apps operation (`DeletePowerApp`, `PublishPowerApp` …), as its maker knows it. */
export interface OperationMeaning {
  readonly kind: 'operation';
  readonly operation: string;
  readonly eventId: string;
  readonly occurredAt: number;
  readonly app: App;
  readonly user: User;
  /** `false`: nothing changed. */
  readonly succeeded: boolean;
}

/** What a record means to a perfect client: `unreadable` is a launch with a value that no launch can have, `noise` all the rest. */
export type Meaning =
  | LaunchMeaning
  | OperationMeaning
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'noise' };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
