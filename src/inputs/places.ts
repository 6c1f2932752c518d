import { lstatSync, realpathSync } from 'node:fs';
import nodePath, { type PlatformPath } from 'node:path';
import { InvalidInput } from './reader.ts';

/** A place in the workspace. */
export interface WorkspacePath {
  /** From the workspace, with `/` on every platform. */
  readonly relative: string;
  /** As the platform writes it. */
  readonly absolute: string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNPORTABLE = /[<>:"|?*\u0000-\u001f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const NOT_IN_REF = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$/;
const NOT_IN_ARTIFACT_NAME = /[":<>|*?\r\n\\/]/;

/**
 * Reads a path that must lie inside the workspace, not be the workspace itself, and not touch `.git`.
 * Both `/` and `\` separate, on every platform. `paths` is the platform's `node:path`.
 */
export function insideWorkspace(
  workspace: string,
  text: string,
  paths: PlatformPath = nodePath,
): WorkspacePath {
  const remedy = 'Give a relative path inside the workspace, for example app-launches';
  const absolute = paths.resolve(workspace, text.replaceAll('\\', '/'));
  const parts = paths.relative(paths.resolve(workspace), absolute).split(paths.sep);
  const relative = parts.join('/');
  if (relative === '') throw new InvalidInput('is the workspace itself', remedy);
  if (parts[0] === '..' || paths.isAbsolute(relative))
    throw new InvalidInput('is outside the workspace', remedy);
  if (parts.some((part) => part.toLowerCase() === '.git')) throw new InvalidInput('is inside .git', remedy);
  if (parts.some((part) => UNPORTABLE.test(part))) {
    throw new InvalidInput('has a character that not every platform allows in a file name', remedy);
  }
  return { relative, absolute };
}

/**
 * Reads a path as `insideWorkspace` does, and follows the links that are there: a path that looks inside may lead out.
 */
export function reallyInsideWorkspace(workspace: string, text: string): WorkspacePath {
  const place = insideWorkspace(workspace, text);
  requireReallyInside(workspace, place.absolute);
  return place;
}

/**
 * Throws when a path of this machine leads out of the workspace through a link, or into `.git`.
 * @throws {InvalidInput}
 */
export function requireReallyInside(workspace: string, absolute: string): void {
  const remedy = 'Give a path without symbolic links that lead out of the workspace';
  const real = realPathOf(absolute);
  if (real === undefined) throw new InvalidInput('leads through a link that leads nowhere', remedy);
  const parts = nodePath.relative(realPathOf(workspace) ?? workspace, real).split(nodePath.sep);
  const isOutside = parts[0] === '..' || parts[0] === '' || nodePath.isAbsolute(parts.join(nodePath.sep));
  if (isOutside) throw new InvalidInput('leads out of the workspace through a link', remedy);
  if (parts.some((part) => part.toLowerCase() === '.git')) {
    throw new InvalidInput('leads into .git through a link', remedy);
  }
}

/** Returns where a path really leads, also when its end is not there yet; `undefined` for a link that leads nowhere. */
function realPathOf(absolute: string): string | undefined {
  try {
    return realpathSync(absolute);
  } catch {
    if (lstatSync(absolute, { throwIfNoEntry: false }) !== undefined) return undefined;
    const parent = nodePath.dirname(absolute);
    const real = parent === absolute ? parent : realPathOf(parent);
    return real === undefined ? undefined : nodePath.join(real, nodePath.basename(absolute));
  }
}

/** Reads the name of an artifact, by the characters that the artifact service refuses. */
export function artifactName(text: string): string {
  if (NOT_IN_ARTIFACT_NAME.test(text)) {
    throw new InvalidInput('is not an artifact name', 'Leave out " : < > | * ? / \\ and line ends');
  }
  return text;
}

/** Reads a branch name, by the rules of `git check-ref-format --branch` (git-scm.com/docs/git-check-ref-format). */
export function branchName(text: string): string {
  const parts = text.split('/');
  const valid =
    !NOT_IN_REF.test(text) &&
    !parts.some((part) => part.startsWith('.') || part.endsWith('.lock')) &&
    text !== '@' &&
    text !== 'HEAD';
  if (!valid)
    throw new InvalidInput(
      'is not a branch name',
      'Use letters, digits, -, _ and /, for example app-launches',
    );
  if (parts[0] === 'refs')
    throw new InvalidInput('is a full ref', 'Give the name of the branch without refs/heads/');
  return text;
}
