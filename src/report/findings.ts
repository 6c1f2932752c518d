import { deliveryFindings } from './delivery-findings.ts';
import type { Finding } from './finding.ts';
import { importFindings } from './import-report.ts';
import { inventoryFindings } from './inventory-findings.ts';
import {
  blindSearch,
  clocks,
  deadline,
  gaps,
  malformed,
  notListed,
  notRead,
  retention,
  searchProblems,
  state,
  subscription,
} from './reading-findings.ts';
import {
  failed,
  impossible,
  notRecognized,
  possibleTwins,
  suspectedRepeats,
  unreadable,
  withoutApp,
} from './record-findings.ts';
import type { RunReport } from './run-report.ts';
import {
  damaged,
  foreign,
  internal,
  largeArtifact,
  manualStart,
  notCached,
  notDeleted,
  notMerged,
} from './store-findings.ts';

/** Returns all that a user should know of a run, the most important first. Never a user's name. */
export function findingsOf(report: RunReport): readonly Finding[] {
  const { collected } = report;
  return [
    ...deadline(report),
    ...notListed(collected),
    ...notRead(report),
    ...gaps(report),
    ...damaged(report),
    ...blindSearch(report),
    ...searchProblems(report),
    ...malformed(collected),
    ...state(report),
    ...manualStart(report),
    ...notMerged(report),
    ...clocks(report),
    ...foreign(report),
    ...importFindings(report.imported),
    ...unreadable(report),
    ...impossible(report),
    ...notRecognized(collected),
    ...withoutApp(collected),
    ...failed(collected),
    ...notCached(report),
    ...notDeleted(report),
    ...suspectedRepeats(report),
    ...possibleTwins(report),
    ...retention(report),
    ...subscription(report),
    ...internal(report),
    ...inventoryFindings(report.inventory, report.merged),
    ...largeArtifact(report),
    ...deliveryFindings(report.deliveries),
  ];
}
