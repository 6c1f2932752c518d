/**
 * Writes the sample, the data set on which docs/power-bi.md gives numbers: `node scripts/node24.mjs
 * powerbi/sample/write.ts FOLDER`. The folder is one that a report can read (powerbi/queries/folder.pq), without people.
 */
import { sampleSnapshot, writeSnapshot } from './snapshot.ts';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Name the folder: node scripts/node24.mjs powerbi/sample/write.ts FOLDER');
  process.exitCode = 1;
} else {
  const files = await sampleSnapshot();
  await writeSnapshot(files, folder);
  console.log(`${files.size} files in ${folder}`);
}
