import { describe, expect, test } from 'vitest';
import { adviceOf, SignInError } from '../../../src/errors.ts';
import type { Send } from '../../../src/http/send.ts';
import { consignmentOf, launchesOn, type Opened, openDeliveries } from '../open-delivery.ts';

/** How many requests of each kind the tenant got. */
function requestsOf({ tenant }: Opened): Readonly<Record<string, number>> {
  const kinds = Map.groupBy(tenant.requests, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length]));
}

/** Ids of the rows that the table lacks or has too much, and of those created twice. */
function differenceOf({ tenant: { dataverse } }: Opened, rows: readonly { readonly event_id: string }[]) {
  const wanted = new Set(rows.map(({ event_id: id }) => id));
  const twice = dataverse.created.filter((id, index) => dataverse.created.indexOf(id) !== index);
  const missing = [...wanted].filter((id) => !dataverse.rows.has(id));
  const more = [...dataverse.rows.keys()].filter((id) => !wanted.has(id));
  return [...missing, ...more, ...twice];
}

test('rows go in many at a time, one question a day, and nothing is sent again', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  tenant.dataverse.pageSize = 150;
  const rows = [...launchesOn(tenant, '2026-11-20', 450), ...launchesOn(tenant, '2026-11-21', 3)];
  const all = consignmentOf(rows);
  expect(await dataverse().deliver(all)).toEqual({
    kind: 'delivered',
    line: '453 added to admin_auditlogs',
    added: 453,
  });
  expect(differenceOf(opened, rows)).toEqual([]);
  expect(requestsOf(opened)).toEqual({ 'list-rows': 2, 'upsert-rows': 4 });
  // Three pages, and one that is not full.
  expect(await dataverse().deliver(all)).toMatchObject({ kind: 'delivered', added: 0 });
  expect(requestsOf(opened)).toEqual({ 'list-rows': 6, 'upsert-rows': 4 });
});

describe('rows that are refused', () => {
  test('take no other row along, and are tried again', async () => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    const rows = launchesOn(tenant, '2026-11-20', 200);
    const [refused = '', other = ''] = [rows[7]?.event_id, rows[150]?.event_id];
    tenant.dataverse.isRefused = (id) => id === refused || id === other;
    const end = await dataverse().deliver(consignmentOf(rows));
    expect(end).toMatchObject({ kind: 'failed', added: 198 });
    expect(end.kind === 'failed' && adviceOf(end.error)).toMatch(
      /^Dataverse refused 2 of 200 launches: Cannot add launches to admin_auditlogs: the service answered 0x80040265 \(HTTP status 400\)\./,
    );
    expect(differenceOf(opened, rows).sort()).toEqual([refused, other].sort());
    tenant.dataverse.isRefused = () => false;
    expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 2 });
  });

  test.each([403, 429, 500])('hold up no other when the plug-in answers %i', async (status) => {
    const opened = await openDeliveries();
    const { tenant, dataverse, clock } = opened;
    const rows = [...launchesOn(tenant, '2026-11-21', 10), ...launchesOn(tenant, '2026-11-20', 10)];
    const [refused = ''] = rows.map(({ event_id: id }) => id);
    tenant.dataverse.isRefused = (id) => id === refused;
    tenant.dataverse.refusalStatus = status;
    const begun = clock.now();
    const end = await dataverse().deliver(consignmentOf(rows));
    expect(end).toMatchObject({ kind: 'failed', added: 19 });
    expect(end.kind === 'failed' && adviceOf(end.error)).toContain('such as plug-ins');
    expect(differenceOf(opened, rows)).toEqual([refused]);
    // Nothing was waited for.
    expect(clock.now()).toBe(begun);
  });

  test('many at the start of a day hold up neither the rest of it nor the days before', async () => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    const rows = [...launchesOn(tenant, '2026-11-21', 300), ...launchesOn(tenant, '2026-11-20', 20)];
    const refused = new Set(rows.slice(0, 60).map(({ event_id: id }) => id));
    tenant.dataverse.isRefused = (id) => refused.has(id);
    expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'failed', added: 260 });
    expect(differenceOf(opened, rows).sort()).toEqual([...refused].sort());
  });

  test('a whole day of them holds up no day before it', async () => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    const refused = launchesOn(tenant, '2026-11-21', 500);
    const rows = launchesOn(tenant, '2026-11-20', 20);
    tenant.dataverse.isRefused = (_, { columns }) =>
      columns.admin_creationtime?.startsWith('2026-11-21') === true;
    const end = await dataverse().deliver(consignmentOf([...refused, ...rows]));
    expect(end.kind === 'failed' && adviceOf(end.error)).toMatch(
      /^Dataverse refused 500 of 520 launches: .*The others were added\. .*a later dataverse-from leaves them out\.$/,
    );
    expect(differenceOf(opened, rows)).toEqual([]);
  });

  test('for ever are the only ones that a later run still has to ask about', async () => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    const days = ['2026-11-22', '2026-11-21', '2026-11-20'].map((date) => launchesOn(tenant, date, 5));
    const [refused = ''] = days[1]?.map(({ event_id: id }) => id) ?? [];
    tenant.dataverse.isRefused = (id) => id === refused;
    const consignment = consignmentOf(days.flat());
    await dataverse().deliver(consignment);
    const requests = tenant.requests.length;
    expect(await dataverse().settled(consignment)).toEqual(new Set(['2026-11-20', '2026-11-22']));
    expect(tenant.requests.slice(requests).map(({ kind }) => kind)).toEqual(Array(3).fill('list-rows'));
    // What was not asked about, because a question failed, counts as open.
    tenant.faults.add({ match: { kind: 'list-rows', nth: 2 }, fault: { kind: 'status', status: 403 } });
    expect(await dataverse().settled(consignment)).toEqual(new Set(['2026-11-22']));
    tenant.dataverse.hasApplicationUser = false;
    await expect(dataverse().settled(consignment)).rejects.toThrow('0x80072560');
  });

  test('all of them end the delivery soon', async () => {
    const opened = await openDeliveries();
    opened.tenant.dataverse.isRefused = () => true;
    const rows = launchesOn(opened.tenant, '2026-11-20', 600);
    const end = await opened.dataverse().deliver(consignmentOf(rows));
    expect(end).toMatchObject({ kind: 'failed', added: 0 });
    expect(end.kind === 'failed' && adviceOf(end.error)).not.toContain('The others');
    expect(requestsOf(opened)['upsert-rows']).toBeLessThan(250);
  });
});

