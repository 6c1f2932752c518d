import { Random } from '../../simulator/tenant/random.ts';
import type { AppCatalog } from '../../src/snapshot/app-catalog.ts';

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

function entry(name: string | null, environment: SampleApp['environment']) {
  return { name, owner: 'Adele Vance', environmentId: environment.id, environmentName: environment.name };
}
