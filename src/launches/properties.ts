import { isObject, saysSomething } from './fields.ts';

/** What is read of `PropertyCollection`: values as they stand there. */
export type Properties = { -readonly [name in PropertyName]?: unknown };

type PropertyName =
  | 'appId'
  | 'appName'
  | 'environmentId'
  | 'environmentName'
  | 'isSuccessful'
  | 'objectId'
  | 'userName';

/**
 * Returns what is read of a `PropertyCollection`, a list of `{Name, Value}`: names are compared without case, and of a name
 * the last value counts that says something.
 */
export function propertiesOf(collection: unknown): Readonly<Properties> {
  const properties: Properties = {};
  if (!Array.isArray(collection)) return properties;
  for (const entry of collection) {
    if (!isObject(entry)) continue;
    const { Name: name, Value: value } = entry;
    if (typeof name !== 'string' || READ_LENGTHS[name.length] !== 1) continue;
    if (typeof value === 'string' && !saysSomething(value)) continue;
    if (value === undefined || value === null || typeof value === 'number') continue;
    const known = propertyOf(name) ?? propertyOf(name.toLowerCase());
    if (known !== undefined) properties[known] = value;
  }
  return properties;
}

/** The properties that are read. None has a `k`: that letter alone has a capital outside of ASCII, the Kelvin sign. */
export const PROPERTY_NAMES = [
  'powerplatform.analytics.resource.power_app.id',
  'powerplatform.analytics.resource.power_app.display_name',
  'powerplatform.analytics.resource.environment.id',
  'powerplatform.analytics.resource.environment.name',
  'powerplatform.analytics.operation.is_successful',
  'enduser.id',
  'enduser.principal_name',
];
/** 1 at the lengths of these names: most others go by at the price of a look-up. */
const READ_LENGTHS = new Uint8Array(64);
for (const { length } of PROPERTY_NAMES) READ_LENGTHS[length] = 1;

// A switch is several times faster here than a map: this runs for each property of each launch.
function propertyOf(name: string): PropertyName | undefined {
  switch (name) {
    case 'powerplatform.analytics.resource.power_app.id':
      return 'appId';
    case 'powerplatform.analytics.resource.power_app.display_name':
      return 'appName';
    case 'powerplatform.analytics.resource.environment.id':
      return 'environmentId';
    case 'powerplatform.analytics.resource.environment.name':
      return 'environmentName';
    case 'powerplatform.analytics.operation.is_successful':
      return 'isSuccessful';
    case 'enduser.id':
      return 'objectId';
    case 'enduser.principal_name':
      return 'userName';
    default:
      return undefined;
  }
}
