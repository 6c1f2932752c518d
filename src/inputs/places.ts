import { lstatSync, realpathSync } from 'node:fs';
import nodePath, { type PlatformPath } from 'node:path';
import { InvalidInput } from './reader.ts';

/** A place in the workspace. */
export interface WorkspacePath {
  /** From the workspace, with `/` on every platform. */
  readonly relative: string;
  /** As the platform writes it. */
  readonly absolute: string;
  /** The workspace itself, as the platform writes it. */
  readonly workspace: string;
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
  // Windows leaves out dots and blanks at the end of a name, and has a short name for each: ".git." and "git~1" are .git.
  if (parts.some((part) => UNPORTABLE.test(part) || /[. ]$|^git~\d/i.test(part))) {
    throw new InvalidInput('has a name that not every platform allows', remedy);
  }
  return { relative, absolute, workspace };
}

/**
 * Reads a path as `insideWorkspace` does, and follows the links that are there: a path that looks inside may lead out.
 */
export function reallyInsideWorkspace(workspace: string, text: string): WorkspacePath {
  const place = insideWorkspace(workspace, text);
  const problem = linkProblem(place);
  if (problem !== undefined) throw new InvalidInput(problem, WITHOUT_LINKS);
  return place;
}

/** What to do about a `linkProblem`, without a full stop. */
export const WITHOUT_LINKS = 'Give a path without symbolic links that lead out of the workspace';

/**
 * Returns why a path is not in the workspace when the links that are there now are followed; `undefined` when it is. Other
 * programs of the job can put links there at any time: whoever writes or reads there asks again just before.
 */
export function linkProblem({ workspace, absolute }: WorkspacePath): string | undefined {
  const [top, real] = [realPathOf(workspace), realPathOf(absolute)];
  if (top === undefined || real === undefined) return 'goes through a broken link';
  const parts = nodePath.relative(top, real).split(nodePath.sep);
  const isOutside = parts[0] === '..' || parts[0] === '' || nodePath.isAbsolute(parts.join(nodePath.sep));
  if (isOutside) return 'leads out of the workspace through a link';
  return parts.some((part) => part.toLowerCase() === '.git') ? 'leads into .git through a link' : undefined;
}

/**
 * Returns where a path really leads, also when its end is not there yet; `undefined` for a link that leads nowhere. The
 * native function also knows the short names of Windows and the case of a file system that has none.
 */
function realPathOf(absolute: string): string | undefined {
  try {
    return realpathSync.native(absolute);
  } catch {
    if (isThere(absolute)) return undefined;
    const parent = nodePath.dirname(absolute);
    const real = parent === absolute ? parent : realPathOf(parent);
    return real === undefined ? undefined : nodePath.join(real, nodePath.basename(absolute));
  }
}

function isThere(absolute: string): boolean {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Behind links that lead in a circle, or in a folder that may not be looked into.
    return true;
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
