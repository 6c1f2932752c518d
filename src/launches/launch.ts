/** The user of an audit record, as far as the record tells. Lives in memory only until `Identity` makes a key of it. */
export interface AuditUser {
  /** Entra object id, lower-case. */
  readonly objectId: string | undefined;
  /** User principal name, as the record spells it. */
  readonly userName: string | undefined;
}

/** One `LaunchPowerApp` audit event. Ids are lower-case. */
export interface Launch {
  readonly eventId: string;
  /** ms since 1970, UTC. */
  readonly launchedAt: number;
  readonly appId: string | null;
  readonly environmentId: string | null;
  /** As `Identity` makes it; `null` without a user or with `users: none`. */
  readonly userKey: string | null;
  /** `false`: the app did not start. Such a launch is no use of an app, and counts in no figure. */
  readonly succeeded: boolean;
  /** `null` where a source does not tell: such a launch gives way to any other of its id. */
  readonly recordType: number | null;
  readonly appName: string | null;
  readonly environmentName: string | null;
  /** As the audit log names it: Regular, Admin, Guest and others. */
  readonly userType: string | null;
  /** User principal name as the record spells it; only with `users: name`. */
  readonly userName: string | null;
}

/** One audit event of another kept operation. Ids are lower-case. */
export interface OtherEvent {
  readonly eventId: string;
  /** ms since 1970, UTC. */
  readonly occurredAt: number;
  /** As spelled in the input `operations`. */
  readonly operation: string;
  readonly appId: string | null;
  readonly environmentId: string | null;
  readonly userKey: string | null;
  readonly appName: string | null;
  readonly environmentName: string | null;
}

/** The operation whose events are launches. */
export const LAUNCH_OPERATION = 'LaunchPowerApp';
