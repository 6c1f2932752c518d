import type { Launch } from '../launches/launch.ts';
import type { ReadExport, RowProblem } from '../sources/exports/read-export.ts';
import { type Finding, firstLines } from './finding.ts';
import { escapeMarkdown, table } from './markdown.ts';
import { number, plural } from './run-report.ts';

/** What became of a file. `rows` = `added` + `failed` + `tooOld` + `duplicates` + `other` + `damaged`. */
export interface ImportedFile {
  readonly name: string;
  readonly kind: 'audit' | 'coe' | 'snapshot';
  readonly rows: number;
  readonly added: number;
  /** Launches that failed and added a row. */
  readonly failed: number;
  /** Launches older than what `keep` keeps. */
  readonly tooOld: number;
  readonly duplicates: number;
  /** Rows of other operations, kept ones included. */
  readonly other: number;
  readonly damaged: number;
  readonly problems: readonly RowProblem[];
  readonly differs: number;
  readonly differing: readonly number[];
  readonly withoutUser: number;
  readonly cut: string | undefined;
}

/** What there is to tell of an import. */
export interface ImportReport {
  readonly files: readonly ImportedFile[];
  /** The time that `import-covers` names; `undefined` without it. */
  readonly covers: string | undefined;
  /** It is ignored, because a file is not whole. */
  readonly isVoid: boolean;
}

const WHOLE = {
  other: 0,
  damaged: 0,
  problems: [],
  differs: 0,
  differing: [],
  withoutUser: 0,
  cut: undefined,
};

type Told = ReadExport | { readonly name: string; readonly kind: 'snapshot' };

/**
 * Returns a function that counts files one after the other: of an event that several hold, the first adds it. `addedIds`: the
 * rows that are new; `isTooOld` takes an instant in ms since 1970.
 */
export function createFileCounts(
  addedIds: ReadonlySet<string>,
  isTooOld: (instant: number) => boolean,
): (told: Told, launches: readonly Launch[], events: number) => ImportedFile {
  const seen = new Set<string>();
  return (told, launches, events) => {
    let [added, failed, tooOld, duplicates] = [0, 0, 0, 0];
    for (const { eventId, launchedAt, succeeded } of launches) {
      if (isTooOld(launchedAt)) tooOld += 1;
      else if (seen.has(eventId) || !addedIds.has(eventId)) duplicates += 1;
      else if (succeeded) added += 1;
      else failed += 1;
      seen.add(eventId);
    }
    const { name, kind, other, damaged, problems, differs, differing, withoutUser, cut } = {
      ...WHOLE,
      ...told,
    };
    return {
      ...{ name, kind, added, failed, tooOld, duplicates, damaged, problems },
      ...{ differs, differing, withoutUser, cut },
      rows: launches.length + events + other + damaged,
      other: other + events,
    };
  };
}

/** Returns the line that tells of one file as it is read. */
export function importLine({
  name,
  told,
  launches,
}: {
  readonly name: string;
  readonly told: Told;
  readonly launches: readonly Launch[];
}): string {
  const found = plural(launches.length, 'launch', 'launches');
  if (told.kind === 'snapshot') return `${name}: snapshot, ${found}`;
  return `${name}: ${plural(told.rows, 'row')}, ${found}, ${number(told.damaged)} damaged`;
}

const KINDS = { audit: 'audit records', coe: 'CoE table', snapshot: 'snapshot' } as const;
const MOST_FILES = 100;

