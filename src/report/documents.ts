import { CLOUDS } from '../entra/clouds.ts';
import type { Calendar } from '../snapshot/calendar.ts';
import type { DOCUMENTS } from '../snapshot/change.ts';
import { dataPackage } from '../snapshot/data-package.ts';
import type { Manifest } from '../snapshot/manifest.ts';
import type { MergeResult } from '../snapshot/merge.ts';
import { hoursOf } from './hours.ts';
import { overviewOf } from './overview.ts';
import { snapshotReadme } from './snapshot-readme.ts';

/** Loads what makes the page, so that it can happen while the run waits for something else. */
export async function loadPage(): Promise<typeof import('./page/page.ts')> {
  return await import('./page/page.ts');
}

/** Returns the function that makes the files that describe a snapshot, by path. `calendar` is that of its days, `makerUrl` where makers open an app. */
export function documentsOf(calendar: Calendar, makerUrl: string = CLOUDS.commercial.makerUrl) {
  return async (
    manifest: Manifest,
    tables: MergeResult['tables'],
  ): Promise<ReadonlyMap<(typeof DOCUMENTS)[number], string>> => {
    const overview = await overviewOf(manifest, tables, calendar);
    const hours = await hoursOf(tables.launches, manifest, overview.coverage);
    const { renderPage } = await loadPage();
    return new Map([
      ['datapackage.json', dataPackage(manifest)],
      ['README.md', snapshotReadme(manifest, overview)],
      ['report.html', renderPage({ ...overview, hours, makerUrl })],
    ]);
  };
}
