import { describe, expect, test } from 'vitest';
import { FeedError, SignInError } from '../../../src/errors.ts';
import { AUDITING_OFF } from '../../../src/sources/activity-feed/api-error.ts';
import type { ContentBlob, Window } from '../../../src/sources/activity-feed/content.ts';
import { createListing } from '../../../src/sources/activity-feed/listing.ts';

const HOUR = 3_600_000;
const blob = (id: string): ContentBlob => ({ id, created: 0, expires: 1, uri: undefined });
const failure = (code = '') => new FeedError(`refused ${code}`, 'Wait.', { code, status: 500 });

type Page = string | Error;

/** Lists windows of an hour each; `pages` of each are ids, or why the listing ends there. */
async function list(windows: readonly (readonly Page[])[]) {
  const plan = {
    start: 0,
    end: windows.length * HOUR,
    windows: windows.map((_, hour): Window => ({ start: hour * HOUR, end: (hour + 1) * HOUR })),
  };
  const asked: number[] = [];
  const feed = {
    now: () => 0,
    timeLeft: () => 'enough' as const,
    read: () => Promise.reject(new Error('nothing is read here')),
    list: async function* ({ start }: Window) {
      asked.push(start / HOUR);
      for (const page of windows[start / HOUR] ?? []) {
        if (page instanceof Error) throw page;
        yield { blobs: [blob(page)], malformed: [] };
      }
    },
  };
  const listing = createListing(feed, plan);
  const ids: string[] = [];
  let error: unknown;
  try {
    for await (const page of listing.pages()) ids.push(...page.blobs.map(({ id }) => id));
  } catch (cause) {
    error = cause;
  }
  return { ids, asked, error, ...listing.result() };
}

const hours = ({ unlisted }: { readonly unlisted: readonly { readonly window: Window }[] }) =>
  unlisted.map(({ window }) => window.start / HOUR);

test('gives the pages of all windows in their order', async () => {
  const result = await list([['a', 'b'], [], ['c']]);
  expect([result.ids, result.pages, result.listed]).toEqual([
    ['a', 'b', 'c'],
    3,
    { start: 0, end: 3 * HOUR },
  ]);
});

test('asks for three windows beyond the one that is worked on, and no more', async () => {
  const windows = Array.from({ length: 10 }, () => ['x']);
  const plan = { start: 0, end: 1, windows: windows.map((_, index) => ({ start: index, end: index + 1 })) };
  const asked: number[] = [];
  const feed = {
    now: () => 0,
    timeLeft: () => 'enough' as const,
    read: () => Promise.reject(new Error('nothing is read here')),
    list: async function* ({ start }: Window) {
      asked.push(start);
      yield { blobs: [blob('x')], malformed: [] };
    },
  };
  const pages = createListing(feed, plan).pages();
  await pages.next();
  expect(asked).toEqual([0, 1, 2, 3]);
});

describe('a window that cannot be listed', () => {
  test('counts as listed up to its start; its pages and the windows after it are given', async () => {
    const result = await list([['a'], ['b', failure()], ['c']]);
    expect([result.ids, hours(result), result.listed]).toEqual([
      ['a', 'b', 'c'],
      [1],
      { start: 0, end: HOUR },
    ]);
  });

  test('three in a row are an outage: the rest is not asked for and counts as unlisted', async () => {
    const result = await list([[failure()], [failure()], [failure()], ['a'], ['b']]);
    expect([result.ids, hours(result)]).toEqual([[], [0, 1, 2, 3, 4]]);
    expect(result.asked).not.toContain(4);
  });

  test('two, a good one, and two more are none', async () => {
    const result = await list([[failure()], [failure()], ['a'], [failure()], [failure()], ['b']]);
    expect([result.ids, hours(result)]).toEqual([
      ['a', 'b'],
      [0, 1, 3, 4],
    ]);
  });
});

describe('when no request can succeed any more, the run ends', () => {
  test.each([AUDITING_OFF, 'AF10001', 'AF20010', 'AF20011', 'AF20012', 'AF20013'])('%s', async (code) => {
    const result = await list([[failure(code)], ['a']]);
    expect(result.error).toMatchObject({ code });
    expect(result.ids).toEqual([]);
  });

  test('a sign-in that fails', async () => {
    const error = new SignInError('refused', 'Sign in.');
    expect((await list([['a'], [error]])).error).toBe(error);
  });

  test.each(['AF20020', 'AF20031', 'AF50000', 'AF429', ''])('and not for %j', async (code) => {
    const result = await list([[failure(code)], ['a']]);
    expect([result.error, result.ids]).toEqual([undefined, ['a']]);
  });
});
