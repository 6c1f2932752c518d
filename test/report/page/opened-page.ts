import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page opened from disk, and what it did that a page which needs nothing does not do. */
export interface OpenedPage {
  readonly page: Page;
  /** Console messages, errors, dialogs, and requests other than for the page itself. */
  readonly noise: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens HTML as a file, as a reader who downloaded it does. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'audit-log-sync-page-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address) noise.push(`request: ${request.url()}`);
  });
  page.on('dialog', async (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(address);
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, noise, close };
}
