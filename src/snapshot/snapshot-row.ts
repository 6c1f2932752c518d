import type { SnapshotRow } from './dimension-tables.ts';
import type { Manifest } from './manifest.ts';

/** Returns the row of the table `snapshot`. `days`: first and last day with launches. */
export function snapshotRow(
  manifest: Manifest,
  days: { readonly first: string | undefined; readonly last: string | undefined },
): SnapshotRow {
  const rowsOf = (table: string): number => manifest.tables[table]?.rows ?? 0;
  const instantOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));
  return {
    snapshot_id: manifest.snapshot_id,
    generated_at: Date.parse(manifest.generated_at),
    schema_version: manifest.schema_version,
    watermark: instantOf(manifest.watermark),
    complete_until: instantOf(manifest.coverage.complete_until),
    time_zone: manifest.time_zone,
    first_date: days.first ?? null,
    last_date: days.last ?? null,
    launches: rowsOf('launches'),
    events: rowsOf('events'),
    apps: rowsOf('apps'),
    environments: rowsOf('environments'),
    users: manifest.identity.mode === 'none' ? null : rowsOf('users'),
    unread_blobs: manifest.unread.length,
    gaps: manifest.coverage.gaps.length,
  };
}
