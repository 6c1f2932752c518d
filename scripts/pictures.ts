/**
 * Draws the pictures of the documents, `node scripts/node24.mjs scripts/pictures.ts`: the report of the sample, the job
 * summary of a first run against the simulator, and each page of the Power BI report as its files define it. Needs a
 * Chromium browser.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { sampleSnapshot, writeSnapshot } from '../powerbi/sample/snapshot.ts';
import { openBrowser } from '../test/browser.ts';
import { openWorld } from '../test/e2e/world.ts';
import { readProject } from '../test/powerbi/project-texts.ts';
import { readReport } from '../test/powerbi/report/read.ts';
import { markdownPage } from './pictures/markdown-page.ts';
import { powerBiPage } from './pictures/power-bi-page.ts';
import { openSampleFigures } from './pictures/sample-figures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sample = await mkdtemp(join(tmpdir(), 'pictures-'));
const browser = await openBrowser();
try {
  await writeSnapshot(await sampleSnapshot(), sample);
  await draw('report.png', { width: 1100, height: 900 }, (page) =>
    page.goto(pathToFileURL(join(sample, 'report.html')).href),
  );
  const summary = markdownPage(await firstSummary());
  await draw('job-summary.png', { width: 1000, height: 760 }, (page) => page.setContent(summary));
  const figures = await openSampleFigures(sample);
  for (const each of readReport(readProject()).pages) {
    const html = powerBiPage(each, figures);
    await draw(`power-bi-${each.name}.png`, each, (page) => page.setContent(html));
  }
} finally {
  await browser.close();
  await rm(sample, { recursive: true, force: true });
}

/** Draws what `open` shows in a window of that size, into docs/images. */
async function draw(
  name: string,
  size: { readonly width: number; readonly height: number },
  open: (page: Page) => Promise<unknown>,
): Promise<void> {
  const page = await browser.newPage({ viewport: size });
  await open(page);
  await page.screenshot({ path: join(root, 'docs', 'images', name) });
  await page.close();
  console.log(`docs/images/${name}`);
}

/** Plays a first run over a week of a made-up tenant, and returns its job summary. */
async function firstSummary(): Promise<string> {
  const to = new Date('2026-11-23T06:17:00Z');
  const world = await openWorld({ tenant: { seed: 4, now: to, world: { apps: 5, users: 60 } } });
  try {
    const from = new Date(to.getTime() - 7 * 24 * 3_600_000);
    world.tenant.generate({
      from,
      to,
      blobsPerHour: 2,
      recordsPerBlob: 30,
      launchShare: 0.5,
      rhythm: 'office',
    });
    const { summary } = await world.sync({ publish: 'branch' });
    return summary;
  } finally {
    await world.close();
  }
}
