import { expect, onTestFinished, test } from 'vitest';
import { DAY, HOUR } from '../../simulator/tenant/clock.ts';
import { launchRecord } from '../../simulator/tenant/launch-record.ts';
import { defaultApp } from '../../simulator/tenant/options.ts';
import { startTenant } from '../../simulator/tenant/tenant.ts';
import { json } from './tenant-client.ts';

interface Row {
  readonly id: string;
  readonly userId: string;
  readonly auditData: { readonly Id: string; readonly Operation: string; readonly UserKey: string };
}

/** A tenant with a launch an hour of the last ten days, and a bare client of its audit search. */
async function openSearch(roles: readonly string[] = ['AuditLogsQuery.Read.All']) {
  const tenant = await startTenant();
  onTestFinished(() => tenant.close());
  tenant.search.token.roles = roles;
  for (let ago = 240; ago > 0; ago -= 1) {
    const launch = tenant.makeLaunch({ launchedAt: new Date(tenant.now() - ago * HOUR) });
    const created = new Date(tenant.now() - (ago - 1) * HOUR);
    tenant.addBlob({ created, records: [launchRecord(launch, tenant.tenantId)] });
  }
  const signedIn = await fetch(`${tenant.origin}/${tenant.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: tenant.clientId,
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_secret: defaultApp.secrets[0],
    }),
  });
  const { access_token: token } = await json<{ readonly access_token: string }>(signedIn);
  const ask = (path: string, method = 'GET', body?: unknown): Promise<Response> =>
    fetch(path.startsWith('http') ? path : `${tenant.origin}/v1.0/security/auditLog/queries${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const create = (name: string, days = 8): Promise<Response> =>
    ask('', 'POST', {
      displayName: name,
      filterStartDateTime: new Date(tenant.now() - days * DAY).toISOString(),
      filterEndDateTime: new Date(tenant.now() - 2 * DAY).toISOString(),
      operationFilters: ['LaunchPowerApp'],
    });
  return { tenant, ask, create };
}

test('a query runs, ends, and lists the launches of its window page by page until it is deleted', async () => {
  const { tenant, ask, create } = await openSearch();
  const { id } = await json<{ readonly id: string }>(await create('one'));
  const statuses: string[] = [];
  for (let polls = 0; polls < 2; polls += 1) {
    statuses.push((await json<{ readonly status: string }>(await ask(`/${id}`))).status);
  }
  expect(statuses).toEqual(['queued', 'succeeded']);
  const rows: Row[] = [];
  for (let url: string | undefined = `/${id}/records?$top=50`; url !== undefined; ) {
    const page: { readonly value: Row[]; readonly '@odata.nextLink'?: string } = await json(await ask(url));
    rows.push(...page.value);
    url = page['@odata.nextLink'];
  }
  const launches = rows.filter(({ auditData }) => auditData.Operation === 'LaunchPowerApp');
  const wanted = [...tenant.expectedRecords.launches.values()].filter(
    ({ launchedAt }) => Math.abs(Date.parse(launchedAt) + 5 * DAY - tenant.now()) < 3 * DAY,
  );
  const found = new Set(launches.map(({ auditData }) => auditData.Id));
  expect(wanted.filter(({ eventId }) => !found.has(eventId))).toEqual([]);
  expect(launches.length).toBeGreaterThan(found.size);
  expect(rows.some(({ id, auditData }) => id !== auditData.Id)).toBe(true);
  expect(launches.every(({ userId, auditData }) => userId === auditData.UserKey)).toBe(true);
  expect((await ask(`/${id}`, 'DELETE')).status).toBe(204);
  expect((await ask(`/${id}`)).status).toBe(404);
  expect(tenant.judge.complaints).toEqual([]);
});

test.each([
  ['without any role for it', [], 403, undefined],
  ['with the role of another workload', ['AuditLogsQuery-Exchange.Read.All'], 201, 0],
] as const)('a token %s finds nothing', async (_, roles, status, rows) => {
  const { ask, create } = await openSearch(roles);
  const created = await create('one');
  expect(created.status).toBe(status);
  if (rows === undefined) return;
  const { id } = await json<{ readonly id: string }>(created);
  for (let polls = 0; polls < 2; polls += 1) await ask(`/${id}`);
  expect(await json(await ask(`/${id}/records`))).toEqual({ value: [] });
});

test('ten queries run at a time; the judge holds a client to three', async () => {
  const { tenant, create } = await openSearch();
  const statuses: number[] = [];
  for (let at = 0; at < 11; at += 1) statuses.push((await create(`query ${at}`)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429]);
  expect(tenant.judge.complaints).toHaveLength(7);
});
