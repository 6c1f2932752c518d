import type { DeliveryEnd } from '../deliveries/delivery.ts';
import type { Finding } from './finding.ts';
import { number, plural } from './run-report.ts';

/** What became of one delivery in a run. */
export interface DeliveryReport {
  readonly name: string;
  /** As people read it. */
  readonly label: string;
  /** First calendar day whose launches are delivered; `undefined`: all. */
  readonly from: string | undefined;
  /** No earlier run has delivered from that day on. */
  readonly isFirst: boolean;
  readonly end: DeliveryEnd;
}

/** So many flow runs at once are more than an hour of launches usually starts. */
const MANY_ROWS = 1_000;

/** Returns the line that tells what became of a delivery. */
export function deliveryLine({ kind, line }: DeliveryEnd): string {
  return kind === 'failed' ? `Failed, see the warning: ${line}` : line;
}

/** Returns how many deliveries the next run makes again, or for the first time. */
export function pendingDeliveries(reports: readonly DeliveryReport[]): number {
  return reports.filter(({ end }) => end.kind !== 'delivered').length;
}

/** Returns what a user should know of the deliveries of a run. Never a user's name. */
export function deliveryFindings(reports: readonly DeliveryReport[]): readonly Finding[] {
  return reports.flatMap((report) => [...ended(report), ...flowsStarted(report)]);
}

function ended({ label, end }: DeliveryReport): readonly Finding[] {
  switch (end.kind) {
    case 'delivered':
      return [];
    case 'postponed':
      return [{ level: 'notice', title: `Postponed: ${label}`, message: `${end.line}.` }];
    case 'failed': {
      const { message, remedy } = end.error;
      return [
        {
          level: 'warning',
          title: `Not delivered: ${label}`,
          message: `${message.replace(/\.?$/, '.')} ${remedy} The launches are published all the same, and the next run delivers again.`,
        },
      ];
    }
  }
}

function flowsStarted({ label, from, isFirst, end: { added = 0 } }: DeliveryReport): readonly Finding[] {
  if (from === undefined || added === 0 || !(isFirst || added >= MANY_ROWS)) return [];
  return [
    {
      level: 'notice',
      title: `Rows added: ${label}`,
      message: `${plural(added, 'launch', 'launches')} since ${from} ${added === 1 ? 'was' : 'were'} added to admin_auditlogs. Each new row starts the flow "Update Data (V2)" of the CoE Starter Kit once, where it is on: ${number(added)} flow ${added === 1 ? 'run' : 'runs'}.`,
    },
  ];
}
