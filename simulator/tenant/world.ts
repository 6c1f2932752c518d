import { hostileNames } from './hostile-names.ts';
import type { Random } from './random.ts';

/** A Power Platform environment. `id` is a GUID or `Default-<tenant GUID>`, in the casing that the log uses. */
export interface Environment {
  readonly id: string;
  readonly name: string;
}

/** A canvas app. `id` is a lower-case GUID. */
export interface App {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
}

/** A user who launches apps. `userKey` is what stands in `UserKey`: the Entra object id, or no GUID where `objectId` is null. */
export interface User {
  readonly objectId: string | null;
  readonly userKey: string;
  readonly upn: string;
  /** 0 regular, 2 admin, 10 guest. */
  readonly userType: 0 | 2 | 10;
}

/** What the log writes in place of a user that it does not know: these are nobody. */
export const NOBODIES: readonly User[] = [
  { objectId: null, userKey: 'Unknown', upn: 'Unknown', userType: 0 },
  { objectId: null, userKey: 'Not Available', upn: 'Not Available', userType: 0 },
  { objectId: null, userKey: '00000000-0000-0000-0000-000000000000', upn: 'NOT-FOUND', userType: 0 },
];

export interface World {
  readonly tenantId: string;
  readonly environments: readonly Environment[];
  readonly apps: readonly App[];
  readonly users: readonly User[];
}

/** How large the world is (counts) and whether app and environment names are hostile. */
export interface WorldOptions {
  readonly environments?: number;
  readonly apps?: number;
  readonly users?: number;
  readonly hostileNames?: boolean;
}

// biome-ignore format: a list of names
const appNames = [
  'Site Inspection', 'Überstunden', 'Vacances d’été', 'Leave, Travel & Expenses', 'The "Great" Tracker', '訪問記録',
  'Visitor Book', 'Wareneingang Süd', 'Shift; Handover', 'Crème brûlée rota', 'Onboarding', 'TestEmptyApp',
];
const environmentNames = [
  'Contoso (default)',
  'Fertigung, Werk 2',
  'dev-na-ba50088f',
  'Zürich «Prod»',
  'Sandbox',
];
const givenNames = ['Kim', 'Amber', 'José', 'Wei', 'Zoë', 'Olu', 'Ingrid', 'Ravi', 'Noor', 'Łucja'];

/** Makes the tenant's environments, apps and users from chance alone. */
export function makeWorld(tenantId: string, random: Random, options: WorldOptions): World {
  const hostile = options.hostileNames === true;
  const environments = Array.from({ length: options.environments ?? 4 }, (_, index): Environment => {
    const name = hostile ? nth(hostileNames, index + 7) : nth(environmentNames, index);
    if (index === 0) return { id: `Default-${tenantId}`, name };
    const id = random.guid();
    return { id: index % 2 === 1 ? id.toUpperCase() : id, name };
  });
  const apps = Array.from({ length: options.apps ?? 12 }, (_, index): App => {
    const name = nth(hostile ? hostileNames : appNames, index);
    return { id: random.guid(), name, environment: random.pickSkewed(environments) };
  });
  const users = Array.from({ length: options.users ?? 40 }, (_, index) => makeUser(index, random));
  return { tenantId, environments, apps, users };
}

function makeUser(index: number, random: Random): User {
  const name = `${nth(givenNames, index)}${index}`;
  if (index % 17 === 3) {
    const upn = `${name.toLowerCase()}_fabrikam.example#EXT#@contoso.onmicrosoft.example`;
    return knownUser(random.guid(), upn, 10);
  }
  const upn = index % 3 === 0 ? `${name}@CONTOSO.example` : `${name.toLowerCase()}@contoso.example`;
  if (index % 13 === 5)
    return { objectId: null, userKey: `10032001${random.hex(8).toUpperCase()}`, upn, userType: 0 };
  return knownUser(random.guid(), upn, index % 11 === 1 ? 2 : 0);
}

function knownUser(objectId: string, upn: string, userType: User['userType']): User {
  return { objectId, userKey: objectId, upn, userType };
}

function nth(names: readonly string[], index: number): string {
  const name = names[index % names.length] ?? '';
  return index < names.length ? name : `${name} ${Math.floor(index / names.length) + 1}`;
}
