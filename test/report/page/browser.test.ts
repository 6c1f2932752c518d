import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPage } from '../../../src/report/page/page.ts';
import type { PageData } from '../../../src/report/page/page-data.ts';
import { browserPath, openBrowser } from '../../browser.ts';
import { HOSTILE } from '../fixtures.ts';
import { type OpenedPage, openPage } from './opened-page.ts';
import { appOf, emptyPage, pageOf, withGaps, withInventory, withoutUsers } from './page-data.ts';

const PAGES: readonly (readonly [name: string, data: PageData])[] = [
  ['users', withInventory(withGaps(pageOf()))],
  ['no users', withoutUsers(pageOf())],
  ['no data', emptyPage()],
  ['hostile names', hostilePage()],
];

const OPEN_ALL = 'document.querySelectorAll("details").forEach((each) => { each.open = true; })';
const VIOLATIONS =
  'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))';

describe.skipIf(browserPath === undefined)('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(PAGES)('%s', (_, data) => {
    let opened: OpenedPage;
    beforeAll(async () => {
      opened = await openPage(browser, renderPage(data));
    });
    afterAll(() => opened.close());

    test('says, asks and violates nothing', async () => {
      const { page, noise } = opened;
      await page.locator('footer').scrollIntoViewIfNeeded();
      expect(noise).toEqual([]);
      expect(await page.title()).toBe('Power Apps launches');
    });

    test('is open to everyone, light and dark', async () => {
      const { page } = opened;
      await page.evaluate(OPEN_ALL);
      await page.evaluate(axe.source);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate(VIOLATIONS)).toEqual([]);
      }
    });

    test('is as wide as the window, a phone too', async () => {
      const { page } = opened;
      await page.evaluate(OPEN_ALL);
      for (const width of [360, 820, 1280]) {
        await page.setViewportSize({ width, height: 700 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    });
  });

  test('hostile names are text and do nothing', async () => {
    const { page, noise, close } = await openPage(browser, renderPage(hostilePage()));
    const shown = await page.locator('#apps tbody th').allInnerTexts();
    for (const name of [
      '</script><script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '::error file=a::failed',
    ]) {
      expect(shown.some((text) => text.includes(name))).toBe(true);
    }
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img, iframe, object, form, [style], [onclick], [onerror]').count()).toBe(0);
    expect(await page.locator('a:not([href^="#"])').count()).toBe(0);
    expect(noise).toEqual([]);
    await close();
  });

  test('the policy stops what does not belong to the page', async () => {
    const html = renderPage(pageOf()).replace(
      '</main>',
      '<script>document.title = "run";</script><p id="styled" style="color: red">x</p><img src="http://127.0.0.1:9/a.png" alt=""></main>',
    );
    const { page, noise, close } = await openPage(browser, html);
    expect(await page.title()).toBe('Power Apps launches');
    expect(noise.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3);
    await close();
  });
});

function hostilePage(): PageData {
  const apps = HOSTILE.flatMap((name, index) => [
    { ...appOf(index), name, environment: name },
    { ...appOf(index + 50), id: name, name: null },
  ]);
  const environments = HOSTILE.map((name, index) => ({
    id: name,
    name,
    apps: index,
    launches28d: 90 - index,
    users28d: index,
  }));
  const page = withGaps(pageOf({ apps, environments }));
  const gaps = page.coverage.gaps.map((gap) => ({ ...gap, reason: HOSTILE.join(' ') }));
  return { ...page, coverage: { ...page.coverage, gaps } };
}
