import { LIMITS } from '../limits.ts';
import { type Finding, firstLines, notice, warning } from './finding.ts';
import { number, plural, type RunReport } from './run-report.ts';

/** Returns what to say of data files that were damaged. */
export function damaged({ merged: { damage }, published }: RunReport): readonly Finding[] {
  if (damage.paths.size === 0) return [];
  const lost = [...damage.lost.values()];
  const names = firstLines([...damage.paths].sort());
  const lines = lost.map(({ table, date_from: from, date_to: to }) => {
    const days = from === null ? 'whole' : from === to ? `${from}` : `${from} to ${to}`;
    return `${table} (${days})`;
  });
  const outcome =
    lines.length === 0
      ? `Nothing is lost: ${published ? 'they were' : 'they will be'} made again from the same rows in the other format, or from other tables.`
      : `No other format has the rows of ${firstLines(lines)} What derives from launches was made again from those that are left; names of apps, environments and users come back with their next launch. To get back the rest, restore an earlier commit or artifact of the snapshot; what is at most 7 days old comes back with a run with \`start-time\`.`;
  return [
    warning(
      lines.length === 0 ? 'Data files repaired' : 'Data files lost',
      `${plural(damage.paths.size, 'data file')} of the published snapshot ${damage.paths.size === 1 ? 'was' : 'were'} missing or changed by someone else: ${names} ${outcome} Let nothing but this workflow write to the data set.`,
    ),
  ];
}

/** Returns what to say of a state that was not saved. */
export function notCached({ cacheFailure }: RunReport): readonly Finding[] {
  if (cacheFailure === undefined) return [];
  return [
    warning(
      'State not cached',
      `Cannot save the state in the cache: ${cacheFailure}. Nothing is lost: the next run begins with the state in the snapshot and reads some content again.`,
    ),
  ];
}

/** Returns what to say of artifacts that were not read. */
export function notMerged({ notMerged: problems }: RunReport): readonly Finding[] {
  if (problems.length === 0) return [];
  return [
    warning(
      'Artifacts not read',
      `${firstLines(problems)} If runs overlapped, launches that only one of them read are missing until a later run can read its artifact.`,
    ),
  ];
}

/** Returns what to say of artifacts that were not deleted. */
export function notDeleted({ notDeleted: problem }: RunReport): readonly Finding[] {
  if (problem === undefined) return [];
  return [
    notice(
      'Older artifacts not deleted',
      `${problem} The data set is whole: until they expire, they only take up storage.`,
    ),
  ];
}

/** Returns what to say of a run by hand without a snapshot. */
export function manualStart({ isManualStart, stores }: RunReport): readonly Finding[] {
  if (!isManualStart) return [];
  return [warning(MANUAL_START_TITLE, manualStartText(stores.map(({ label }) => label).join(' and ')))];
}

/** The title of the warning about a run by hand that found no snapshot. */
export const MANUAL_START_TITLE = 'No snapshot to extend';

/** Returns what to do about a run by hand that found no snapshot. */
export function manualStartText(stores: string): string {
  return `This is a manual run, and there is no snapshot to extend (${stores}): it starts a data set of its own, which holds this window alone. If a scheduled workflow keeps one, give this run the same \`publish\`, \`branch\`, \`artifact-name\` and \`directory\`, and delete what a run like this one published.`;
}

/** Returns what to say of what somebody else wrote on the data branch. */
export function foreign({ foreign: paths, foreignCommit, published }: RunReport): readonly Finding[] {
  if (paths.length === 0) return foreignCommit === undefined ? [] : [foreignCommitFinding(foreignCommit)];
  const names = firstLines(paths.map((path) => JSON.stringify(path.slice(0, 80))));
  const next = published ? 'This commit leaves them out' : 'The next commit leaves them out';
  return [
    warning(
      'Foreign files on the data branch',
      `The manifest does not name ${plural(paths.length, 'file')} on the branch: ${names} ${next}. Somebody else can write to the branch: protect it with a ruleset.`,
    ),
  ];
}

function foreignCommitFinding(commit: string): Finding {
  return warning(
    'Foreign commit on the data branch',
    `Commit ${commit.slice(0, 7)} is not signed with this data-key, so somebody else wrote to the branch. Every data file was compared with the manifest; \`README.md\`, \`report.html\` and \`datapackage.json\` are written anew. Find out who it was, and protect the branch with a ruleset.`,
  );
}

/** Returns what to say of who can read an internal repository. */
export function internal({ isInternal }: RunReport): readonly Finding[] {
  if (!isInternal) return [];
  return [
    notice(
      'Internal repository',
      'Every member of the enterprise can read this repository, and with it the data about users.',
    ),
  ];
}

/** Returns what to say of an artifact that is so large that to upload and download all of it takes long. */
export function largeArtifact({ manifest, artifactId, stores }: RunReport): readonly Finding[] {
  if (artifactId === undefined) return [];
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= LIMITS.artifactAdvice.bytes) return [];
  const remedy =
    stores.length > 1
      ? 'Leave `artifact` out of `publish`: the other place holds the same, and a run sends it only what changed.'
      : 'Set `publish: branch` or `publish: data-lake`: there a run reads and writes only what changed.';
  return [
    {
      level: 'notice',
      title: 'Large artifact',
      message: `The data set has ${number(Math.ceil(bytes / 1_000_000))} MB, and an artifact is uploaded whole by each run that changes it, and downloaded whole to go on from it. ${remedy}`,
    },
  ];
}
