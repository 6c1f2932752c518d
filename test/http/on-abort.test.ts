import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onAbort } from '../../src/http/on-abort.ts';

test('each is done once when the signal aborts, unless it was forgotten', () => {
  const abort = new AbortController();
  const done: string[] = [];
  onAbort(abort.signal, () => done.push('first'));
  const forget = onAbort(abort.signal, () => done.push('forgotten'));
  onAbort(abort.signal, () => done.push('last'));
  forget();
  expect(done).toEqual([]);
  abort.abort();
  abort.abort();
  expect(done).toEqual(['first', 'last']);
});

test('it is done at once when the signal has aborted', () => {
  const done: string[] = [];
  const forget = onAbort(AbortSignal.abort(), () => done.push('late'));
  expect(done).toEqual(['late']);
  expect(forget).not.toThrow();
});

test('signals do not mix', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const done: string[] = [];
  onAbort(one.signal, () => done.push('one'));
  onAbort(other.signal, () => done.push('other'));
  other.abort();
  expect(done).toEqual(['other']);
});

test('a signal has one listener, however many wait', () => {
  const { signal } = new AbortController();
  for (let count = 0; count < 20; count += 1) onAbort(signal, () => undefined);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
});
