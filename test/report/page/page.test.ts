import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../../src/report/page/page.ts';
import { appOf, emptyPage, pageOf, withGaps, withInventory, withoutUsers } from './page-data.ts';

/** What is wrong to show a reader. */
function broken(html: string): readonly string[] {
  return html.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '').match(/NaN|undefined|null|Infinity/g) ?? [];
}

test('the same data give the same bytes', () => {
  const first = renderPage(pageOf());
  renderPage(withoutUsers(pageOf()));
  expect(renderPage(pageOf())).toBe(first);
});

test('the page is one file: nothing is loaded, and ids are unique', () => {
  const html = renderPage(withGaps(pageOf()));
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(html.match(/(src|srcset|action)=|url\(|@import|https?:(?!\/\/www\.w3\.org)/g)).toBeNull();
  expect(html).not.toMatch(/ style=|zr\d|ecmeta/);
  for (const [, anchor = ''] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(anchor);
});

test('the policy allows what stands in the page and nothing else', () => {
  const html = renderPage(pageOf());
  const policy = /Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
  const hash = (tag: string): string => {
    const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  };
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${hash('style')}`,
    `script-src ${hash('script')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('five thousand apps fit, with what an inventory tells', () => {
  const html = renderPage(withInventory(pageOf({}, 5_000)));
  expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
  expect(html.match(/class="spark"><svg/g)).toHaveLength(5_000);
});

describe('without data', () => {
  test('the page says so, and shows no chart', () => {
    const html = renderPage(emptyPage());
    expect(html).toContain('No launches yet');
    expect(html).toContain('No content of the audit log has been listed yet.');
    expect(html).toContain('No app is known yet.');
    expect(html.match(/class="(chart|tiles)"/g)).toBeNull();
    expect(broken(html)).toEqual([]);
  });

  test('apps of the catalog are listed', () => {
    const app = { ...appOf(0), launches28d: 0, users28d: null, lastLaunchAt: null, weeks: [] };
    const html = renderPage({ ...emptyPage(), apps: [app] });
    expect(html).toContain('Expense claims');
    expect(broken(html)).toEqual([]);
  });
});

test.each([true, false])(
  'the page says that names can contain the name of a user; with users: %s',
  (users) => {
    const html = renderPage(users ? pageOf() : withoutUsers(pageOf()));
    expect(html).toContain(
      'Names of apps and environments are written by people and can contain the name of a user.',
    );
    expect(html).not.toContain('names no user');
  },
);

describe('without users', () => {
  test('the page counts no user, and says why', () => {
    const html = renderPage(withoutUsers(pageOf()));
    expect(html).toContain('Users are not counted.');
    expect(html).toContain('Launches by environment');
    expect(html.match(/Users in 28 days|Users, 28 days|New and returning|Users who/g)).toBeNull();
    expect(broken(html)).toEqual([]);
  });
});

test('the first day of the data has no broken chart', () => {
  const page = pageOf({}, 3);
  const html = renderPage({
    ...page,
    days: page.days.slice(-1),
    weeks: page.weeks.slice(-1),
    totals: { ...page.totals, launches: 1, apps: 1, environments: 1, users: 1, firstDate: '2026-11-21' },
    coverage: { ...page.coverage, from: Date.UTC(2026, 10, 20), firstDate: '2026-11-21' },
  });
  expect(html).toContain('1 launch of 1 app by 1 user in 1 environment. The data begin on 20 Nov 2026.');
  expect(html).toContain('In the first weeks of the data nearly everyone counts as new.');
  expect(html).toContain('The data begin on 20 Nov 2026.');
  expect(broken(html)).toEqual([]);
});

test('launches that failed are not called none', () => {
  const page = emptyPage();
  const totals = { ...page.totals, failedLaunches: 2 };
  const coverage = { ...page.coverage, watermark: Date.UTC(2026, 10, 22) };
  expect(renderPage({ ...page, coverage, totals })).toContain(
    '2 launches in it failed, and no other was there.',
  );
  expect(renderPage({ ...page, coverage })).toContain('and no launch was in it.');
});

test('an average of a few launches is not 0', () => {
  const page = pageOf();
  const days = page.days.map((each, index) => ({ ...each, launches: index % 5 === 0 ? 1 : 0 }));
  expect(renderPage({ ...page, days })).toContain('0.2 a day on average over the');
});

test('days, counts and instants are for people', () => {
  const html = renderPage(withGaps(pageOf()));
  expect(html).toContain(
    '312,480 launches of 60 apps by 1,204 users in 5 environments. The data begin on 1 Sep 2025.',
  );
  expect(html).toContain(
    'Complete until 19 Nov 2026, 22:31 UTC, within the service&#39;s normal delivery time. Except: 1 gap, 3 content blobs not yet read.',
  );
  expect(html).toContain('6 Oct 2026: 1,021 launches, 243 users, in a gap: launches may be missing');
  expect(html).toMatch(/>4 Oct 2026: [^<]* users<\/title>/);
  expect(html).toContain(', not complete yet: may still rise</title>');
  expect(html).toContain('<time datetime="2026-11-21T17:31:09Z">21 Nov 2026</time>');
});

test('what counts as a launch is told', () => {
  const html = renderPage(pageOf());
  expect(html).toContain('<code>LaunchPowerApp</code> event');
  expect(html).toContain('30 minutes');
  expect(html).toContain(
    'Microsoft logs no launch of model-driven apps. An app that is missing here is not proved unused.',
  );
});
