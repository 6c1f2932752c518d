import { onTestFinished } from 'vitest';
import { defaultApp } from '../../simulator/tenant/options.ts';
import { POWER_BI_AUDIENCE } from '../../simulator/tenant/power-bi.ts';
import { startTenant, type Tenant } from '../../simulator/tenant/tenant.ts';
import type { DeliveryClientOptions } from '../../src/deliveries/client.ts';
import { createAuditLogTable } from '../../src/deliveries/dataverse/api.ts';
import { createDataverseDelivery } from '../../src/deliveries/dataverse/dataverse.ts';
import type { Consignment, Delivery } from '../../src/deliveries/delivery.ts';
import { createPowerBiDelivery } from '../../src/deliveries/power-bi.ts';
import { createAgents, createSend, type Send } from '../../src/http/send.ts';
import type { LaunchRow } from '../../src/snapshot/fact-tables.ts';
import { VirtualClock } from '../e2e/played-host.ts';

/** A tenant, and what delivers to it on virtual time. */
export interface Opened {
  readonly tenant: Tenant;
  readonly clock: VirtualClock;
  /** Returns the delivery as a new run makes it. `change` stands between it and the network. */
  readonly dataverse: (change?: (send: Send) => Send) => Delivery;
  /** Of the first model of the tenant. */
  readonly powerBi: () => Delivery;
}

const TIMEOUTS = { headersMs: 500, bodyMs: 500, wholeMs: 2_000, sinkMs: 2_000 };

/** Opens a tenant that closes with the test. `deadlineMs`: how long deliveries may take. */
export async function openDeliveries(deadlineMs = 3_600_000): Promise<Opened> {
  const tenant = await startTenant({ audience: 'https://manage.office.com' });
  onTestFinished(() => tenant.close());
  const clock = new VirtualClock(tenant.now());
  const model = tenant.powerBi.addModel();
  const optionsFor = (audience: string, change = (send: Send): Send => send): DeliveryClientOptions => {
    const issue = async () => tenant.tokens.issue(defaultApp.clientId, { audience, roles: [] }).token;
    const token = issue();
    return {
      ...{
        send: change(createSend(createAgents({}, 8), TIMEOUTS)),
        clock,
        random: () => 0.5,
        debug: () => {},
      },
      ...{ tokens: { get: () => token, renew: issue }, deadline: clock.startDeadline(deadlineMs) },
    };
  };
  return {
    tenant,
    clock,
    dataverse: (change) =>
      createDataverseDelivery(
        tenant.origin,
        createAuditLogTable(tenant.origin, optionsFor(tenant.origin, change)),
      ),
    powerBi: () => {
      const [workspaceId = '', modelId = ''] = model.split('/');
      return createPowerBiDelivery(tenant.origin, { workspaceId, modelId }, optionsFor(POWER_BI_AUDIENCE));
    },
  };
}

/** Makes launches of one day, a second apart, over the apps of the tenant. */
export function launchesOn({ world }: Tenant, date: string, count: number): readonly LaunchRow[] {
  return Array.from({ length: count }, (_, index) => ({
    event_id: `${date.replaceAll('-', '')}-0000-4000-8000-${`${index}`.padStart(12, '0')}`,
    launched_at: Date.parse(`${date}T06:00:00Z`) + index * 1_000,
    ...{ date, hour: 6, environment_id: null, is_session_start: 0, succeeded: 1, record_type: 256 },
    app_id: world.apps[index % world.apps.length]?.id ?? null,
    user_key: `user-${index % 7}`,
  }));
}

/** Makes what a run hands over. */
export function consignmentOf(
  rows: readonly LaunchRow[],
  given: Partial<Omit<Consignment, 'launches' | 'dates'>> = {},
): Consignment {
  const days = Map.groupBy(rows, ({ date }) => date);
  return {
    dates: [...days.keys()].sort(),
    ...{ isNew: true, publishedAt: 0 },
    ...given,
    launches: async function* () {
      for (const [date, ofDay] of days) yield { date, rows: ofDay };
    },
  };
}
