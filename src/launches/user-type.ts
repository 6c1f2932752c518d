import { text } from './fields.ts';

const USER_TYPES = [
  'Regular',
  'Reserved',
  'Admin',
  'DcAdmin',
  'System',
  'Application',
  'ServicePrincipal',
  'CustomPolicy',
  'SystemPolicy',
  'PartnerTechnician',
  'Guest',
];

/**
 * Returns the name of a type of user; a type that is not documented keeps its number or text.
 * @see https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#user-type
 */
export function userTypeOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value)) return USER_TYPES[value] ?? `${value}`;
  const name = text(value)?.trim();
  if (name === undefined) return null;
  return /^\d+$/.test(name) ? (USER_TYPES[Number(name)] ?? name) : name;
}
