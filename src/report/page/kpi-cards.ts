import { IDLE_DAYS, type IdleApps } from './idle-apps.ts';
import { html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { RECENT, recentDays, UNNAMED } from './recent.ts';
import { count, day, plural } from './wording.ts';

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** Returns the few numbers to know first, of the 28 days up to the last complete one. */
export function tiles(data: PageData, idle: IdleApps): Markup {
  const shown = [launches(data), people(data), apps(data), idleTile(idle)];
  const items = shown.map(
    ({ label, value, note }) =>
      html`<div class="tile"><dt>${label}</dt><dd><b>${value}</b><span>${note}</span></dd></div>\n`,
  );
  return html`<div class="recent"><p class="lead">${recentDays(data)}</p><dl class="tiles" aria-label="${recentDays(data)}">\n${items}</dl></div>\n`;
}

/** What is not known is not zero. */
const UNKNOWN = '–';

function launches({ recent }: PageData): Tile {
  const label = 'Launches in 28 days';
  if (recent === null) return { label, value: UNKNOWN, note: NOT_COVERED };
  return { label, value: count(recent.launches), note: changeOf(recent) };
}

const NOT_COVERED = 'none of the days is covered';

function changeOf({ comparison, coveredDays }: NonNullable<PageData['recent']>): string {
  if (comparison === null || comparison.before === 0) {
    return coveredDays < RECENT ? `${count(coveredDays)} of the days covered` : 'all days covered';
  }
  const change = (comparison.launches - comparison.before) / comparison.before;
  const left = RECENT - comparison.days;
  const without = left === 0 ? '' : `; ${plural(left, 'uncovered day')} left out`;
  const share = Math.round(change * 100);
  const sign = share === 0 ? '±' : share < 0 ? '−' : '+';
  return `${sign}${count(Math.abs(share))}% on the 28 days before${without}`;
}

function people({ recent, environments, withUsers }: PageData): Tile {
  if (!withUsers) {
    const used = environments.filter(({ id, launches28d }) => id !== null && launches28d > 0).length;
    const known = environments.filter(({ id }) => id !== null).length;
    const label = 'Environments in use';
    return { label, value: recent === null ? UNKNOWN : count(used), note: `of ${count(known)} known` };
  }
  const label = 'Users in 28 days';
  if (recent === null || recent.users === null) return { label, value: UNKNOWN, note: NOT_COVERED };
  const { users, unnamed, to } = recent;
  const nobody = unnamed.user ? `; ${plural(unnamed.user, 'launch', 'launches')}: ${UNNAMED.user}` : '';
  const note = `${count(users.week)} in the last week, ${count(users.day)} on ${day(to)}${nobody}`;
  return { label, value: count(users.month), note };
}

function apps({ apps: all, recent }: PageData): Tile {
  const used = all.filter(({ launches28d }) => (launches28d ?? 0) > 0).length;
  const nameless = recent?.unnamed.app ?? 0;
  const nothing = nameless === 0 ? '' : `; ${plural(nameless, 'launch', 'launches')}: ${UNNAMED.app}`;
  return {
    label: 'Apps in 28 days',
    value: recent === null ? UNKNOWN : count(used),
    note: `of ${count(all.length)} known${nothing}`,
  };
}

function idleTile(idle: IdleApps): Tile {
  const label = `Idle for ${IDLE_DAYS} days`;
  if (!idle.known) return { label, value: UNKNOWN, note: `known once ${IDLE_DAYS} days are covered` };
  const left = IDLE_DAYS - idle.coveredDays;
  const doubt = left === 0 ? '' : `; ${plural(left, 'day')} of them not covered`;
  return {
    label,
    value: count(idle.apps.length),
    note: `of ${plural(idle.of, 'app')}${doubt}`,
  };
}
