import { IDLE_DAYS, type IdleApps } from './idle-apps.ts';
import { html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { count, percent } from './wording.ts';

const FOUR_WEEKS = 28;

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** Returns the few numbers to know first, of the last 28 days of the data. */
export function tiles(data: PageData, idle: IdleApps): Markup {
  const shown = [launches(data), people(data), apps(data), idleTile(idle)];
  const items = shown.map(
    ({ label, value, note }) =>
      html`<div class="tile"><dt>${label}</dt><dd><b>${value}</b><span>${note}</span></dd></div>\n`,
  );
  return html`<dl class="tiles" aria-label="The last 28 days of the data">\n${items}</dl>\n`;
}

function launches({ days }: PageData): Tile {
  const sum = (from: number, to?: number): number =>
    days.slice(from, to).reduce((total, each) => total + each.launches, 0);
  const [now, before] = [sum(-FOUR_WEEKS), sum(-2 * FOUR_WEEKS, -FOUR_WEEKS)];
  const change = (now - before) / before;
  const comparable = days.length >= 2 * FOUR_WEEKS && before > 0;
  const sign = change < 0 ? '−' : '+';
  const than = `${sign}${percent(Math.abs(change))} on the 28 days before`;
  const since =
    days.length < FOUR_WEEKS
      ? `in ${count(days.length)} ${days.length === 1 ? 'day' : 'days'} so far`
      : 'last 28 days';
  return { label: 'Launches in 28 days', value: count(now), note: comparable ? than : since };
}

function people({ active, environments }: PageData): Tile {
  if (active === null) {
    const used = environments.filter(({ launches28d }) => launches28d > 0).length;
    return {
      label: 'Environments in use',
      value: count(used),
      note: `of ${count(environments.length)} known`,
    };
  }
  return {
    label: 'Users in 28 days',
    value: count(active.month),
    note: `${count(active.week)} in the last week, ${count(active.day)} on the last day`,
  };
}

function apps({ apps: all }: PageData): Tile {
  const used = all.filter(({ launches28d }) => launches28d > 0).length;
  return { label: 'Apps in 28 days', value: count(used), note: `of ${count(all.length)} known` };
}

function idleTile(idle: IdleApps): Tile {
  const label = `Idle for ${IDLE_DAYS} days`;
  return idle.known
    ? {
        label,
        value: count(idle.apps.length),
        note: idle.apps.length === 1 ? 'app, see below' : 'apps, see below',
      }
    : { label, value: '–', note: `known once the data cover ${IDLE_DAYS} days` };
}
