import { describe, expect, test } from 'vitest';
import { inertLog, inertOutput, type Log } from '../src/log.ts';

/** A log that keeps what it is given. */
function keeping() {
  const told: string[] = [];
  const annotate = (message: string, title: string) => void told.push(`${title}: ${message}`);
  const log: Log = {
    debug: (message) => void told.push(message),
    info: (message) => void told.push(message),
    notice: annotate,
    warning: annotate,
    error: annotate,
    group: (name, work) => {
      told.push(name);
      return work();
    },
  };
  return { log: inertLog(log), told };
}

describe('a text that the runner or a terminal would act upon only shows', () => {
  test.each([
    ['a plain line: 1 launch', 'a plain line: 1 launch'],
    ['::set-output name=a::b', ': :set-output name=a::b'],
    ['\u00a0 \u3000::stop-commands::x', '\u00a0 \u3000: :stop-commands::x'],
    ['role ##[set-output name=a]b', 'role ## [set-output name=a]b'],
    ['a\n::error::b', 'a ::error::b'],
    ['a\r::error::b', 'a ::error::b'],
    ['a\u2028::error::b', 'a ::error::b'],
    ['\n::error::b', ' : :error::b'],
    ['\u001b[31mred\u001b[0m', ' [31mred [0m'],
    ['\u202eright to left', ' right to left'],
    ['\u0085\u0000x', ' x'],
  ])('%j', async (text, shown) => {
    const { log, told } = keeping();
    log.info(text);
    log.debug(text);
    await log.group(text, async () => undefined);
    expect(told).toEqual([shown, shown, shown]);
  });

  test('and an annotation may have more than one line', () => {
    const { log, told } = keeping();
    log.warning('a\n- b \u001b[31m', 'T\n::x');
    log.notice('##[a]', 'T');
    log.error('::a', 'T');
    expect(told).toEqual(['T ::x: a\n- b  [31m', 'T: ## [a]', 'T: : :a']);
  });

  test('a text without end is cut', () => {
    const { log, told } = keeping();
    log.info('x'.repeat(1_000_000));
    expect(told[0]?.length).toBe(8_000);
    expect(told[0]?.endsWith('x…')).toBe(true);
  });
});

describe('what the toolkit writes', () => {
  test.each([
    ['::add-mask::secret\n', '::add-mask::secret\n'],
    ['::warning title=##[x]::y\r\n', '::warning title=##[x]::y\r\n'],
    ['Cache hit for: a-b\n', 'Cache hit for: a-b\n'],
    ['Cache hit for: ##[add-mask]a\n', 'Cache hit for: ## [add-mask]a\n'],
    ['Cache hit for: a\n::set-output name=x::y\n', 'Cache hit for: a ::set-output name=x::y\n'],
    ['Cache hit for: a\r::set-output name=x::y\n', 'Cache hit for: a ::set-output name=x::y\n'],
    ['::debug::a\n::set-output name=x::y\n', ': :debug::a ::set-output name=x::y\n'],
    ['\n', '\n'],
    ['', ''],
  ])('%j', (chunk, written) => {
    expect(inertOutput(chunk)).toBe(written);
  });

  test('bytes stay as they are', () => {
    const bytes = Buffer.from('##[x]');
    expect(inertOutput(bytes)).toBe(bytes);
  });
});
