import { DAY, HOUR } from './clock.ts';
import type { Random } from './random.ts';
import type { App, Environment, User, World } from './world.ts';

/** What a row of the app list is: only a canvas app can be launched. */
export type ListedKind = 'canvas' | 'page' | 'library';

/** An app as the inventory knows it, launched or not. Instants in ms since 1970. */
export interface InventoryApp extends App {
  readonly kind: ListedKind;
  /** `null`: the owner left, and the row has none. */
  readonly owner: User | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** `null`: never published. */
  readonly publishedAt: number | null;
  readonly sharedUsers: number;
  readonly sharedGroups: number;
}

/** The two ways to ask: the Power Platform API, and the admin API of Power Apps. */
export type InventoryRoute = 'power-platform' | 'admin';

/** Whether the app registration may ask; `blind`: it is answered, and sees nothing, as in GCC without registration. */
export type InventoryAccess = 'granted' | 'refused' | 'blind';

/** How many apps and environments there are besides those that are launched. */
export interface InventoryOptions {
  readonly environments?: number;
  readonly apps?: number;
}

/** Apps and environments of the tenant. Tests change what is here as makers and administrators would. */
export class Inventory {
  environments: readonly Environment[];
  apps: readonly InventoryApp[];
  readonly access: Record<InventoryRoute, InventoryAccess> = {
    'power-platform': 'granted',
    admin: 'granted',
  };
  /** Ids of environments that answer 403, as developer environments do. */
  readonly closed = new Set<string>();
  /** Ids of environments that are listed, but were deleted since: 404. */
  readonly gone = new Set<string>();
  /** Rows of a page. */
  pageSize = 250;
  /** Where the link of a page leads. */
  nextLinks: 'right' | 'itself' | 'foreign-host' | 'garbage' = 'right';
  /** The rows before they are sent, to be spoiled. */
  change: (rows: readonly Readonly<Record<string, unknown>>[]) => readonly unknown[] = (rows) => rows;

  constructor(world: World, random: Random, now: number, options: InventoryOptions = {}) {
    const more = Array.from({ length: options.environments ?? 2 }, (_, index): Environment => {
      return { id: random.guid(), name: index === 0 ? 'Without Dataverse' : `Team ${index}` };
    });
    this.environments = [...world.environments, ...more];
    const unused = Array.from({ length: options.apps ?? 6 }, (_, index): App => {
      const environment = this.environments[index % this.environments.length] ?? random.pick(more);
      return { id: random.guid(), name: `Idle app ${index + 1}`, environment };
    });
    const owners = world.users.filter(({ objectId }) => objectId !== null);
    this.apps = [
      ...[...world.apps, ...unused].map((app, index) => describe(app, index, owners, random, now)),
      ...(['page', 'library', 'page'] as const).map((kind, index) => {
        const environment = random.pick(world.environments);
        const app = { id: random.guid(), name: `Not an app ${index + 1}`, environment };
        return { ...describe(app, index, owners, random, now), kind };
      }),
    ];
  }

  /** The apps that can be launched. */
  get canvasApps(): readonly InventoryApp[] {
    return this.apps.filter(({ kind }) => kind === 'canvas');
  }

  /** Deletes apps, as their makers do. */
  remove(...ids: readonly string[]): void {
    this.apps = this.apps.filter(({ id }) => !ids.includes(id));
  }

  /** Replaces what is given of an app. */
  update(id: string, given: Partial<InventoryApp>): void {
    this.apps = this.apps.map((app) => (app.id === id ? { ...app, ...given } : app));
  }
}

function describe(
  app: App,
  index: number,
  owners: readonly User[],
  random: Random,
  now: number,
): InventoryApp {
  const createdAt = now - random.whole(200, 900) * DAY - random.whole(0, 23) * HOUR;
  const modifiedAt = createdAt + random.whole(1, 190) * DAY;
  return {
    ...app,
    kind: 'canvas',
    // The fifth has no owner any more.
    owner: index === 4 ? null : random.pick(owners),
    createdAt: index % 2 === 0 ? createdAt + 479 : createdAt,
    modifiedAt,
    publishedAt: index === 3 ? null : modifiedAt,
    sharedUsers: random.whole(0, 40),
    sharedGroups: random.whole(0, 3),
  };
}
