import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/inputs/settings.ts';

const GUID = '11111111-2222-4333-8444-555555555555';
const OTHER = '22222222-2222-4333-8444-555555555555';
const NOW = new Date('2026-11-22T06:00:00Z');

function deliveriesOf(inputs: Readonly<Record<string, string>>) {
  const given = {
    ...{ 'tenant-id': GUID, 'client-id': GUID, users: 'none', ...inputs },
  };
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const workspace = { GITHUB_WORKSPACE: '/' };
  return readSettings({ ...Object.fromEntries(variables), ...workspace }, NOW).deliveries;
}

test('models are pairs of ids, each once, and the cloud has its address and audience', () => {
  const lines = `${GUID}/${OTHER}\n ${GUID.toUpperCase()}/${OTHER}\n${OTHER}/${GUID}\n`;
  expect(deliveriesOf({ 'power-bi-refresh': lines, cloud: 'gcc' }).powerBi).toEqual({
    url: 'https://api.powerbigov.us',
    audience: 'https://analysis.usgovcloudapi.net/powerbi/api',
    models: [
      { workspaceId: GUID, modelId: OTHER },
      { workspaceId: OTHER, modelId: GUID },
    ],
  });
  const elsewhere = { 'service-urls': 'power-bi=https://gateway.example/bi/' };
  expect(deliveriesOf(elsewhere).powerBi).toMatchObject({
    url: 'https://gateway.example/bi',
    audience: 'https://analysis.windows.net/powerbi/api',
  });
});

test.each([
  ['https://contoso.crm4.dynamics.com/', 'https://contoso.crm4.dynamics.com'],
  ['https://Contoso.crm.microsoftdynamics.us', 'https://contoso.crm.microsoftdynamics.us'],
  ['https://contoso.crm.dynamics.cn', 'https://contoso.crm.dynamics.cn'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('an environment is its address: %s', (given, url) => {
  expect(deliveriesOf({ 'dataverse-url': given }).dataverse).toEqual({ url, audience: url, from: undefined });
});

test('dataverse-from is a calendar day', () => {
  const inputs = { 'dataverse-url': 'https://contoso.crm4.dynamics.com', 'dataverse-from': '2026-06-01' };
  expect(deliveriesOf(inputs).dataverse?.from).toBe('2026-06-01');
});

describe('is refused before any request', () => {
  const URL = 'https://contoso.crm4.dynamics.com';
  test.each<[Readonly<Record<string, string>>, string]>([
    [{ 'power-bi-refresh': GUID }, 'power-bi-refresh: line 1 is not two GUIDs'],
    [{ 'power-bi-refresh': `${GUID}/${OTHER}\nworkspace/model` }, 'line 2 is not two GUIDs'],
    [{ 'power-bi-refresh': `${GUID}/${OTHER}/more` }, 'line 1 is not two GUIDs'],
    [
      {
        'power-bi-refresh': Array.from(
          { length: 21 },
          (_, n) => `${GUID.slice(0, -2)}${n + 10}/${GUID}`,
        ).join('\n'),
      },
      'more than 20 lines',
    ],
    [{ 'dataverse-url': 'contoso' }, 'dataverse-url: is not a URL'],
    [{ 'dataverse-url': 'http://contoso.crm4.dynamics.com' }, 'does not use https'],
    [{ 'dataverse-url': 'ftp://127.0.0.1' }, 'does not use https'],
    [{ 'dataverse-url': 'https://crm4.dynamics.com.example' }, 'is not the address of an environment'],
    [{ 'dataverse-url': `${URL}/api/data/v9.2` }, 'holds more than the address'],
    [{ 'dataverse-url': `${URL}/main.aspx?appid=1` }, 'holds more than the address'],
    [{ 'dataverse-url': 'https://kim:secret@contoso.crm4.dynamics.com' }, 'holds more than the address'],
    [{ 'dataverse-from': '2026-06-01' }, 'dataverse-from ("2026-06-01"): is given without dataverse-url'],
    [{ 'dataverse-url': URL, 'dataverse-from': '2026-02-30' }, 'is not a calendar day'],
    [{ 'dataverse-url': URL, 'dataverse-from': '01.06.2026' }, 'is not a calendar day'],
    [{ 'dataverse-url': URL, 'dataverse-from': '2026-06-01T00:00:00Z' }, 'is not a calendar day'],
  ])('%j', (inputs, problem) => {
    expect(() => deliveriesOf(inputs)).toThrow(problem);
    expect(() => deliveriesOf(inputs)).not.toThrow(/secret/);
  });
});
