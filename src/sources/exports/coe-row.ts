import { idText, OutOfBounds } from '../../launches/fields.ts';
import { boundedId, idOf, isPlaceholder, plainId } from '../../launches/ids.ts';
import { EARLIEST, parseCreationTime } from '../../launches/instant.ts';
import { LAUNCH_OPERATION } from '../../launches/launch.ts';
import type { ExportRow, RowReader } from './audit-row.ts';
import type { CoeColumn, Columns } from './header.ts';

/** What the kit names each row. The instant is UTC. */
const TITLE = /^\s*Power App Launch\s+(\S+)\s+-\s+(\d{4}-\d\d-\d\dT\S+)\s*$/i;
const HAS_ZONE = /(?:Z|[+-]\d\d:?\d\d)\s*$/i;

/**
 * Reads a row of the CoE Starter Kit's table `admin_auditlog`: the id of the audit record, app, user and time of a launch. It has
 * no object id of the user: with pseudonyms the user stays unknown, because other sources would give another key.
 */
export function readCoeRow(
  cells: readonly string[],
  { indexes }: Extract<Columns, { kind: 'coe' }>,
  { rules, identity }: RowReader,
): ExportRow {
  const cell = (name: CoeColumn): string => cells[indexes.get(name) ?? -1]?.trim() ?? '';
  const operation = cell('admin_operation') || LAUNCH_OPERATION;
  const isLaunch = operation.toLowerCase() === LAUNCH_OPERATION.toLowerCase();
  if (!isLaunch || !rules.operations.has(operation.toLowerCase())) return { read: { kind: 'other' } };
  try {
    const eventId = boundedId(
      plainId(idText(cell('admin_auditlogid'), 'admin_auditlogid') ?? ''),
      'the record',
    );
    if (eventId === null) throw new OutOfBounds('has no id in admin_auditlogid');
    const [, titleApp, titleTime] = TITLE.exec(cell('admin_title')) ?? [];
    const launchedAt = instantOf(titleTime, cell('admin_creationtime'), rules.latest);
    const app = idOf(idText(cell('admin_appid'), 'admin_appid')) ?? idOf(titleApp);
    const userName = nameIn(cell('admin_userupn')) ?? nameIn(cell('admin_userid'));
    const user = { objectId: undefined, userName: identity.mode === 'name' ? userName : undefined };
    return {
      read: {
        kind: 'launch',
        launch: {
          eventId,
          launchedAt,
          appId: boundedId(app, 'the app'),
          environmentId: null,
          userKey: identity.userKey(user),
          succeeded: true,
          recordType: null,
          appName: null,
          environmentName: null,
          userType: null,
          userName: identity.userName(user),
        },
      },
      lacksUser: identity.mode === 'pseudonym',
    };
  } catch (error) {
    if (error instanceof OutOfBounds) return { read: { kind: 'unreadable', why: error.message } };
    throw error;
  }
}

/** @throws {OutOfBounds} */
function instantOf(titleTime: string | undefined, cell: string, latest: number): number {
  const inTitle = parseCreationTime(titleTime);
  const instant = inTitle ?? (HAS_ZONE.test(cell) ? parseCreationTime(cell.replace(' ', 'T')) : undefined);
  if (instant === undefined) throw new OutOfBounds(cell === '' ? 'has no time' : NO_ZONE);
  if (instant < EARLIEST) throw new OutOfBounds('has a time before 2015');
  if (instant > latest) throw new OutOfBounds('has a time more than an hour after this run');
  return instant;
}

const NO_ZONE =
  'has a time without a zone in admin_creationtime and none in admin_title: export the table with the Web API, whose times are UTC';

/** `admin_userid` holds the key of a user where the kit read Microsoft Graph. */
function nameIn(text: string): string | undefined {
  return text.includes('@') && !isPlaceholder(text) ? idText(text, 'the user') : undefined;
}
