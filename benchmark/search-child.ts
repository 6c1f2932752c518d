/**
 * A process of its own that searches so many audit records in memory, as `node benchmark/search-child.ts RECORDS`: 1 % of them
 * are launches that the snapshot lacks, the others it has. Its pages are those of Microsoft Graph, made when they are asked for.
 */
import { searchHistory } from '../src/commands/history.ts';
import { openIdentity } from '../src/launches/identity.ts';
import { openCalendar } from '../src/snapshot/calendar.ts';
import { keepHeapSmall } from '../src/sources/activity-feed/heap.ts';
import { createAuditSearch } from '../src/sources/audit-search/api.ts';
import { NO_STATE } from '../src/sync/state.ts';
import { graphOf, snapshotOf, TENANT_ID } from './search-services.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-22T06:00:00Z');
const records = Number(process.argv[2]);

await keepHeapSmall();
const clock = { now: () => NOW, sleep: async () => undefined };
const graph = graphOf({ records, now: NOW });
const queries = createAuditSearch('https://graph.example', {
  send: graph.send,
  clock,
  random: () => 0.5,
  debug: () => undefined,
  tokens: { get: async () => 'token', renew: async () => 'token' },
});
const { found, report } = await searchHistory(
  {
    settings: { historyReachMs: 180 * DAY_MS, historyWaitMs: DAY_MS, operations: ['LaunchPowerApp'] },
    host: { clock, log: { debug: () => undefined } },
    search: { queries },
    prefix: 'benchmark ',
  },
  {
    snapshot: await snapshotOf({ records, now: NOW }),
    collected: { launches: [] },
    state: { ...NO_STATE, from: NOW - 7 * DAY_MS, watermark: NOW },
    identity: openIdentity({ mode: 'name' }, TENANT_ID),
    calendar: openCalendar('UTC'),
    now: NOW,
    latest: NOW,
    keptFrom: null,
  },
);
console.log(
  JSON.stringify({ launches: found.launches.length, records: found.records, problems: report.problems }),
);
