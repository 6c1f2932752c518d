import { afterEach, describe, expect, test } from 'vitest';
import { launchRecord, oddStyles } from '../../simulator/tenant/launch-record.ts';
import { launchFaults, unreadableLaunch } from '../../simulator/tenant/other-records.ts';
import { Random } from '../../simulator/tenant/random.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import { json, PlainClient } from './tenant-client.ts';

const open: Tenant[] = [];
const start: typeof startTenant = async (options) => {
  const tenant = await startTenant(options);
  open.push(tenant);
  return tenant;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((tenant) => tenant.close()));
});

interface Row {
  readonly Id?: string;
  readonly Operation: string;
  readonly RecordType: number | string;
  readonly CreationTime: string;
  readonly AppName?: string;
  readonly PropertyCollection?: readonly { readonly Name: string; readonly Value: string }[];
}

const day = { from: new Date('2026-11-21T06:00:00Z'), to: new Date('2026-11-22T06:00:00Z') };
const window = ['2026-11-21T06:00:00', '2026-11-22T06:00:00'] as const;

async function readAll(tenant: Tenant): Promise<Map<string, readonly Row[]>> {
  const client = new PlainClient(tenant);
  await client.signIn();
  const rows = new Map<string, readonly Row[]>();
  for (const { contentId, contentUri } of await client.list(...window)) {
    rows.set(contentId, await json<Row[]>(await client.get(contentUri)));
  }
  return rows;
}

const isLaunch = (row: Row) => row.Operation.toLowerCase() === 'launchpowerapp';

function appIdOf(row: Row): string {
  const named = row.PropertyCollection?.find(({ Name }) => /\.power_app\.id$/i.test(Name));
  const text = (named?.Value ?? row.AppName ?? '').toLowerCase();
  return /[0-9a-f-]{36}(?=[/}]|$)/.exec(text)?.[0] ?? text;
}

describe('expected records', () => {
  test.each([
    { schema: 256 as const, hostileNames: true, layout: {} },
    {
      schema: 'mixed' as const,
      hostileNames: false,
      layout: { bom: true, pretty: true, crlf: true, escapedSlashes: true },
    },
  ])(
    'equals what plain JSON.parse reads from the wire ($schema)',
    async ({ schema, hostileNames, layout }) => {
      const tenant = await start({ pageSize: 7, world: { hostileNames } });
      const request = {
        ...day,
        blobsPerHour: 2,
        recordsPerBlob: 40,
        lateShare: 0.1,
        duplicateShare: 0.1,
        oddShare: 0.5,
      };
      tenant.generate({ ...request, schema, layout });
      const blobs = await readAll(tenant);
      const launches = new Map<string, string>();
      for (const [contentId, rows] of blobs) {
        const own = rows.filter(isLaunch);
        const counts = tenant.expectedRecords.counts.get(contentId);
        expect([rows.length, own.length]).toEqual([counts?.records, counts?.launches]);
        for (const row of own) {
          const second = row.CreationTime.replace(/Z?$/, 'Z');
          launches.set(
            row.Id?.toLowerCase().replace(/[{}]/g, '') ?? '',
            `${appIdOf(row)} ${second} ${row.RecordType}`,
          );
        }
      }
      const { launches: held, twins } = tenant.expectedRecords;
      const expected = [...held.values(), ...twins.values()].map(
        (launch) => [launch.eventId, `${launch.appId} ${launch.launchedAt} ${launch.recordType}`] as const,
      );
      expect(expected.length).toBeGreaterThan(100);
      expect(launches).toEqual(new Map(expected));
      const repeated = [...held.values()].filter((launch) => launch.blobs.length > 1);
      expect(repeated.length).toBeGreaterThan(5);
    },
  );

  test('with both schemas each launch is held once, as 256', async () => {
    const tenant = await start();
    tenant.generate({ ...day, blobsPerHour: 2, recordsPerBlob: 20, schema: 'both' });
    const { launches, twins } = tenant.expectedRecords;
    expect(launches.size).toBeGreaterThan(50);
    expect(twins.size).toBe(launches.size);
    expect(new Set([...launches.values()].map(({ recordType }) => recordType))).toEqual(new Set([256]));
  });

  test('a 45 record one second apart, or of another user, is a launch of its own', async () => {
    const tenant = await start();
    const [user, other] = tenant.world.users;
    if (!user || !other) throw new Error('no users');
    const launch = tenant.makeLaunch({ launchedAt: new Date('2026-11-22T05:00:00Z'), user });
    const old = { ...launch, recordType: 45 as const };
    const meanings = [
      launch,
      { ...old, eventId: 'twin' },
      { ...old, eventId: 'later', launchedAt: launch.launchedAt + 1000 },
      { ...old, eventId: 'other', user: other },
    ];
    tenant.addBlob({ records: meanings.map((meaning) => launchRecord(meaning, tenant.tenantId)) });
    expect([...tenant.expectedRecords.twins.keys()]).toEqual(['twin']);
    expect([...tenant.expectedRecords.launches.keys()]).toEqual([launch.eventId, 'later', 'other']);
  });

  test('a part of the blobs has its own expected records', async () => {
    const tenant = await start();
    tenant.generate({ ...day, blobsPerHour: 1, recordsPerBlob: 20 });
    const early = tenant.expectedRecordsOf(({ created }) => created < '2026-11-21T12:00:00');
    expect(early.counts.size).toBeLessThan(tenant.expectedRecords.counts.size);
    expect([...early.launches.keys()].every((id) => tenant.expectedRecords.launches.has(id))).toBe(true);
  });

  test('a launch with a value that none can have counts as unreadable', async () => {
    const tenant = await start();
    const random = new Random(5);
    const { contentId } = tenant.addBlob({
      records: [...launchFaults.map((fault) => unreadableLaunch(tenant.world, fault, random))],
    });
    expect(tenant.expectedRecords.counts.get(contentId)).toEqual({
      records: launchFaults.length,
      launches: 0,
      operations: 0,
      unreadable: launchFaults.length,
    });
  });
});

describe('the wire', () => {
  test('the same seed gives the same bytes, another seed others', async () => {
    const bytesOf = async (seed: number) => {
      const tenant = await start({ seed });
      tenant.generate({ ...day, blobsPerHour: 1, recordsPerBlob: 10 });
      return [...(await readAll(tenant))];
    };
    const first = await bytesOf(7);
    expect(await bytesOf(7)).toEqual(first);
    expect(await bytesOf(8)).not.toEqual(first);
  });

  test('odd styles differ in their text, not in what they say', async () => {
    const tenant = await start();
    const launch = tenant.makeLaunch();
    const texts = oddStyles.map((style) =>
      launchRecord(launch, tenant.tenantId, style).render(new Random(1)),
    );
    const plain = launchRecord(launch, tenant.tenantId).render(new Random(1));
    for (const text of texts) {
      const row: Row = JSON.parse(text);
      expect(text).not.toBe(plain);
      expect([isLaunch(row), row.Id?.toLowerCase().replace(/[{}]/g, ''), appIdOf(row)]).toEqual([
        true,
        launch.eventId,
        launch.app.id,
      ]);
    }
  });
});
