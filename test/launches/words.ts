import { PROPERTY_NAMES } from '../../src/launches/properties.ts';

/** What random documents are made of: what misleads a reader of bytes, and what it must find. */
export const OPERATIONS = [
  'LaunchPowerApp',
  'launchpowerapp',
  'LAUNCHPOWERAPP',
  'DeletePowerApp',
  'deletePowerapp',
];
export const OTHER_OPERATIONS = [
  'EditPowerApp',
  'LaunchPowerApps',
  'aunchPowerApp',
  'Launch PowerApp',
  '',
  'Operation',
];
export const KEYS = [
  'operation',
  'OPERATION',
  'Operations',
  'Name',
  'a"b',
  'back\\',
  '{',
  '',
  '__proto__',
  'RecordType',
];
export const TEXTS = [
  ...['LaunchPowerApp', 'Operation', '"Operation":"LaunchPowerApp"', '},{"Operation":"LaunchPowerApp"', ']'],
  ...[
    '{',
    '[[',
    '\\',
    '\\"',
    '"',
    'C:\\',
    'é',
    '😀',
    '日本',
    '/',
    '\n',
    '\t',
    '\u0001',
    '\u2028',
    '\ufeff',
    '',
    'x, y: z',
  ],
];
export const BLANKS = ['', '', '', ' ', '\n', '\r\n', '\t', '  \r\n\t '];
export const NUMBERS = ['0', '-0', '45', '256', '3.6E10', '-1.5e-7', '1e400', '12345678901234567890'];

const GUIDS = ['7ff1e0f1-e2a4-48a0-874e-34db43893df1', 'AA289EFD-09F4-EAEB-BBB8-C08FC9E27D09'];
/** Values of the fields and properties that a launch is made of. */
export const VALUES = [
  ...GUIDS,
  'Default-11111111-2222-4333-8444-555555555555',
  'Amber@Contoso.com',
  ' Größe 2 ',
  '😀',
  ' ',
];

export const PROPERTIES = [
  ...PROPERTY_NAMES,
  ...[
    'EndUser.Id',
    'enduser.role',
    'enduser.i\u0130',
    'powerplatform.analytics.resource.power_app.iD',
    'version',
    '',
  ],
];
