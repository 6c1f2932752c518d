import { LIMITS } from '../limits.ts';
import type { Finding } from './findings.ts';
import { number, type RunReport } from './run-report.ts';

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
