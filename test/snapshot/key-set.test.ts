import { expect, test } from 'vitest';
import { createKeySet } from '../../src/snapshot/key-set.ts';

const KEYS = Array.from({ length: 5_000 }, (_, index) => `key ${index}`);

test('holds each key once, and no other', () => {
  const set = createKeySet();
  expect(KEYS.map((key) => set.add(key)).every(Boolean)).toBe(true);
  expect(KEYS.some((key) => set.add(key))).toBe(false);
  expect([set.size(), KEYS.every((key) => set.has(key)), set.has('another'), set.has('')]).toEqual([
    5_000,
    true,
    false,
    false,
  ]);
});

test('has the digest of its keys, whatever their order and their repeats', () => {
  const digestOf = (keys: readonly string[]): string => {
    const set = createKeySet();
    for (const key of keys) set.add(key);
    return set.digest();
  };
  const whole = digestOf(KEYS);
  expect(digestOf(KEYS.toReversed())).toBe(whole);
  expect(digestOf([...KEYS, ...KEYS])).toBe(whole);
  expect(digestOf(KEYS.slice(1))).not.toBe(whole);
  expect(digestOf([...KEYS.slice(1), 'another'])).not.toBe(whole);
});
