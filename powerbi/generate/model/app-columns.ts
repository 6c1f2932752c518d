import { labelOf } from './labels.ts';
import type { ModelColumn } from './types.ts';

/** What the model makes of the columns of an app. */
export const APP_COLUMNS: readonly ModelColumn[] = [
  labelOf({
    table: 'Apps',
    name: 'App',
    text: 'App name',
    key: 'App key',
    description:
      'Name of the app. Apps that share a name, and apps without one, carry the start of their id.',
  }),
  calculated(
    'App environment',
    'Environment that the app belongs to.',
    'LOOKUPVALUE ( Environments[Environment], Environments[Environment key], Apps[Environment key] )',
  ),
  calculated(
    'Owner shown',
    'The owner: the name where the data has it, else the beginning of the pseudonym.',
    // LEFT makes a text without letters of nothing, which is not blank.
    `SWITCH (
    TRUE (),
    NOT ISBLANK ( Apps[Owner] ), Apps[Owner],
    NOT ISBLANK ( Apps[Owner key] ), LEFT ( Apps[Owner key], 8 ),
    "(unknown)"
)`,
  ),
  calculated(
    'Inventory',
    'Whether the last inventory lists the app. Without an inventory it is unknown.',
    `SWITCH (
    TRUE (),
    ISBLANK ( Apps[In inventory] ), "Unknown",
    Apps[In inventory] = 1, "Listed",
    "Not listed"
)`,
  ),
  {
    ...calculated(
      'Maker portal',
      'Address of the app in the maker portal of the commercial cloud.',
      `IF (
    NOT ISBLANK ( Apps[Environment key] ),
    "https://make.powerapps.com/environments/" & Apps[Environment key] & "/apps/" & Apps[App key] & "/details"
)`,
    ),
    category: 'WebUrl',
  },
];

function calculated(name: string, description: string, dax: string): ModelColumn {
  return { name, type: 'string', description, hidden: false, source: { kind: 'calculated', dax } };
}
