import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { INVENTORY_AUDIENCES } from '../../simulator/tenant/inventory-api.ts';
import { startTenant } from '../../simulator/tenant/tenant.ts';
import { PlainClient } from './tenant-client.ts';

const ROUTES = {
  'power-platform': {
    environments: '/environmentmanagement/environments?api-version=2024-10-01',
    apps: (id: string) => `/powerapps/environments/${id}/apps?api-version=2024-10-01`,
  },
  admin: {
    environments: '/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments?api-version=2020-10-01',
    apps: (id: string) =>
      `/providers/Microsoft.PowerApps/scopes/admin/environments/${id}/apps?api-version=2020-07-01`,
  },
} as const;

const bodySchema = z.looseObject({
  value: z.array(z.looseObject({ name: z.string().optional() })).optional(),
  nextLink: z.string().optional(),
});

async function open(route: keyof typeof ROUTES) {
  const tenant = await startTenant();
  onTestFinished(() => tenant.close());
  tenant.inventory.pageSize = 3;
  const client = new PlainClient(tenant);
  const scope = `${INVENTORY_AUDIENCES[route]}/.default`;
  await client.signIn({ client_secret: 'simulated-secret', scope });
  const get = async (address: string) => {
    const response = await client.get(address.startsWith('/') ? `${tenant.origin}${address}` : address);
    return { status: response.status, body: bodySchema.parse(await response.json()) };
  };
  return { tenant, get };
}

test.each(['power-platform', 'admin'] as const)(
  '%s lists environments, and all rows page by page',
  async (route) => {
    const { tenant, get } = await open(route);
    const { inventory } = tenant;
    const { body } = await get(ROUTES[route].environments);
    const ids = new Set<string>();
    for (const { id } of inventory.environments) {
      let next: string | undefined = ROUTES[route].apps(id);
      while (next !== undefined) {
        const page: Awaited<ReturnType<typeof get>> = await get(next);
        for (const { name = '' } of page.body.value ?? []) ids.add(name.toLowerCase());
        next = page.body.nextLink;
      }
    }
    expect(body.value).toHaveLength(3);
    expect(body.nextLink).toContain('skiptoken');
    expect([...ids].sort()).toEqual(inventory.apps.map(({ id }) => id).sort());
  },
);

test('without a role, for a closed environment and for a deleted one it answers as the service does', async () => {
  const { tenant, get } = await open('admin');
  const { inventory } = tenant;
  const [first, second] = inventory.environments.map(({ id }) => id);
  inventory.closed.add(first ?? '');
  inventory.gone.add(second ?? '');
  expect(await get(ROUTES.admin.apps(first ?? ''))).toMatchObject({
    status: 403,
    body: { error: { code: 'Forbidden' } },
  });
  expect(await get(ROUTES.admin.apps(second ?? ''))).toMatchObject({
    status: 404,
    body: { error: { code: 'EnvironmentNotFound' } },
  });
  inventory.access.admin = 'blind';
  expect(await get(ROUTES.admin.environments)).toEqual({ status: 200, body: { value: [] } });
  inventory.access.admin = 'refused';
  expect((await get(ROUTES.admin.environments)).status).toBe(403);
  // A token of another service.
  expect((await get(ROUTES['power-platform'].environments)).status).toBe(401);
});
