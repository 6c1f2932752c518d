import { describe, expect, test } from 'vitest';
import { type CachedState, cacheKeyPrefix, formatCacheKey, parseCacheKey } from '../../src/sync/cache-key.ts';

const KEY = Buffer.alloc(32, 'k');
const SUBJECT = 'audit-log-sync-46a12e6b6da0';
const STATE: CachedState = {
  snapshotId: '20261122T060000Z-0a1b2c3d',
  watermark: 1_795_809_262_471,
  subscriptionOffAt: undefined,
};
const OFF: CachedState = { ...STATE, subscriptionOffAt: 1_795_809_300_000 };

const DELIVERED: CachedState = { ...OFF, delivered: '0101' };

test.each([STATE, OFF, DELIVERED])('a state comes back out of its key: %j', (state) => {
  const key = formatCacheKey(SUBJECT, state, KEY);
  expect(parseCacheKey(key, SUBJECT, KEY)).toEqual(state);
});

test('a key begins with what it is looked up by, and has no comma', () => {
  const key = formatCacheKey(SUBJECT, STATE, KEY);
  expect(key.startsWith(cacheKeyPrefix(SUBJECT, undefined))).toBe(true);
  expect(key.startsWith(cacheKeyPrefix(SUBJECT, STATE.snapshotId))).toBe(true);
  expect(key).not.toContain(',');
});

test('with the longest prefix that the inputs take, a key fits; a longer one is refused', () => {
  const subject = `${'k'.repeat(200)}-46a12e6b6da0`;
  const longest = { ...OFF, delivered: '1'.repeat(50) };
  expect(formatCacheKey(subject, longest, KEY).length).toBeLessThanOrEqual(512);
  expect(() => formatCacheKey('k'.repeat(500), OFF, KEY)).toThrow(RangeError);
});

describe('a key is ignored', () => {
  const key = formatCacheKey(SUBJECT, STATE, KEY);
  const off = formatCacheKey(SUBJECT, OFF, KEY);
  const signature = key.slice(-64);
  test.each([
    ['with a later watermark', key.replace('1795809262471', '1795809262472')],
    ['of another snapshot', key.replace('0a1b2c3d', '0a1b2c3e')],
    ['without its time off', `${off.replace(/-off\d+-[0-9a-f]+$/, '-on')}-${off.slice(-64)}`],
    ['with more that is delivered', formatCacheKey(SUBJECT, DELIVERED, KEY).replace('-d0101', '-d1111')],
    ['without a signature', key.slice(0, -65)],
    ['with another signature', `${key.slice(0, -64)}${'0'.repeat(64)}`],
    ['with its signature in upper case', `${key.slice(0, -64)}${signature.toUpperCase()}`],
    ['with more behind', `${key}0`],
    ['with zeros before its watermark', key.replace('-1795', '-01795')],
    ['with a watermark beyond every number', key.replace('1795809262471', '9'.repeat(15))],
    ['of the first release', `${SUBJECT}-7-1-1795809262471`],
    ['that is empty', ''],
  ])('%s', (_, forged) => {
    expect(parseCacheKey(forged, SUBJECT, KEY)).toBeUndefined();
  });

  test('that another data key signed', () => {
    expect(parseCacheKey(key, SUBJECT, Buffer.alloc(32, 'j'))).toBeUndefined();
  });

  test('of another tenant or store', () => {
    const elsewhere = formatCacheKey('audit-log-sync-ffffffffffff', STATE, KEY);
    expect(parseCacheKey(elsewhere, SUBJECT, KEY)).toBeUndefined();
    expect(parseCacheKey(elsewhere.replace('ffffffffffff', '46a12e6b6da0'), SUBJECT, KEY)).toBeUndefined();
  });
});