describe('the lookup', () => {
  test('is left out for apps that the inventory of the kit does not have: one request more for each', async () => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    const absent = tenant.world.apps.slice(0, 3).map(({ id }) => id);
    for (const id of absent) tenant.dataverse.apps.delete(id);
    const rows = launchesOn(tenant, '2026-11-20', 400);
    expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 400 });
    for (const { event_id: id, app_id: app } of rows) {
      const expected = app === null || absent.includes(app) ? null : app;
      expect(tenant.dataverse.rows.get(id)?.app).toBe(expected);
    }
    expect(requestsOf(opened)['upsert-rows']).toBe(2 + absent.length);
  });

  test('is left out for a row that is taken without it alone, whatever the service says', async () => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    const [app] = tenant.world.apps;
    tenant.dataverse.isRefused = (_, row) => row.app === app?.id;
    const rows = launchesOn(tenant, '2026-11-20', 30);
    expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 30 });
    const linked = [...tenant.dataverse.rows.values()].filter((row) => row.app !== null);
    expect(linked).toHaveLength(rows.filter(({ app_id: id }) => id !== app?.id).length);
  });

  test.each([
    ['admin_Applookup', 5],
    [null, 0],
  ])('is written as the table says: %s', async (navigation, linked) => {
    const opened = await openDeliveries();
    const { tenant, dataverse } = opened;
    tenant.dataverse.navigation = navigation;
    const rows = launchesOn(tenant, '2026-11-20', 5);
    expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 5 });
    expect([...tenant.dataverse.rows.values()].filter(({ app }) => app !== null)).toHaveLength(linked);
    expect(requestsOf(opened)).toEqual({ 'list-rows': 1, 'upsert-rows': 2, dataverse: 1 });
  });
});

test('where rows cannot be sent many at a time, each is sent by itself', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  tenant.dataverse.hasUpsertMultiple = false;
  tenant.dataverse.apps.delete(tenant.world.apps[0]?.id ?? '');
  const rows = launchesOn(tenant, '2026-11-20', 24);
  expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 24 });
  expect(differenceOf(opened, rows)).toEqual([]);
  expect(requestsOf(opened)['upsert-rows']).toBe(1);
});

