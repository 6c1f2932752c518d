import pMap from 'p-map';
import { ActionError, DeliveryError, SnapshotError } from '../../errors.ts';
import type { LaunchRow } from '../../snapshot/fact-tables.ts';
import type { Consignment, Delivery, DeliveryEnd } from '../delivery.ts';
import { type AuditLogTable, type Lookup, REFUSED_BY_PLUG_IN } from './api.ts';
import { type AuditLogRow, missingRows } from './rows.ts';

/** Rows of a request. One that is refused takes all of its request along, and then it is halved. */
const ROWS_AT_ONCE = 200;
/** Where rows can only be sent one by one, so many at the same time; the service takes 52. */
const SINGLE_ROWS_AT_ONCE = 8;
/** After so many requests that were refused, and none that was not, it is not the rows. */
const MOST_REFUSED = 200;
/** As the kit has it since version 3.37.9; the service tells upper case from lower. */
const NAVIGATION = 'admin_AppLookup';
const RIGHTS = [
  ...['prvcreateadmin_auditlog', 'prvreadadmin_auditlog', 'prvwriteadmin_auditlog'],
  ...['prvappendadmin_auditlog', 'prvreadadmin_app', 'prvappendtoadmin_app'],
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
        'Add them to its security role: Create, Read, Write and Append on admin_auditlog, Read and Append To on admin_app.',
        { code: '', status: 403, detail: '' },
      );
    },
    settled: async (consignment) => {
      const ask = async (rows: readonly LaunchRow[]) => missingRows(rows, await presentOf(rows)).length === 0;
      const { left, error } = await eachDay(consignment, ask);
      if (error !== undefined && left.length === consignment.dates.length) throw error;
      return new Set(consignment.dates.filter((date) => !left.includes(date)));
    },
    deliver: async (consignment) => {
      const sender = createSender(table);
      const { error } = await eachDay(consignment, async (rows) => {
        await sender.send(missingRows(rows, await presentOf(rows)));
        return true;
      });
      return error === undefined ? sender.end() : sender.stoppedBy(error, table.timeLeft() !== 'enough');
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

/**
 * Goes through launches, those of the newest day first, until one fails; damaged days are passed over. Returns the
 * days of which `work` did not say that all is done; a day may come in parts.
 */
async function eachDay(
  { dates, launches }: Pick<Consignment, 'dates' | 'launches'>,
  work: (rows: readonly LaunchRow[]) => Promise<boolean>,
): Promise<{ readonly left: readonly string[]; readonly error?: ActionError }> {
  const [left, unread] = [new Set<string>(), new Set<string>()];
  let current = dates.at(-1) ?? '';
  try {
    for await (const { date, rows } of launches()) {
      current = date;
      if (rows === undefined) unread.add(date);
      if (rows === undefined || !(await work(rows))) left.add(date);
    }
    return { left: [...left], ...(unread.size === 0 ? {} : { error: damaged([...unread]) }) };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { left: dates.filter((date) => date <= current || left.has(date)), error };
  }
}

function damaged(dates: readonly string[]): SnapshotError {
  const [first = '', ...others] = [...dates].sort();
  const more = others.length === 0 ? '' : ` and of ${others.length} more`;
  return new SnapshotError(
    `Cannot read the launches of ${first}${more}: files of the published snapshot are missing or have other bytes than the manifest says`,
    'Restore them from an earlier commit or artifact of the snapshot, then run the workflow again.',
  );
}

/** Sends rows, and remembers what it learns on the way. */
function createSender(table: AuditLogTable) {
  let navigation: string | undefined = NAVIGATION;
  let navigationOfTable: Promise<string | undefined> | undefined;
  let oneByOne = false;
  /** Apps that the kit's inventory does not have. */
  const absent = new Set<string>();
  let [added, refused, refusedRequests] = [0, 0, 0];
  let reason = '';
  const lookup: Lookup = ({ appRow }) =>
    appRow === undefined || absent.has(appRow) ? undefined : navigation;
  const isHopeless = (): boolean => added === 0 && refusedRequests >= MOST_REFUSED;

  /** Sends everything once before anything is sent again in halves: what is refused holds up nothing else. */
  async function send(rows: readonly AuditLogRow[]): Promise<void> {
    let batches = inPieces(rows, ROWS_AT_ONCE);
    for (let round = 0; batches.length > 0; round += 1) {
      const halves: (readonly AuditLogRow[])[] = [];
      for (const batch of batches) {
        if (round > 0 && isHopeless()) refused += batch.length;
        else halves.push(...(await sendBatch(batch)));
      }
      batches = halves;
    }
  }

  /** Returns what is to be sent again in halves, because the service refuses some of it. */
  async function sendBatch(rows: readonly AuditLogRow[]): Promise<readonly (readonly AuditLogRow[])[]> {
    if (oneByOne || rows.length === 1) {
      await pMap(rows, sendOne, { concurrency: SINGLE_ROWS_AT_ONCE });
      return [];
    }
    const end = await request(rows, lookup);
    if (end === 'taken') return [];
    return end === 'learned' ? await sendBatch(rows) : inPieces(rows, Math.ceil(rows.length / 2));
  }

  async function sendOne(row: AuditLogRow): Promise<void> {
    if (isHopeless()) {
      refused += 1;
      return;
    }
    const end = await request([row], lookup);
    if (end === 'learned') await sendOne(row);
    // Not every version of the service says what it is that a row has too much.
    else if (
      end === 'refused' &&
      lookup(row) !== undefined &&
      (await request([row], () => undefined)) === 'taken'
    )
      absent.add(row.appRow ?? '');
    else if (end === 'refused') refused += 1;
  }

  /** `learned`: from the refusal, or meanwhile: the same rows would be sent otherwise now. */
  async function request(
    rows: readonly AuditLogRow[],
    how: Lookup,
  ): Promise<'taken' | 'learned' | 'refused'> {
    const sent = rows.map(how);
    try {
      await post(rows, how);
      return 'taken';
    } catch (error) {
      if (!(error instanceof DeliveryError) || !mayBeRows(error)) throw error;
      // Somebody else has just added it.
      if (rows.length === 1 && THERE.test(error.code)) return 'taken';
      if (rows.some((row, index) => how(row) !== sent[index]) || (await learnFrom(error, rows)))
        return 'learned';
      refusedRequests += 1;
      reason ||= error.message;
      return 'refused';
    }
  }

  async function post(rows: readonly AuditLogRow[], how: Lookup): Promise<void> {
    if (!oneByOne) {
      await table.upsert(rows, how);
      added += rows.length;
      return;
    }
    for (const row of rows) if (await table.create(row, how)) added += 1;
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
      const refusedName = navigation;
      navigationOfTable ??= table.navigation().catch(unlessDelivery);
      const known = await navigationOfTable;
      // Another row of those that were on the way may have learned it first.
      if (navigation === refusedName) navigation = known === refusedName ? undefined : known;
      return true;
    }
    if (status !== 404 && !NOT_THERE.test(code)) return false;
    const missing = linked.filter(({ appRow = '' }) => said.includes(appRow));
    for (const { appRow = '' } of missing) absent.add(appRow);
    return missing.length > 0;
  }

  const line = (): string => `${added} added to admin_auditlogs`;
  return {
    send,
    end: (): DeliveryEnd => {
      if (refused === 0) return { kind: 'delivered', line: line(), added };
      const error = new DeliveryError(
        `Dataverse refused ${refused} of ${added + refused} launches: ${reason}`,
        `${added === 0 ? '' : 'The others were added. '}Look at what the table demands, such as plug-ins and required columns; each run tries these again, and a later dataverse-from leaves them out.`,
        { code: '', status: 400, detail: '' },
      );
      return { kind: 'failed', line: line(), added, error };
    },
    stoppedBy: (error: ActionError, byDeadline: boolean): DeliveryEnd =>
      byDeadline
        ? { kind: 'postponed', line: `${line()}; the deadline leaves the rest to the next run`, added }
        : { kind: 'failed', line: line(), added, error },
  };
}

function inPieces<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
}

/** "Duplicate record", "a record with matching key values already exists". */
const THERE = /^0x80040237$|^0x80060892$/i;
/** "Does Not Exist", of the row that a lookup leads to. */
const NOT_THERE = /^0x80040217$/i;

/** What is about the application, the pace or the service is not about rows. */
function mayBeRows({ status, code }: DeliveryError): boolean {
  if (REFUSED_BY_PLUG_IN.test(code)) return true;
  return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}

function unlessDelivery(error: unknown): undefined {
  if (error instanceof DeliveryError) return undefined;
  throw error;
}
