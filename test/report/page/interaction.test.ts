import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPage } from '../../../src/report/page/page.ts';
import { browserPath, openBrowser } from '../../browser.ts';
import { openPage } from './opened-page.ts';
import { appOf, pageOf } from './page-data.ts';

describe.skipIf(browserPath === undefined)('the page in use', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('the keyboard finds an app', async () => {
    const { page, close } = await openPage(browser, renderPage(pageOf({}, 80)));
    const rows = page.locator('#apps tbody tr:visible');
    expect(await rows.count()).toBe(50);
    await page.locator('#all-apps-search').focus();
    await page.keyboard.type('grossenrechner FINANCE');
    await page.getByText(/^0 of 80 apps found/).waitFor();
    expect(await rows.count()).toBe(0);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('größen prod');
    await page.getByText(/^8 of 80 apps found/).waitFor();
    for (const text of await rows.allInnerTexts()) expect(text).toMatch(/Größenrechner[\s\S]*Production/);
    await close();
  });

  test('the keyboard sorts apps, and the page says so', async () => {
    const { page, close } = await openPage(browser, renderPage(pageOf()));
    const heading = page.locator('#apps th[data-sort="date"]');
    await heading.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('#apps [role="status"]').textContent()).toContain(
      'sorted by Last launch, latest first',
    );
    const instants = await page
      .locator('#apps td.date time')
      .evaluateAll((all) => all.map((each) => each.getAttribute('datetime')));
    expect(instants).toEqual(instants.toSorted().reverse());
    await page.keyboard.press('Space');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    await page.locator('#apps th[data-sort="number"]').first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBeNull();
    const counts = (await page.locator('#apps tbody tr td:nth-child(2)').allTextContents()).map((text) =>
      Number(text.replaceAll(',', '')),
    );
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    await close();
  });

  test('apps without a launch stand last, whatever the order', async () => {
    const launched = [3, 1, 2].map((day) => ({ ...appOf(day), lastLaunchAt: Date.UTC(2026, 10, day) }));
    const [first = appOf(0), ...rest] = launched;
    const apps = [first, { ...appOf(9), lastLaunchAt: null }, ...rest];
    const { page, close } = await openPage(browser, renderPage(pageOf({ apps })));
    const heading = page.locator('#apps th[data-sort="date"]');
    for (const days of [
      ['3', '2', '1'],
      ['1', '2', '3'],
    ]) {
      await heading.getByRole('button').click();
      const shown = await page.locator('#apps tbody td.date').allTextContents();
      expect(shown).toEqual([...days.map((day) => `${day} Nov 2026`), 'none']);
    }
    await close();
  });

  test('only the first apps are ever laid out, also before the script comes to their table', async () => {
    const { page, close } = await openPage(browser, renderPage(pageOf({}, 80)));
    await page.evaluate(`
      document.querySelector('#apps .listing').classList.remove('started');
      document.querySelectorAll('#apps tr').forEach((row) => { row.hidden = false; });
    `);
    expect(await page.locator('#apps tbody tr:visible').count()).toBe(50);
    await close();
  });

  test('without script every app is there', async () => {
    const { page, noise, close } = await openPage(browser, renderPage(pageOf()), {
      javaScriptEnabled: false,
    });
    expect(await page.locator('#apps tbody tr:visible').count()).toBe(60);
    expect(await page.locator('button:visible, input:visible').count()).toBe(0);
    expect(await page.locator('.chart svg:visible').count()).toBe(3);
    expect(noise).toEqual([]);
    await close();
  });

  test('on paper it is light, and controls are gone', async () => {
    const { page, close } = await openPage(browser, renderPage(pageOf()), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.querySelector("section")).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    expect(await page.locator('input:visible, .more:visible').count()).toBe(0);
    await close();
  });
});