test.each([
  ['the spelling of the lookup', 'admin_Applookup', 24, (): void => undefined],
  ['that the table has no lookup', null, 0, (): void => undefined],
  ['that the kit lacks an app', 'admin_AppLookup', 0, ({ tenant }: Opened) => tenant.dataverse.apps.clear()],
])('rows that go side by side all learn %s', async (_, navigation, linked, change) => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  Object.assign(tenant.dataverse, { hasUpsertMultiple: false, navigation });
  change(opened);
  const [app] = tenant.world.apps;
  const rows = launchesOn(tenant, '2026-11-20', 24).map((row) => ({ ...row, app_id: app?.id ?? null }));
  expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 24 });
  expect([...tenant.dataverse.rows.values()].filter((row) => row.app !== null)).toHaveLength(linked);
});

test('a row that somebody adds meanwhile is neither sent again without its lookup nor counted', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  tenant.dataverse.hasUpsertMultiple = false;
  const rows = launchesOn(tenant, '2026-11-20', 3);
  const [rival = ''] = rows.map(({ event_id: id }) => id);
  const theirs = {
    columns: { admin_title: 'theirs', admin_creationtime: '2026-11-19T00:00:00Z' },
    app: null,
  };
  tenant.dataverse.rows.set(rival, theirs);
  expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 2 });
  expect(tenant.dataverse.rows.get(rival)).toEqual(theirs);
});

test('two that add the same rows at once: a duplicate key is no refusal', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  const rows = launchesOn(tenant, '2026-11-20', 2);
  const duplicate = { code: '0x80040237', message: 'A record with matching key values already exists.' };
  const body = Buffer.from(JSON.stringify({ error: duplicate }));
  const fault = { kind: 'other-body', status: 412, body } as const;
  tenant.faults.add({ match: { kind: 'upsert-rows' }, times: 2, fault });
  expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 1 });
  expect([...tenant.dataverse.rows.values()].map(({ app }) => app)).toEqual([rows[1]?.app_id]);
});

test('a web page is no success', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  const rows = launchesOn(tenant, '2026-11-20', 2);
  const page = Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>');
  const fault = { kind: 'other-body', status: 200, body: page } as const;
  tenant.faults.add({ match: { kind: 'upsert-rows' }, times: 99, fault });
  const end = await dataverse().deliver(consignmentOf(rows));
  expect(end.kind === 'failed' && adviceOf(end.error)).toMatch(/a web page came in place of an answer/);
  tenant.faults.clear();
  tenant.faults.add({ match: { kind: 'upsert-rows' }, times: 1, fault });
  expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered', added: 2 });
});

test('a token that is no longer issued ends a delivery, which tells what it added', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  const rows = [...launchesOn(tenant, '2026-11-21', 5), ...launchesOn(tenant, '2026-11-20', 5)];
  let sent = 0;
  const refused =
    (send: Send): Send =>
    async (request) => {
      sent += 1;
      if (sent > 2) throw new SignInError('Cannot sign in: the secret has expired', 'Make a new one.');
      return await send(request);
    };
  expect(await dataverse(refused).deliver(consignmentOf(rows))).toMatchObject({
    kind: 'failed',
    line: '5 added to admin_auditlogs',
    added: 5,
  });
});

test('a delivery that is ended at any request, before or after it was acted on, leaves no row twice', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  const rows = [...launchesOn(tenant, '2026-11-20', 410), ...launchesOn(tenant, '2026-11-21', 30)];
  /** From the nth request on nothing comes through any more; whether the nth itself arrives is the question. */
  const endedAt =
    (nth: number, isActedOn: boolean) =>
    (send: Send): Send => {
      let sent = 0;
      return async (request) => {
        sent += 1;
        if (sent < nth || (sent === nth && isActedOn)) {
          const response = await send(request);
          if (sent < nth) return response;
        }
        throw new Error('ended');
      };
    };
  const reached: number[] = [];
  for (let nth = 1; nth <= 5; nth += 1) {
    for (const isActedOn of [false, true]) {
      expect(await dataverse(endedAt(nth, isActedOn)).deliver(consignmentOf(rows))).toMatchObject({
        kind: 'failed',
      });
      reached.push(tenant.dataverse.rows.size);
      expect(await dataverse().deliver(consignmentOf(rows))).toMatchObject({ kind: 'delivered' });
      expect(differenceOf(opened, rows)).toEqual([]);
      tenant.dataverse.rows.clear();
      tenant.dataverse.created.length = 0;
    }
  }
  expect(reached).toEqual([0, 0, 0, 200, 200, 400, 400, 410, 410, 410]);
});

