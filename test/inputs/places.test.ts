import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { insideWorkspace } from '../../src/inputs/places.ts';

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
    expect(insideWorkspace(LINUX, text, posix)).toEqual({ relative, absolute: `${LINUX}/${relative}` });
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
    ['C:/x', /character/],
    ['a?', /character/],
    ['a\u0000b', /character/],
  ])('Linux: %j', (text, problem) => {
    expect(() => insideWorkspace(LINUX, text, posix)).toThrow(problem);
  });

  test.each([
    ['C:\\x', /outside/],
    ['\\\\server\\share\\x', /outside/],
    ['\\x', /outside/],
    ['D:\\a\\repo', /workspace itself/],
    ['con<', /character/],
  ])('Windows: %s', (text, problem) => {
    expect(() => insideWorkspace(WINDOWS, text, win32)).toThrow(problem);
  });
});
