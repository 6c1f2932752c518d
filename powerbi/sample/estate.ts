import { Random } from '../../simulator/tenant/random.ts';
import type { Identity } from '../../src/launches/identity.ts';
import type { AppCatalog } from '../../src/snapshot/app-catalog.ts';
import type { AppInventory } from '../../src/snapshot/app-inventory.ts';

/** Tenant of the sample. */
export const TENANT_ID = '11111111-2222-4333-8444-555555555555';

/** An app of the sample. It is launched from day `from` to day `until`, counted from the first day. */
export interface SampleApp {
  readonly id: string;
  readonly name: string | null;
  readonly environment: { readonly id: string; readonly name: string | null };
  readonly from: number;
  readonly until: number;
}

const random = new Random(8);
const always = { from: 0, until: Number.POSITIVE_INFINITY };
const standard = { id: `default-${TENANT_ID}`, name: 'Contoso (default)' };
const finance = { id: random.guid(), name: 'Finance' };
const field = { id: random.guid(), name: null };

/** The apps, the most launched first: with a shared name, without a name, deleted, and idle. */
export const SAMPLE_APPS: readonly SampleApp[] = [
  { id: random.guid(), name: 'Leave request', environment: standard, ...always },
  { id: random.guid(), name: 'Expenses', environment: finance, ...always },
  { id: random.guid(), name: 'Site inspection', environment: field, ...always },
  { id: random.guid(), name: 'Room finder', environment: standard, ...always },
  { id: random.guid(), name: 'Onboarding', environment: standard, from: 60, until: Number.POSITIVE_INFINITY },
  { id: random.guid(), name: 'Pilot', environment: finance, from: 0, until: 80 },
  { id: random.guid(), name: 'Leave request', environment: finance, ...always },
  { id: random.guid(), name: 'Old time sheets', environment: standard, from: 0, until: 30 },
  { id: random.guid(), name: null, environment: field, ...always },
];

/** The app that is deleted some days after its last launch. */
export const DELETED_APP = SAMPLE_APPS[5];

/** Entra object ids of the people. Each comes some days after the one before. */
export const PEOPLE: readonly string[] = Array.from({ length: 84 }, () => random.guid());

/** The app catalog: owners, and an app that nobody ever launched. */
export const CATALOG: AppCatalog = new Map([
  ...SAMPLE_APPS.map(({ id, name, environment }) => [id, entry(name, environment)] as const),
  [random.guid(), entry('Never launched', finance)] as const,
]);

/** What the inventory lists, besides all apps that are not deleted: one that nobody ever launched, and one that is new. */
const UNLAUNCHED = [
  { id: [...CATALOG.keys()].at(-1) ?? '', name: 'Never launched', environment: finance, createdDay: -200 },
  { id: random.guid(), name: 'Brand new', environment: standard, createdDay: 115 },
];

/** Returns the inventory of the sample. `dayOf`: the instant of a day counted from the first, ms since 1970. */
export function sampleInventory(
  identity: Identity,
  takenAt: number,
  dayOf: (day: number) => number,
): AppInventory {
  const apps = [
    ...SAMPLE_APPS.filter((app) => app !== DELETED_APP).map((app, index) => ({
      ...app,
      createdDay: app.from - 40 * (index + 1),
    })),
    ...UNLAUNCHED,
  ];
  const listed = apps.map(({ id, name, environment, createdDay }, index) => ({
    environment,
    app: {
      ...{ id, name, type: 'ClassicCanvasApp', owner: null },
      // The last people have not come yet; one app has no owner any more.
      ownerKey:
        index === 2
          ? null
          : identity.userKey({ objectId: PEOPLE.at(index % 4 === 3 ? -1 : index), userName: undefined }),
      createdAt: dayOf(createdDay),
      modifiedAt: dayOf(createdDay + 20),
      publishedAt: dayOf(createdDay + 20),
      sharedUsers: 3 * index,
      sharedGroups: index % 3,
    },
  }));
  const environments = [standard, finance, field].map((environment, index) => ({
    ...environment,
    type: index === 0 ? 'Default' : 'Production',
    region: 'europe',
    apps: listed.filter((each) => each.environment === environment).map(({ app }) => app),
    ...{ parts: [], isWhole: true },
  }));
  return { takenAt, environments };
}

function entry(name: string | null, environment: SampleApp['environment']) {
  return { name, owner: 'Adele Vance', environmentId: environment.id, environmentName: environment.name };
}
