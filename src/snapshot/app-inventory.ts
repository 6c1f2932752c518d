/** A canvas app as the inventory lists it; `null` where it says nothing. Instants in ms since 1970. */
export interface ListedApp {
  /** Lower-case. */
  readonly id: string;
  readonly name: string | null;
  readonly type: string | null;
  /** User principal name of the owner, only with `users: name`. */
  readonly owner: string | null;
  /** As `Identity` makes it of the users who launch. */
  readonly ownerKey: string | null;
  readonly createdAt: number | null;
  readonly modifiedAt: number | null;
  readonly publishedAt: number | null;
  readonly sharedUsers: number | null;
  readonly sharedGroups: number | null;
}

/** An environment as the inventory lists it. */
export interface ListedEnvironment {
  /** Lower-case. */
  readonly id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly region: string | null;
  /** Each app once, none when they could not be listed. */
  readonly apps: readonly ListedApp[];
  /** Ids of what is listed and cannot be launched by itself: custom pages, component libraries. */
  readonly parts: readonly string[];
  /** All was listed to the end and understood: what is not in `apps` was not there. */
  readonly isWhole: boolean;
}

/** Apps and environments of the tenant, as one run listed them. */
export interface AppInventory {
  /** ms since 1970. */
  readonly takenAt: number;
  readonly environments: readonly ListedEnvironment[];
}

/** Returns the number of apps that an inventory lists. */
export function appsIn({ environments }: Pick<AppInventory, 'environments'>): number {
  return environments.reduce((sum, { apps }) => sum + apps.length, 0);
}