test('what the deadline leaves is no failure', async () => {
  const opened = await openDeliveries(10_000);
  const { tenant, dataverse } = opened;
  const rows = [...launchesOn(tenant, '2026-11-21', 5), ...launchesOn(tenant, '2026-11-20', 5)];
  tenant.faults.add({
    match: { kind: 'list-rows', nth: 2 },
    times: 9,
    fault: { kind: 'status', status: 429, retryAfter: 60 },
  });
  expect(await dataverse().deliver(consignmentOf(rows))).toEqual({
    kind: 'postponed',
    line: '5 added to admin_auditlogs; the deadline leaves the rest to the next run',
    added: 5,
  });
});

describe('what is missing is named, with what helps', () => {
  test.each<[string, (opened: Opened) => void, RegExp]>([
    [
      'an application user',
      ({ tenant }) => {
        tenant.dataverse.hasApplicationUser = false;
      },
      /0x80072560 \(HTTP status 403\)\. Add the application of client-id as an application user/,
    ],
    [
      'a right',
      ({ tenant }) => void tenant.dataverse.rights.delete('prvReadadmin_AuditLog'),
      /security role .* \(missing: prvReadadmin_AuditLog\)/,
    ],
    [
      'the kit',
      ({ tenant }) => {
        const body = Buffer.from(
          `{"error":{"code":"0x80060888","message":"Resource not found for the segment 'admin_auditlogs'."}}`,
        );
        tenant.faults.add({ match: { kind: 'list-rows' }, fault: { kind: 'other-body', status: 404, body } });
      },
      /The environment has no table admin_auditlogs/,
    ],
    [
      'an answer of the service',
      ({ tenant }) =>
        tenant.faults.add({
          match: { kind: 'list-rows' },
          fault: { kind: 'status', status: 403, body: 'html' },
        }),
      /a web page came in place of an answer/,
    ],
  ])('%s', async (_, change, expected) => {
    const opened = await openDeliveries();
    change(opened);
    const rows = launchesOn(opened.tenant, '2026-11-20', 2);
    const end = await opened.dataverse().deliver(consignmentOf(rows));
    expect(end.kind === 'failed' && adviceOf(end.error)).toMatch(expected);
    expect(opened.tenant.dataverse.rows.size).toBe(0);
  });
});

test('a damaged day stays to be delivered, and is told; the others are delivered', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  const days = ['2026-11-22', '2026-11-21', '2026-11-20'].map((date) => launchesOn(tenant, date, 2));
  const whole = consignmentOf(days.flat());
  const consignment = {
    ...whole,
    launches: async function* () {
      for await (const { date, rows } of whole.launches())
        yield { date, rows: date === '2026-11-21' ? undefined : rows };
    },
  };
  const end = await dataverse().deliver(consignment);
  expect(end).toMatchObject({ kind: 'failed', added: 4 });
  expect(end.kind === 'failed' && adviceOf(end.error)).toMatch(
    /^Cannot read the launches of 2026-11-21: files of the published snapshot .* Restore them /,
  );
  expect(differenceOf(opened, [...(days[0] ?? []), ...(days[2] ?? [])])).toEqual([]);
  expect(await dataverse().settled(consignment)).toEqual(new Set(['2026-11-20', '2026-11-22']));
});

test('a list that leads to another host brings no token there', async () => {
  const opened = await openDeliveries();
  const { tenant, dataverse } = opened;
  const next = `${tenant.foreignHost.origin}/api/data/v9.2/admin_auditlogs?$skiptoken=0`;
  const body = Buffer.from(JSON.stringify({ value: [], '@odata.nextLink': next }));
  tenant.faults.add({ match: { kind: 'list-rows' }, fault: { kind: 'other-body', body } });
  await dataverse().deliver(consignmentOf(launchesOn(tenant, '2026-11-20', 1)));
  expect(tenant.judge.complaints).toEqual([]);
  expect(tenant.dataverse.rows.size).toBe(1);
});