/** Returns the part of the job summary that lists the files; empty for a run that imported none. */
export function importedFiles(imported: ImportReport | undefined): string {
  if (imported === undefined) return '';
  const { files, covers, isVoid } = imported;
  const rows = files
    .slice(0, MOST_FILES)
    .map((file) => [
      escapeMarkdown(file.name),
      KINDS[file.kind],
      ...[file.rows, file.added, file.failed, file.tooOld, file.duplicates, file.other].map(number),
      file.damaged === 0 ? '0' : `${number(file.damaged)}: ${linesOf(file.problems, file.damaged)}`,
    ]);
  const more = files.length > MOST_FILES ? [`${number(files.length - MOST_FILES)} more in the log.`, ''] : [];
  const covered =
    covers === undefined
      ? 'Without `import-covers` no time counts as covered by exported files.'
      : isVoid
        ? `\`import-covers\` (${covers}) is ignored: a file is not whole, see above.`
        : `Covered by the word of \`import-covers\`: ${covers}.`;
  const heads = ['Rows', 'Launches added', 'Failed', 'Too old', 'Duplicates', 'Other operations'];
  return [
    '### Imported files',
    '',
    table(['File', 'Holds', ...heads, 'Damaged'], rows, heads),
    '',
    ...more,
    covered,
  ].join('\n');
}

const SHOWN_LINES = 20;

function linesOf(problems: readonly { readonly line: number }[], count: number): string {
  const shown = problems.slice(0, SHOWN_LINES).map(({ line }) => line);
  const more = count > shown.length ? ` and ${number(count - shown.length)} more` : '';
  return `${count === 1 ? 'line' : 'lines'} ${shown.join(', ')}${more}`;
}

/** Returns what a user should know of the files. */
export function importFindings(imported: ImportReport | undefined): readonly Finding[] {
  if (imported === undefined) return [];
  const { files, covers, isVoid } = imported;
  const cut = files.flatMap(({ name, cut }) =>
    cut === undefined ? [] : [`${JSON.stringify(name)}: ${cut}`],
  );
  const damaged = files.filter((file) => file.damaged > 0);
  const differing = files.filter((file) => file.differs > 0);
  const empty = files.filter(
    ({ kind, rows, other, damaged }) => kind !== 'snapshot' && rows > 0 && rows === other + damaged,
  );
  const withoutUser = files.reduce((sum, file) => sum + file.withoutUser, 0);
  return [
    ...finding(
      'warning',
      'Export probably cut',
      cut.length > 0 &&
        `${firstLines(cut)} Launches may be missing.${isVoid ? ` import-covers (${covers}) is ignored.` : ''} Export shorter time, so that each file stays below the limit, and import all of them.`,
    ),
    ...finding(
      'warning',
      'Damaged rows',
      damaged.length > 0 &&
        `${firstLines(damaged.map(({ name, problems, damaged: count }) => `${JSON.stringify(name)}: ${linesOf(problems, count)}${reasonOf(problems)}`))} All other rows were read. Export this time again and import that, without opening the file in Excel.`,
    ),
    ...finding(
      'warning',
      'Ids of rows differ',
      differing.length > 0 &&
        `${firstLines(
          differing.map(
            ({ name, differing: lines, differs }) =>
              `${JSON.stringify(name)}: ${linesOf(
                lines.map((line) => ({ line })),
                differs,
              )}`,
          ),
        )} The id in AuditData counts. Somebody changed the file: export it again if you do not know why.`,
    ),
    ...finding(
      'notice',
      'Files without launches',
      empty.length > 0 &&
        `${firstLines(empty.map(({ name, rows }) => `${JSON.stringify(name)}: ${plural(rows, 'row')}`))} If there should be launches, search for the operation LaunchPowerApp when you export.`,
    ),
    ...finding(
      'notice',
      'Users of the CoE table unknown',
      withoutUser > 0 &&
        `${plural(withoutUser, 'launch', 'launches')} of the CoE table ${withoutUser === 1 ? 'has' : 'have'} no user: the table has no object id, and a pseudonym of its name would count a user twice. They count as launches, not in users and sessions.`,
    ),
  ];
}

function finding(level: Finding['level'], title: string, message: string | false): readonly Finding[] {
  return message === false ? [] : [{ level, title, message }];
}

function reasonOf([first]: readonly RowProblem[]): string {
  return first === undefined ? '' : ` (line ${first.line} ${first.why})`;
}
