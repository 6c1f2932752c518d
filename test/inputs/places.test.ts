import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { insideWorkspace, reallyInsideWorkspace } from '../../src/inputs/places.ts';

const LINUX = '/home/runner/work/repo';
const WINDOWS = 'D:\\a\\repo';

describe('accepts a place inside the workspace', () => {
  test.each([
    ['a', 'a'],
    ['./a/../b/', 'b'],
    ['a\\b', 'a/b'],
    ['/home/runner/work/repo/a', 'a'],
    ['.github/x', '.github/x'],
    ['..a', '..a'],
  ])('Linux: %s', (text, relative) => {
    expect(insideWorkspace(LINUX, text, posix)).toEqual({
      relative,
      absolute: `${LINUX}/${relative}`,
      workspace: LINUX,
    });
  });

  test.each([
    ['a/b', 'a/b'],
    ['a\\b', 'a/b'],
    ['D:\\a\\repo\\a', 'a'],
    ['d:/A/Repo/x', 'x'],
  ])('Windows: %s', (text, relative) => {
    const place = insideWorkspace(WINDOWS, text, win32);
    expect(place.relative).toBe(relative);
    expect(win32.relative(WINDOWS, place.absolute)).toBe(relative.replaceAll('/', '\\'));
  });
});

describe('refuses', () => {
  test.each([
    ['.', /workspace itself/],
    ['a/..', /workspace itself/],
    ['..', /outside/],
    ['../repo2', /outside/],
    ['a/../../x', /outside/],
    ['..\\x', /outside/],
    ['/tmp/x', /outside/],
    ['.git', /inside .git/],
    ['.GIT/hooks', /inside .git/],
    ['a/.git/x', /inside .git/],
    ['C:/x', /allows/],
    ['a?', /allows/],
    ['a\u0000b', /allows/],
    ['.git.', /allows/],
    ['.git /hooks', /allows/],
    ['a/GIT~1', /allows/],
  ])('Linux: %j', (text, problem) => {
    expect(() => insideWorkspace(LINUX, text, posix)).toThrow(problem);
  });

  test.each([
    ['C:\\x', /outside/],
    ['\\\\server\\share\\x', /outside/],
    ['\\x', /outside/],
    ['D:\\a\\repo', /workspace itself/],
    ['con<', /allows/],
  ])('Windows: %s', (text, problem) => {
    expect(() => insideWorkspace(WINDOWS, text, win32)).toThrow(problem);
  });
});

describe('links', () => {
  function folders() {
    const top = mkdtempSync(join(tmpdir(), 'places-'));
    const [workspace, outside] = [join(top, 'workspace'), join(top, 'outside')];
    for (const folder of [workspace, outside, join(workspace, 'inside'), join(workspace, '.git')])
      mkdirSync(folder);
    return { workspace, outside };
  }
  const links: Readonly<Record<string, (of: ReturnType<typeof folders>) => string>> = {
    'that lead out': ({ outside }) => outside,
    'that lead out by a relative way': () => '../outside',
    'that lead nowhere': ({ outside }) => join(outside, 'nothing'),
    'to the workspace itself': ({ workspace }) => workspace,
    'into .git': ({ workspace }) => join(workspace, '.git'),
    'in a circle': ({ workspace }) => join(workspace, 'link'),
  };

  test.each(Object.entries(links))('%s are refused, wherever they stand in the path', (_, target) => {
    const of = folders();
    symlinkSync(target(of), join(of.workspace, 'link'));
    for (const text of ['link', 'link/a', 'link/a/b.csv', 'inside/../link/a']) {
      const isItself = target(of) === of.workspace && text !== 'link';
      if (isItself)
        expect(reallyInsideWorkspace(of.workspace, text).absolute).toBe(resolve(of.workspace, text));
      else expect(() => reallyInsideWorkspace(of.workspace, text)).toThrow(/link/);
    }
  });

  test('that stay inside are followed, and what is not there yet is taken', () => {
    const { workspace } = folders();
    symlinkSync('inside', join(workspace, 'link'));
    expect(reallyInsideWorkspace(workspace, 'link/new').relative).toBe('link/new');
    expect(reallyInsideWorkspace(workspace, 'a/b/c').relative).toBe('a/b/c');
  });

  test('a workspace that is itself reached through a link is no other', () => {
    const { workspace, outside } = folders();
    symlinkSync(workspace, join(outside, 'workspace'));
    expect(reallyInsideWorkspace(join(outside, 'workspace'), 'a').relative).toBe('a');
  });
});
