import pMap from 'p-map';
import { DeliveryError } from '../../errors.ts';
import type { LaunchRow } from '../../snapshot/fact-tables.ts';
import type { Delivery, DeliveryEnd } from '../delivery.ts';
import type { AuditLogTable, Lookup } from './api.ts';
import { type AuditLogRow, missingRows } from './rows.ts';

/** Rows of a request. One that is refused takes all of its request along, and then it is halved. */
const ROWS_AT_ONCE = 200;
/** Where rows can only be sent one by one, so many at the same time; the service takes 52. */
const SINGLE_ROWS_AT_ONCE = 8;
/** When so many rows were refused it is not the rows. */
const MOST_REFUSED = 50;
/** As the kit has it since version 3.37.9; the service tells upper case from lower. */
const NAVIGATION = 'admin_AppLookup';
const RIGHTS = [
  ...['prvcreateadmin_auditlog', 'prvreadadmin_auditlog', 'prvwriteadmin_auditlog'],
  ...['prvappendadmin_auditlog', 'prvappendtoadmin_app'],
];

/** Returns the name of the delivery to an environment, as the manifest has it. */
export function dataverseName(url: string): string {
  return `dataverse/${new URL(url).host}`;
}

/**
 * Returns the delivery that gives the CoE kit's table `admin_auditlogs` a row for each launch that succeeded. The event id is
 * its key, and before launches are sent the table is asked which of them it has: no launch gets a second row.
 */
export function createDataverseDelivery(url: string, table: AuditLogTable): Delivery {
  const { host } = new URL(url);
  return {
    name: dataverseName(url),
    label: `Dataverse: ${host}`,
    check: async () => {
      await table.between(0, 0);
      const rights = await table.privileges();
      if (rights === undefined)
        return `${host}: admin_auditlogs can be read; whether rows can be added shows with the first ones`;
      const missing = RIGHTS.filter((right) => !rights.includes(right));
      if (missing.length === 0) return `${host}: rows can be added to admin_auditlogs`;
      throw new DeliveryError(
        `The application user may read admin_auditlogs of ${host}, but lacks the rights ${missing.join(', ')}`,
        'Add them to its security role: Create, Read, Write and Append on admin_auditlog, Append To on admin_app.',
        { code: '', status: 403, detail: '' },
      );
    },
    deliver: async ({ launches }) => {
      const rows = createSender(table);
      try {
        for await (const day of launches()) await rows.send(missingRows(day.rows, await presentOf(day.rows)));
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        return rows.stoppedBy(error, table.timeLeft() !== 'enough');
      }
      return rows.end();
    },
  };

  async function presentOf(rows: readonly LaunchRow[]) {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { launched_at: at } of rows) {
      from = Math.min(from, at);
      to = Math.max(to, at);
    }
    return rows.length === 0 ? [] : await table.between(from, to);
  }
}

/** Sends rows, and remembers what it learns on the way. */
function createSender(table: AuditLogTable) {
  let navigation: string | undefined = NAVIGATION;
  let oneByOne = false;
  /** Apps that the kit's inventory does not have. */
  const absent = new Set<string>();
  const refusals = new Map<string, number>();
  let [added, refused] = [0, 0];
  const lookup: Lookup = ({ appRow }) =>
    appRow === undefined || absent.has(appRow) ? undefined : navigation;

  async function send(rows: readonly AuditLogRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await sendBatch(rows.slice(at, at + ROWS_AT_ONCE));
  }

  async function sendBatch(rows: readonly AuditLogRow[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    if (oneByOne && rows.length > 1) {
      await pMap(rows, (row) => sendBatch([row]), { concurrency: SINGLE_ROWS_AT_ONCE });
      return;
    }
    try {
      await post(rows, lookup);
    } catch (error) {
      if (!(error instanceof DeliveryError) || !mayBeRows(error)) throw error;
      if (await learnFrom(error, rows)) await sendBatch(rows);
      else if (rows.length === 1) await sendUnlinked(first, error);
      else {
        const half = Math.ceil(rows.length / 2);
        await sendBatch(rows.slice(0, half));
        await sendBatch(rows.slice(half));
      }
    }
  }

  async function post(rows: readonly AuditLogRow[], how: Lookup): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await (oneByOne ? table.create(first, how) : table.upsert(rows, how));
    added += rows.length;
  }

  /** Not every version of the service says what it is that a row has too much. */
  async function sendUnlinked(row: AuditLogRow, error: DeliveryError): Promise<void> {
    if (lookup(row) === undefined) {
      refuse(error);
      return;
    }
    try {
      await post([row], () => undefined);
      if (row.appRow !== undefined) absent.add(row.appRow);
    } catch (again) {
      if (!(again instanceof DeliveryError) || !mayBeRows(again)) throw again;
      refuse(again);
    }
  }

  /** Returns whether the refusal tells what to do otherwise. */
  async function learnFrom({ status, code, detail }: DeliveryError, rows: readonly AuditLogRow[]) {
    if (!oneByOne && (detail.includes('UpsertMultiple') || status === 405 || status === 501)) {
      oneByOne = true;
      return true;
    }
    const linked = rows.filter((row) => lookup(row) !== undefined);
    if (linked.length === 0) return false;
    const said = detail.toLowerCase();
    if (navigation !== undefined && said.includes(navigation.toLowerCase())) {
      const known = await table.navigation().catch(unlessDelivery);
      navigation = known === navigation ? undefined : known;
      return true;
    }
    if (status !== 404 && !NOT_THERE.test(code)) return false;
    const missing = linked.filter(({ appRow = '' }) => said.includes(appRow));
    for (const { appRow = '' } of missing) absent.add(appRow);
    return missing.length > 0;
  }

  function refuse(error: DeliveryError): void {
    refused += 1;
    refusals.set(error.message, (refusals.get(error.message) ?? 0) + 1);
    if (refused >= MOST_REFUSED && added === 0) throw error;
  }

  const line = (): string => `${added} added to admin_auditlogs`;
  return {
    send,
    end: (): DeliveryEnd => {
      const [[reason] = ['']] = refusals;
      if (refused === 0) return { kind: 'delivered', line: line(), added };
      const error = new DeliveryError(
        `Dataverse refused ${refused} of ${added + refused} launches: ${reason}`,
        'The others were added. Look at what the table demands, such as plug-ins and required columns; each run tries these again.',
        { code: '', status: 400, detail: '' },
      );
      return { kind: 'failed', line: line(), added, error };
    },
    stoppedBy: (error: DeliveryError, byDeadline: boolean): DeliveryEnd =>
      byDeadline
        ? { kind: 'postponed', line: `${line()}; the deadline leaves the rest to the next run`, added }
        : { kind: 'failed', line: line(), added, error },
  };
}

/** "Does Not Exist", of the row that a lookup leads to. */
const NOT_THERE = /^0x80040217$/i;

/** What is about the application, the pace or the service is not about rows. */
function mayBeRows({ status }: DeliveryError): boolean {
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}

function unlessDelivery(error: unknown): undefined {
  if (error instanceof DeliveryError) return undefined;
  throw error;
}
