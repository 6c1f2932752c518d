/** A process of its own that reads an export, as `node benchmark/import-child.ts FOLDER FILE`. */
import { insideWorkspace } from '../src/inputs/places.ts';
import { openIdentity } from '../src/launches/identity.ts';
import { keepHeapSmall } from '../src/sources/activity-feed/heap.ts';
import { readExport } from '../src/sources/exports/read-export.ts';
import { TENANT_ID } from './search-services.ts';

const [folder = '', file = ''] = process.argv.slice(2);

await keepHeapSmall();
const { rows, launches, damaged } = await readExport(insideWorkspace(folder, file), TENANT_ID, {
  rules: {
    operations: new Map([['launchpowerapp', 'LaunchPowerApp']]),
    latest: Date.parse('2026-11-22T07:00:00Z'),
  },
  identity: openIdentity({ mode: 'name' }, TENANT_ID),
});
console.log(JSON.stringify({ rows, launches: launches.length, damaged }));
