import { expect, test } from 'vitest';
import type { DeliveryEnd } from '../../src/deliveries/delivery.ts';
import { DeliveryError } from '../../src/errors.ts';
import {
  type DeliveryReport,
  deliveryFindings,
  deliveryLine,
  pendingDeliveries,
} from '../../src/report/delivery-findings.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { reportOf } from './fixtures.ts';

const error = new DeliveryError('Cannot add launches', 'Add a role.', { code: '', status: 403, detail: '' });
const FAILED: DeliveryEnd = { kind: 'failed', line: '3 added to admin_auditlogs', added: 3, error };
const DELIVERED: DeliveryEnd = { kind: 'delivered', line: '2 added to admin_auditlogs', added: 2 };
const POSTPONED: DeliveryEnd = { kind: 'postponed', line: 'Another refresh is running' };

function reported(end: DeliveryEnd, given: Partial<DeliveryReport> = {}): DeliveryReport {
  return { name: 'd', label: 'Dataverse: contoso', from: '2026-11-01', isFirst: false, end, ...given };
}

test.each<[string, DeliveryReport, readonly string[]]>([
  ['what was delivered needs no attention', reported(DELIVERED), []],
  [
    'a failure is a warning with its remedy',
    reported(FAILED),
    [
      'warning: Not delivered: Dataverse: contoso: Cannot add launches. Add a role. The launches are published all the same, and the next run delivers again.',
    ],
  ],
  [
    'what takes more time is a notice',
    reported(POSTPONED, { from: undefined }),
    ['notice: Postponed: Dataverse: contoso: Another refresh is running.'],
  ],
  [
    'a first delivery tells how many flows it starts',
    reported(DELIVERED, { isFirst: true }),
    [expect.stringContaining('2 launches since 2026-11-01 were added to admin_auditlogs.')],
  ],
  [
    'and so does a large one',
    reported({ ...DELIVERED, added: 1_000 }),
    [expect.stringMatching(/Each new row starts the flow "Update Data \(V2\)" .*: 1,000 flow runs\.$/)],
  ],
  [
    'one launch is one flow run',
    reported({ ...DELIVERED, added: 1 }, { isFirst: true }),
    [expect.stringMatching(/1 launch since 2026-11-01 was added .*: 1 flow run\.$/)],
  ],
])('%s', (_, report, expected) => {
  const told = deliveryFindings([report]).map(
    ({ level, title, message }) => `${level}: ${title}: ${message}`,
  );
  expect(told).toEqual(expected);
});

test('what was not delivered is counted, and the summary has a line for each', () => {
  const deliveries = [reported(DELIVERED), reported(FAILED), reported(POSTPONED)];
  expect(pendingDeliveries(deliveries)).toBe(2);
  expect(deliveryLine(FAILED)).toBe('Failed, see the warning: 3 added to admin_auditlogs');
  const summary = summaryOf(reportOf({ deliveries, merged: { added: 1 } }));
  expect(summary).toContain('| Dataverse&#58; contoso | 2 added to admin&#95;auditlogs |');
});
