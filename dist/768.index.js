export const id = 768;
export const ids = [768];
export const modules = {

/***/ 768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderPage: () => (/* binding */ renderPage)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/report/privacy-notes.js
var privacy_notes = __webpack_require__(4431);
// EXTERNAL MODULE: ./build/launches/ids.js
var ids = __webpack_require__(3412);
// EXTERNAL MODULE: ./build/snapshot/calendar.js
var calendar = __webpack_require__(1055);
// EXTERNAL MODULE: ./build/report/page/idle-apps.js
var idle_apps = __webpack_require__(5310);
;// CONCATENATED MODULE: ./build/report/page/markup.js
/** HTML that is safe to send: its parts written by people are escaped. Made by {@link html} and {@link trusted} alone. */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
// Line breaks and control characters become a blank.
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// Marks that cannot be seen, such as those that change the direction of text. Two of them join letters and stay.
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}+/gu;
const EMPTY = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Tag of HTML templates: every string put in is escaped for text and for attributes in quotes alike. */
function html(parts, ...pieces) {
    let text = parts[0] ?? '';
    for (let index = 0; index < pieces.length; index += 1) {
        text += textOf(pieces[index]) + (parts[index + 1] ?? '');
    }
    return new Markup(text);
}
/** Takes text for HTML as it stands. Only for constants of this program and for what it made itself. */
function trusted(text) {
    return new Markup(text);
}
/** Returns text that people wrote without line breaks, control characters, marks that reorder text and half characters. */
function plain(text) {
    return text.toWellFormed().replace(BREAKS, ' ').replace(INVISIBLE, '');
}
/** Tells text in which a reader would see nothing. */
function isBlank(text) {
    return EMPTY.test(text);
}
function textOf(piece) {
    if (piece === null || piece === undefined)
        return '';
    if (piece instanceof Markup)
        return piece.text;
    if (typeof piece === 'number')
        return String(piece);
    if (typeof piece === 'string')
        return plain(piece).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
    return piece.map(textOf).join('');
}

;// CONCATENATED MODULE: ./build/report/page/frame.js

/** Returns a section of the page. */
function section({ id, title, lead, body, width }) {
    const note = lead === null ? null : html `<p class="lead">${lead}</p>`;
    return html `<section id="${id}" class="${width}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${note}${body}</section>\n`;
}
/** Returns a chart for eyes and its alternative for ears. Of several drawings the style sheet shows the one that fits. */
function chart(alternative, drawings) {
    return html `<div class="chart" role="img" aria-label="${alternative}">${drawings}</div>`;
}
/** Returns the numbers of a chart as a table that opens. */
function numbers(table) {
    return html `<details><summary>Numbers as a table<span class="unseen">: ${table.label}</span></summary>${numbersTable(table)}</details>`;
}
/** Returns a table of numbers, which scrolls where the page is too narrow. */
function numbersTable({ label, header, rows }) {
    const head = header.map((cell) => html `<th scope="col">${cell}</th>`);
    const body = rows.map(([name, ...cells]) => html `<tr><th scope="row">${name}</th>${cells.map((cell) => html `<td>${cell}</td>`)}</tr>\n`);
    return scroller(label, html `<table class="numbers"><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>`);
}
/** Returns a region that scrolls by itself, with the keyboard too, where what is in it is wider than the page. */
function scroller(label, content) {
    return html `<div class="scroller" role="region" aria-label="Table: ${label}" tabindex="0">${content}</div>`;
}
/** Returns the legend of a chart: class of the color, what it stands for. */
function legend(entries) {
    const items = entries.map(([paint, meaning]) => html `<li><svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="${paint}" width="10" height="10" rx="2"/></svg>${meaning}</li>`);
    return html `<ul class="legend">${items}</ul>`;
}

// EXTERNAL MODULE: ./build/report/page/wording.js
var wording = __webpack_require__(7671);
;// CONCATENATED MODULE: ./build/report/page/listing.js



/** Returns a table that people can search and sort. */
function listing({ id, noun, order, columns, rows }) {
    const [one, many] = noun;
    const head = columns.map(({ title, sort, kind }) => html `<th scope="col" class="${kind}"${sort === undefined ? null : html ` data-sort="${sort}"`}>${title}</th>`);
    return html `<div class="listing" data-one="${one}" data-many="${many}">
<div class="controls" hidden><label for="${id}-search">Search ${many}</label><input id="${id}-search" type="search" autocomplete="off" spellcheck="false"></div>
<p class="status" role="status">${(0,wording/* count */.U9)(rows.length)} ${rows.length === 1 ? one : many}, ${order}.</p>
${scroller(many, html `<table class="long"><thead><tr>${head}</tr></thead><tbody>\n${rows.map((row) => html `<tr>${row}\n`)}</tbody></table>`)}
<button type="button" class="more" hidden></button>
</div>`;
}
/**
 * Returns a cell of a column. HTML needs no end tags of cells and rows, nor the style sheet a class for text: without them a
 * long table is a tenth shorter.
 */
function cell({ kind }, content) {
    if (kind === 'name')
        return html `<th scope="row">${content}`;
    return kind === 'text' ? html `<td>${content}` : html `<td class="${kind}">${content}`;
}

;// CONCATENATED MODULE: ./build/report/page/names.js

const LONGEST = 100;
/**
 * Returns a name that people wrote, with `id` on demand; the id itself where nothing else can be seen; and what launches do
 * not name, such as "no app named", where there is no id either.
 */
function nameOf(name, id, unnamed = 'unknown') {
    const text = plain(name ?? '').trim();
    if (!isBlank(text))
        return html `<bdi${id === null ? null : html ` title="${id}"`}>${cut(text)}</bdi>`;
    return id === null ? html `<span class="quiet">${unnamed}</span>` : html `<code>${cut(id)}</code>`;
}
/** Cut between characters, as some names are as long as their maker likes. */
function cut(text) {
    const characters = [...text];
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}\u2026` : text;
}

// EXTERNAL MODULE: ./build/report/page/recent.js
var page_recent = __webpack_require__(9264);
;// CONCATENATED MODULE: ./build/report/page/sparkline.js

const STEP = 6;
const HEIGHT = 20;
/**
 * Returns counts, oldest first, as small bars next to each other; the highest is as high as the row. `known` tells of each
 * whether it is all that there was: the others are marked. The axis is at 0, and bars follow one another by steps: thousands
 * of these drawings are most of a large tenant's page.
 */
function sparkline(values, known) {
    const most = Math.max(1, ...values);
    const heights = values.map((value) => value === 0 ? 0 : Math.max(1, HEIGHT - Math.round(HEIGHT * (1 - value / most))));
    const path = (paint, d) => d === '' ? null : html `<path${paint === null ? null : html ` class="${paint}"`} d="${trusted(d)}"/>`;
    const told = values.map((value, index) => `${value}${known[index] ? '' : '?'}`).join(' ');
    const marks = bars(values.map((_, index) => (known[index] ? 0 : HEIGHT)));
    return html `<svg viewBox="0 -${HEIGHT} ${Math.max(1, values.length) * STEP} ${HEIGHT}" role="img" aria-label="${told}">${path('unknown', marks)}${path(null, bars(heights))}</svg>`;
}
/** Returns the path of bars from their tops down to the axis, each a step to the right of the last; those of no height are left out. */
function bars(heights) {
    let [path, at] = ['', 0];
    for (const [index, height] of heights.entries()) {
        if (height === 0)
            continue;
        const middle = index * STEP + STEP / 2;
        path += `m${middle - at}-${height}V0`;
        at = middle;
    }
    return path;
}

;// CONCATENATED MODULE: ./build/report/page/app-cells.js









/** Returns the columns for the apps of a page. Apps of the same name show their ids. */
function appColumns({ apps, timeZone, weeks, makerUrl }) {
    const { local } = (0,calendar/* openCalendar */.ns)(timeZone);
    const bearers = Map.groupBy(apps, seenName);
    const shared = (app) => (bearers.get(seenName(app))?.length ?? 0) > 1;
    const date = (ms) => html `<time datetime="${(0,wording/* machineInstant */.pT)(ms)}">${(0,wording/* day */.vd)(local(ms).date)}</time>`;
    const dateOr = (ms, otherwise) => ms === null ? html `<span class="quiet">${otherwise}</span>` : date(ms);
    return {
        name: {
            title: 'App',
            sort: 'text',
            kind: 'name',
            content: (app) => html `${nameOf(app.name, app.id)}${app.name !== null && shared(app) ? html `<small><code>${app.id}</code></small>` : null}${app.deletedAt === null || !(0,idle_apps/* isDeleted */.oy)(app) ? null : html `<small>deleted ${date(app.deletedAt)}</small>`}`,
        },
        environment: {
            title: 'Environment',
            sort: 'text',
            kind: 'text',
            content: ({ environment }) => (environment === null ? '' : nameOf(environment, null)),
        },
        launches: {
            title: 'Launches, 28 days',
            sort: 'number',
            kind: 'count',
            content: ({ launches28d }) => (launches28d === null ? '' : (0,wording/* count */.U9)(launches28d)),
        },
        users: {
            title: 'Users, 28 days',
            sort: 'number',
            kind: 'count',
            content: ({ users28d }) => (users28d === null ? '' : (0,wording/* count */.U9)(users28d)),
        },
        last: {
            title: 'Last launch',
            sort: 'date',
            kind: 'date',
            content: ({ lastLaunchAt }) => dateOr(lastLaunchAt, 'none'),
        },
        owner: {
            title: 'Owner',
            sort: 'text',
            kind: 'text',
            content: ({ owner }) => {
                if (owner === null)
                    return html `<span class="quiet">unknown</span>`;
                return owner.label === null
                    ? html `<span class="quiet">not shown</span>`
                    : html `<code>${owner.label}</code>`;
            },
        },
        ownerLast: {
            title: 'Last launch by the owner',
            sort: 'date',
            kind: 'date',
            content: ({ owner }) => dateOr(owner?.lastLaunchAt ?? null, 'none'),
        },
        created: {
            title: 'Created',
            sort: 'date',
            kind: 'date',
            content: ({ createdAt }) => dateOr(createdAt, 'unknown'),
        },
        published: {
            title: 'Last published',
            sort: 'date',
            kind: 'date',
            content: ({ publishedAt }) => dateOr(publishedAt, 'unknown'),
        },
        shared: {
            title: 'Shared with',
            sort: 'number',
            kind: 'count',
            content: ({ sharedUsers, sharedGroups }) => sharedUsers === null && sharedGroups === null ? '' : (0,wording/* count */.U9)((sharedUsers ?? 0) + (sharedGroups ?? 0)),
        },
        portal: {
            title: 'Portal',
            kind: 'text',
            content: (app) => {
                const address = portalAddress(app, makerUrl);
                return address === undefined ? '' : html `<a href="${address}" rel="noreferrer">Open</a>`;
            },
        },
        weeks: {
            title: weeks.length === 1 ? 'One week' : `${weeks.length} weeks`,
            kind: 'spark',
            content: (app) => sparkline(app.weeks, weeks.map(page_recent/* isWhole */.wP)),
        },
    };
}
/** An id that is none, as a catalog may have, leads nowhere. */
function portalAddress({ id, environmentId }, makerUrl) {
    if (!(0,ids/* isGuid */.W_)(id) || environmentId === null || !(0,ids/* isEnvironmentId */.pz)(environmentId))
        return undefined;
    // The portal writes the default environment so.
    return `${makerUrl}/environments/${environmentId.replace(/^default-/, 'Default-')}/apps/${id}/details`;
}
/** More rows of one list nobody reads, and each run writes the page: the tables have them all. */
const MOST_ROWS = 1_000;
/** Returns a row of columns for an app. */
function appRow(app, columns) {
    return html `${columns.map((column) => cell(column, column.content(app)))}`;
}
function seenName({ name }) {
    return plain(name ?? '')
        .trim()
        .toLowerCase();
}

;// CONCATENATED MODULE: ./build/report/page/apps-section.js





/** Returns every app with its use: sortable, searchable. */
function appsSection(data) {
    const { apps, weeks, withUsers } = data;
    const column = appColumns(data);
    const columns = [
        column.name,
        column.launches,
        ...(withUsers ? [column.users] : []),
        column.last,
        ...(weeks.length === 0 ? [] : [column.weeks]),
        column.environment,
    ];
    return section({
        id: 'apps',
        title: 'All apps',
        lead: apps.length === 0 ? 'No app is known yet.' : leadOf(data),
        width: 'whole',
        body: apps.length === 0
            ? null
            : listing({
                id: 'all-apps',
                noun: ['app', 'apps'],
                order: 'the most launched of the 28 days first',
                columns,
                rows: apps.map((app) => appRow(app, columns)),
            }),
    });
}
function leadOf(data) {
    const { recent, weeks } = data;
    const unnamed = recent?.unnamed.app ?? 0;
    const others = unnamed === 0 ? '' : ` ${(0,wording/* plural */.LS)(unnamed, 'launch', 'launches')} of them: ${page_recent/* UNNAMED */.rY.app}, so in no row.`;
    const bars = weeks.length === 0
        ? ''
        : ` Small bars: launches by week, each app on its own scale${weeks.every(page_recent/* isWhole */.wP) ? '' : '; shaded weeks are not wholly covered'}.`;
    return `Canvas apps seen in the audit log, and those of the app catalog if one is given. ${(0,page_recent/* recentSpan */.Uo)(data)}${others}${bars}`;
}

;// CONCATENATED MODULE: ./node_modules/d3-array/src/ticks.js
const e10 = Math.sqrt(50),
    e5 = Math.sqrt(10),
    e2 = Math.sqrt(2);

function tickSpec(start, stop, count) {
  const step = (stop - start) / Math.max(0, count),
      power = Math.floor(Math.log10(step)),
      error = step / Math.pow(10, power),
      factor = error >= e10 ? 10 : error >= e5 ? 5 : error >= e2 ? 2 : 1;
  let i1, i2, inc;
  if (power < 0) {
    inc = Math.pow(10, -power) / factor;
    i1 = Math.round(start * inc);
    i2 = Math.round(stop * inc);
    if (i1 / inc < start) ++i1;
    if (i2 / inc > stop) --i2;
    inc = -inc;
  } else {
    inc = Math.pow(10, power) * factor;
    i1 = Math.round(start / inc);
    i2 = Math.round(stop / inc);
    if (i1 * inc < start) ++i1;
    if (i2 * inc > stop) --i2;
  }
  if (i2 < i1 && 0.5 <= count && count < 2) return tickSpec(start, stop, count * 2);
  return [i1, i2, inc];
}

function ticks(start, stop, count) {
  stop = +stop, start = +start, count = +count;
  if (!(count > 0)) return [];
  if (start === stop) return [start];
  const reverse = stop < start, [i1, i2, inc] = reverse ? tickSpec(stop, start, count) : tickSpec(start, stop, count);
  if (!(i2 >= i1)) return [];
  const n = i2 - i1 + 1, ticks = new Array(n);
  if (reverse) {
    if (inc < 0) for (let i = 0; i < n; ++i) ticks[i] = (i2 - i) / -inc;
    else for (let i = 0; i < n; ++i) ticks[i] = (i2 - i) * inc;
  } else {
    if (inc < 0) for (let i = 0; i < n; ++i) ticks[i] = (i1 + i) / -inc;
    else for (let i = 0; i < n; ++i) ticks[i] = (i1 + i) * inc;
  }
  return ticks;
}

function tickIncrement(start, stop, count) {
  stop = +stop, start = +start, count = +count;
  return tickSpec(start, stop, count)[2];
}

function tickStep(start, stop, count) {
  stop = +stop, start = +start, count = +count;
  const reverse = stop < start, inc = reverse ? tickIncrement(stop, start, count) : tickIncrement(start, stop, count);
  return (reverse ? -1 : 1) * (inc < 0 ? 1 / -inc : inc);
}

;// CONCATENATED MODULE: ./node_modules/d3-array/src/nice.js


function nice(start, stop, count) {
  let prestep;
  while (true) {
    const step = tickIncrement(start, stop, count);
    if (step === prestep || step === 0 || !isFinite(step)) {
      return [start, stop];
    } else if (step > 0) {
      start = Math.floor(start / step) * step;
      stop = Math.ceil(stop / step) * step;
    } else if (step < 0) {
      start = Math.ceil(start * step) / step;
      stop = Math.floor(stop * step) / step;
    }
    prestep = step;
  }
}

;// CONCATENATED MODULE: ./build/report/page/svg.js

/** Returns one of the equal parts of an area that is divided into columns and rows; parts count row by row. */
function partOf({ left, top, width, height }, columns, rows, index) {
    const part = { width: width / columns, height: height / rows };
    const [column, row] = [index % columns, Math.floor(index / columns)];
    return { ...part, left: left + column * part.width, top: top + row * part.height };
}
/** Returns a drawing of `width` by `height` units. It is for eyes only: what stands around it says the same to ears. */
function drawing(width, height, content) {
    return html `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${content}</svg>`;
}
/** Returns a rectangle in the color of the class `paint`. A pointer on it shows `hint`. */
function rectangle(paint, { left, top, width, height }, { rounding, hint } = {}) {
    const corners = rounding === undefined ? null : html ` rx="${rounding}"`;
    const title = hint === undefined ? null : html `<title>${hint}</title>`;
    return html `<rect class="${paint}" x="${units(left)}" y="${units(top)}" width="${units(width)}" height="${units(height)}"${corners}>${title}</rect>`;
}
/** Returns units of a drawing to the hundredth. */
function units(value) {
    return Math.round(value * 100) / 100;
}

;// CONCATENATED MODULE: ./build/report/page/axes.js




const LABEL_GAP = 8;
const LABELS_BELOW = 14;
/** Returns the scale of counts up to `most`, in about so many steps. */
function countScale(most, steps) {
    const [, top] = nice(0, Math.max(1, most), steps);
    return { top, ticks: ticks(0, top, steps).filter(Number.isInteger) };
}
/** Returns how far down in the drawing a count stands. */
function levelOf(count, { top }, area) {
    return area.top + area.height * (1 - count / top);
}
/** Returns the middle of a part of an area that is divided into `parts` columns. */
function middleOf(index, parts, { left, width }) {
    return left + ((index + 0.5) / parts) * width;
}
/** Returns the axis of a scale: a line across the area for each tick, and its count to the left. */
function countAxis(scale, area) {
    const lines = scale.ticks.map((count) => {
        const level = levelOf(count, scale, area);
        return html `${line('rule', level, area)}${label((0,wording/* shortCount */.uS)(count), area.left - LABEL_GAP, level, 'end')}`;
    });
    return html `${lines}`;
}
/** Returns at most so many of some values, at equal distance, counted from the last. */
function thinned(values, most) {
    const step = Math.ceil(values.length / most);
    return values.filter((_, index) => (values.length - 1 - index) % step === 0);
}
/** Returns the line below an area, and below it the names of the area's columns; `null` for one without. */
function columnAxis(names, area) {
    const bottom = area.top + area.height;
    return html `${line('axis', bottom, area)}${columnNames(names, area)}`;
}
/** Returns the names of an area's columns, below it; `null` for one without. */
function columnNames(names, area) {
    const bottom = area.top + area.height + LABELS_BELOW;
    const labels = names.map((name, index) => name === null ? null : label(name, middleOf(index, names.length, area), bottom, 'middle'));
    return html `${labels}`;
}
/** Returns the names of an area's rows, to the left of it. */
function rowNames(names, { left, top, height }) {
    const labels = names.map((name, index) => label(name, left - LABEL_GAP, top + ((index + 0.5) / names.length) * height, 'end'));
    return html `${labels}`;
}
/**
 * Returns bars that stand side by side in an area, the parts of each on top of each other, the first lowest. A bar takes
 * `share` of its column's width, and no more than `widest`.
 */
function axes_bars(columns, scale, area, { share, widest }) {
    const width = Math.min((share * area.width) / columns.length, widest);
    const shapes = columns.map((parts, index) => {
        const left = middleOf(index, columns.length, area) - width / 2;
        let below = 0;
        return parts.map(({ count, paint }) => {
            const bottom = levelOf(below, scale, area);
            below += count;
            const top = levelOf(below, scale, area);
            return count === 0 ? null : rectangle(paint, { left, top, width, height: bottom - top });
        });
    });
    return html `${shapes}`;
}
/** A line across an area, on whole pixels where a unit is one. */
function line(paint, level, { left, width }) {
    return html `<path class="${paint}" d="M${left} ${Math.round(level) + 0.5}h${width}"/>`;
}
function label(text, x, y, anchor) {
    return html `<text class="label" x="${units(x)}" y="${units(y)}" text-anchor="${anchor}" dominant-baseline="central">${text}</text>`;
}

;// CONCATENATED MODULE: ./build/report/page/hit-areas.js


/**
 * Divides an area into equal columns and rows, each of which tells a pointer what stands there, also where a bar is low.
 * `hitAreas` row by row.
 */
function pointerAreas(hitAreas, area, rows = 1) {
    const columns = hitAreas.length / rows;
    const rectangles = hitAreas.map(({ hint, paint }, index) => rectangle(paint, partOf(area, columns, rows, index), { hint }));
    return html `${rectangles}`;
}

;// CONCATENATED MODULE: ./build/report/page/days-chart.js





const LEFT = 46;
const RIGHT = 6;
const TOP = 30;
const BOTTOM = 30;
const LAUNCHES_HEIGHT = 170;
const USERS_HEIGHT = 70;
const BETWEEN = 38;
const HEADING_ABOVE = 20;
const SHORT_LINE = 14;
const FOUR_WEEKS = 28;
const DAYS_BARS = { share: 0.78, widest: 28 };
/**
 * Draws launches a day as bars and, below on the same days, users a day as a line. `hitAreas` tell each day. Bars and points
 * of days that are not covered are lighter, and no line leads to them.
 */
function drawDays(days, hitAreas, { width, mostLabels }) {
    const column = { left: LEFT, width: width - LEFT - RIGHT };
    const upper = { ...column, top: TOP, height: LAUNCHES_HEIGHT };
    const lower = { ...column, top: TOP + LAUNCHES_HEIGHT + BETWEEN, height: USERS_HEIGHT };
    const withUsers = days.some(({ users }) => users !== null);
    const height = (withUsers ? lower.top + lower.height : upper.top + upper.height) - TOP;
    const names = dayNames(days, mostLabels);
    const content = [
        launchBars(days, upper),
        columnAxis(withUsers ? [] : names, upper),
        withUsers ? [userLine(days, lower), columnAxis(names, lower)] : null,
        pointerAreas(hitAreas, { ...column, top: TOP, height }),
    ];
    return drawing(width, TOP + height + BOTTOM, content);
}
function launchBars(days, area) {
    const scale = countScale(Math.max(...days.map(({ launches }) => launches)), 4);
    const columns = days.map(({ launches, status }) => [
        { count: launches, paint: status === 'covered' ? 'launches' : 'part' },
    ]);
    return html `${heading('Launches', area)}${countAxis(scale, area)}${axes_bars(columns, scale, area, DAYS_BARS)}`;
}
/** The users of covered days in a row, joined by a line, few of them as points too; users of other days as hollow points. */
function userLine(days, area) {
    const scale = countScale(Math.max(...days.map(({ users }) => users ?? 0)), 3);
    const points = days.map(({ users, status }, index) => ({
        x: units(middleOf(index, days.length, area)),
        y: units(levelOf(users ?? 0, scale, area)),
        isCovered: status === 'covered',
        isSeen: (users ?? 0) > 0,
    }));
    const path = points
        .map(({ x, y, isCovered }, index) => {
        if (!isCovered)
            return '';
        return `${points[index - 1]?.isCovered ? 'L' : 'M'}${x} ${y}`;
    })
        .join('');
    const isAlone = (index) => !points[index - 1]?.isCovered && !points[index + 1]?.isCovered;
    const circles = points.map(({ x, y, isCovered, isSeen }, index) => {
        if (isCovered ? days.length > SHORT_LINE && !isAlone(index) : !isSeen)
            return null;
        return html `<circle class="${isCovered ? 'users' : 'some'}" cx="${x}" cy="${y}" r="2.5"/>`;
    });
    const line = path === '' ? null : html `<path class="users" d="${path}"/>`;
    return html `${heading('Users', area)}${countAxis(scale, area)}${line}${circles}`;
}
function heading(text, { top }) {
    return html `<text class="heading" x="0" y="${top - HEADING_ABOVE}" dominant-baseline="central">${text}</text>`;
}
/** The days that the axis names: all, some at equal distance, or some of the Mondays. Counted from the last. */
function dayNames(days, most) {
    const every = days.map(({ date }) => date);
    const named = every.length < FOUR_WEEKS ? every : every.filter((date) => (0,wording/* weekday */.jr)(date) === 0);
    const chosen = new Set(thinned(named, most));
    return every.map((date) => (chosen.has(date) ? (0,wording/* dayOfYear */.vb)(date) : null));
}

;// CONCATENATED MODULE: ./build/report/page/days-section.js





const WIDE = { width: 920, mostLabels: 8 };
const NARROW = { width: 420, mostLabels: 4 };
/** What a reader must know of a day that is not covered. */
const HINTS = {
    covered: '',
    before: ', before the data begin',
    gap: ', in a gap: launches may be missing',
    open: ', not complete yet: may still rise',
};
const BEGINS = ', the data begin in the course of this day';
const MEANINGS = [
    ['before', 'Before the data begin: some launches only'],
    ['gap', 'Gap: launches may be missing'],
    ['open', 'Not complete yet: may still rise'],
];
/** Returns launches and users of each day of the last 13 weeks. There is a day at least. */
function daysSection(data) {
    const { days, withUsers } = data;
    const begin = (0,page_recent/* beginOf */.pv)(data);
    const known = ({ date, status }) => date === begin && status === 'before' ? BEGINS : HINTS[status];
    const hitAreas = days.map((each) => {
        const hint = `${(0,wording/* day */.vd)(each.date)}: ${countsOf(each)}${known(each)}`;
        return { hint, paint: each.status === 'covered' ? 'spot' : each.status };
    });
    const drawings = [
        html `<div class="wide">${drawDays(days, hitAreas, WIDE)}</div>`,
        html `<div class="narrow">${drawDays(days, hitAreas, NARROW)}</div>`,
    ];
    const title = withUsers ? 'Launches and users a day' : 'Launches a day';
    const summary = summaryOf(data);
    const rows = days
        .map((each) => [
        html `${(0,wording/* day */.vd)(each.date)}${known(each)}`,
        (0,wording/* count */.U9)(each.launches),
        ...(each.users === null ? [] : [(0,wording/* count */.U9)(each.users)]),
    ])
        .reverse();
    return section({
        id: 'days',
        title,
        lead: summary,
        width: 'whole',
        body: [
            legend(legendOf(days, withUsers)),
            chart(`${title}. ${summary}`, drawings),
            numbers({ label: title, header: ['Day', 'Launches', ...(withUsers ? ['Users'] : [])], rows }),
        ],
    });
}
function legendOf(days, withUsers) {
    const seen = new Set(days.map(({ status }) => status));
    const some = MEANINGS.filter(([status]) => seen.has(status));
    return [
        ['launches', 'Launches'],
        ...(some.length === 0 ? [] : [['part', 'Launches of days that are not covered']]),
        ...(withUsers ? [['users', 'Users who launched an app']] : []),
        ...some,
    ];
}
function summaryOf({ days, withUsers }) {
    const covered = days.filter(({ status }) => status === 'covered');
    const [first, last] = [days[0], days.at(-1)];
    const when = first === undefined || last === undefined ? '' : `${(0,wording/* days */._3)(first.date, last.date)}: `;
    const known = covered.length === 0
        ? 'None of these days is covered.'
        : `${(0,wording/* average */.G8)(sumOf(covered) / covered.length)} a day on average over the ${(0,wording/* plural */.LS)(covered.length, 'covered day')}.`;
    const most = days.reduce((best, each) => (each.launches > best.launches ? each : best));
    const busiest = most.launches === 0 ? '' : ` Busiest day: ${(0,wording/* day */.vd)(most.date)} with ${(0,wording/* count */.U9)(most.launches)}.`;
    const users = Math.max(...days.map((each) => each.users ?? 0));
    const people = withUsers && users > 0 ? ` At most ${(0,wording/* plural */.LS)(users, 'user')} a day.` : '';
    return `${when}${(0,wording/* plural */.LS)(sumOf(days), 'launch', 'launches')}. ${known}${busiest}${people}`;
}
function sumOf(days) {
    return days.reduce((sum, { launches }) => sum + launches, 0);
}
function countsOf({ launches, users }) {
    const people = users === null ? '' : `, ${(0,wording/* plural */.LS)(users, 'user')}`;
    return `${(0,wording/* plural */.LS)(launches, 'launch', 'launches')}${people}`;
}

;// CONCATENATED MODULE: ./build/report/page/bar-table.js



/** Returns a table with a bar under each name, as long as its value. `header` names the columns, the value's second. */
function barTable(label, paint, header, bars) {
    const most = Math.max(1, ...bars.map(({ value }) => value));
    const head = header.map((cell) => html `<th scope="col">${cell}</th>`);
    const rows = bars.map(({ name, value, others }) => {
        const length = ((value / most) * 100).toFixed(1);
        const bar = html `<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="${paint}" width="${length}" height="1"/></svg>`;
        const cells = [value, ...others].map((each) => html `<td>${each === null ? '\u2013' : (0,wording/* count */.U9)(each)}</td>`);
        return html `<tr><th scope="row">${name}${bar}</th>${cells}</tr>\n`;
    });
    return scroller(label, html `<table class="bars"><thead><tr>${head}</tr></thead><tbody>\n${rows}</tbody></table>`);
}

;// CONCATENATED MODULE: ./build/report/page/environments-section.js






const SHOWN = 10;
/** Returns users, or without users launches, of the 28 days by environment. */
function environmentsSection(data) {
    const { environments, recent, withUsers, inventory } = data;
    const title = withUsers ? 'Users by environment' : 'Launches by environment';
    const ranked = withUsers
        ? environments.toSorted((a, b) => (b.users28d ?? 0) - (a.users28d ?? 0))
        : environments;
    const withApps = inventory !== null;
    const bars = ranked.map((each) => barOf(each, withUsers, withApps));
    const header = [
        ...(withUsers ? ['Environment', 'Users', 'Launches'] : ['Environment', 'Launches']),
        ...(withApps ? ['Apps'] : []),
    ];
    const paint = withUsers ? 'users' : 'launches';
    const more = bars.slice(SHOWN);
    const rest = more.length === 0
        ? null
        : html `<details><summary>${(0,wording/* count */.U9)(more.length)} more ${more.length === 1 ? 'environment' : 'environments'}</summary>${barTable(`more ${title.toLowerCase()}`, paint, header, more)}</details>`;
    const people = withUsers ? ' A user of two environments counts in both.' : '';
    return section({
        id: 'environments',
        title,
        lead: environments.length === 0
            ? 'No environment is known yet.'
            : `${(0,page_recent/* recentSpan */.Uo)(data)}${recent === null ? '' : people}`,
        width: 'half',
        body: recent === null || bars.length === 0
            ? null
            : [barTable(title.toLowerCase(), paint, header, bars.slice(0, SHOWN)), rest],
    });
}
function barOf({ id, name, apps, launches28d, users28d }, withUsers, withApps) {
    const all = withApps ? [apps] : [];
    const label = nameOf(name, id, page_recent/* UNNAMED */.rY.environment);
    return withUsers
        ? { name: label, value: users28d ?? 0, others: [launches28d, ...all] }
        : { name: label, value: launches28d, others: all };
}

;// CONCATENATED MODULE: ./build/report/page/hours-section.js





const WIDTH = 420;
const hours_section_HEIGHT = 206;
const AREA = { left: 40, top: 6, width: WIDTH - 46, height: hours_section_HEIGHT - 32 };
const TITLE = 'Launches by weekday and hour';
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SATURDAY = 5;
const LEVELS = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4', 'heat5'];
const HIGHEST = LEVELS.length - 1;
/** Returns when apps are launched: weekdays by hours of the day. The hours hold a launch at least. */
function hoursSection(hours, timeZone) {
    const cells = wording/* WEEKDAYS */.w4.flatMap((_, weekday) => HOURS.map((hour) => ({ weekday, hour, launches: hours.launches[weekday]?.[hour] ?? 0 })));
    const busiest = cells.reduce((best, cell) => (cell.launches > best.launches ? cell : best));
    const summary = `${(0,wording/* days */._3)(hours.from, hours.to)}, ${(0,wording/* plural */.LS)(sum(hours.days), 'covered day')}, hours in ${timeZone}.${unevenness(hours.days)} Busiest: ${hours_section_nameOf(busiest)}, with ${(0,wording/* plural */.LS)(busiest.launches, 'launch', 'launches')}.${weekendShare(cells, hours.days)}`;
    return section({
        id: 'hours',
        title: TITLE,
        lead: summary,
        width: 'half',
        body: [
            chart(`${TITLE}. ${summary}`, drawHours(cells, busiest.launches, hours.days)),
            legend([
                ...hours_section_legendOf(busiest.launches),
                ...(hours.days.includes(0) ? [['gap', 'Weekday not covered']] : []),
            ]),
            numbers({
                label: TITLE,
                header: ['Hour', ...wording/* WEEKDAYS */.w4.map(hours_section_short)],
                rows: HOURS.map((hour) => [
                    clock(hour),
                    ...cells
                        .filter((cell) => cell.hour === hour)
                        .map(({ weekday, launches }) => (hours.days[weekday] === 0 ? '' : (0,wording/* count */.U9)(launches))),
                ]),
            }),
        ],
    });
}
/** How often each weekday counts, where that differs: more launches on one may be more of those days. */
function unevenness(days) {
    if (new Set(days).size === 1)
        return '';
    const times = wording/* WEEKDAYS */.w4.map((name, weekday) => `${hours_section_short(name)} ${(0,wording/* count */.U9)(days[weekday] ?? 0)}`);
    return ` Covered days of each: ${times.join(', ')}.`;
}
/** What is not known of a weekday is no part of a whole. */
function weekendShare(cells, days) {
    if (days.includes(0))
        return '';
    const weekend = hours_section_sumOf(cells.filter(({ weekday }) => weekday >= SATURDAY)) / hours_section_sumOf(cells);
    return ` Saturday and Sunday: ${(0,wording/* percent */.KN)(weekend)} of all.`;
}
function drawHours(cells, most, days) {
    const squares = cells.map(({ launches }, index) => {
        const paint = LEVELS[Math.ceil((launches / most) * HIGHEST)] ?? LEVELS[0];
        return rectangle(paint, partOf(AREA, HOURS.length, wording/* WEEKDAYS */.w4.length, index), { rounding: 2 });
    });
    const hitAreas = cells.map((cell) => {
        return days[cell.weekday] === 0
            ? { hint: `${hours_section_nameOf(cell)}: not covered`, paint: 'gap' }
            : { hint: `${hours_section_nameOf(cell)}: ${(0,wording/* count */.U9)(cell.launches)}`, paint: 'spot' };
    });
    const named = HOURS.map((hour) => (hour % 6 === 0 || hour === HOURS.length - 1 ? clock(hour) : null));
    const content = [
        squares,
        columnNames(named, AREA),
        rowNames(wording/* WEEKDAYS */.w4.map(hours_section_short), AREA),
        pointerAreas(hitAreas, AREA, wording/* WEEKDAYS */.w4.length),
    ];
    return drawing(WIDTH, hours_section_HEIGHT, content);
}
/** The launches that each level stands for, without levels that stand for none. */
function hours_section_legendOf(most) {
    const upTo = (level) => Math.floor((most * level) / HIGHEST);
    return LEVELS.flatMap((paint, level) => {
        if (level === 0)
            return [[paint, '0']];
        const [from, to] = [upTo(level - 1) + 1, upTo(level)];
        if (from > to)
            return [];
        return [[paint, from === to ? (0,wording/* count */.U9)(to) : `${(0,wording/* count */.U9)(from)} to ${(0,wording/* count */.U9)(to)}`]];
    });
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}
function hours_section_sumOf(cells) {
    return sum(cells.map(({ launches }) => launches));
}
function hours_section_nameOf({ weekday, hour }) {
    return `${wording/* WEEKDAYS */.w4[weekday]}, ${clock(hour)} to ${clock(hour + 1)}`;
}
function clock(hour) {
    return `${String(hour % HOURS.length).padStart(2, '0')}:00`;
}
function hours_section_short(weekday) {
    return weekday.slice(0, 3);
}

;// CONCATENATED MODULE: ./build/report/page/idle-apps-section.js






const SHOWN_OPEN = 25;
/** Returns the apps that nobody launches, for how long, and how sure that is. */
function idleAppsSection(data, idle, unused) {
    const { apps, order } = listed(unused);
    return section({
        id: 'idle',
        title: 'Apps that nobody launches',
        lead: `${idle.known ? idle_apps_section_summaryOf(idle) : unknown(idle)} ${CANVAS_ONLY}`,
        width: 'whole',
        body: data.apps.length === 0
            ? null
            : [windowsTable(unused), apps.length === 0 ? null : table(data, apps, order)],
    });
}
const CANVAS_ONLY = 'Model-driven apps and pages are not here, because Microsoft logs no launch of them. Ask the owner before you delete an app: other use, such as an app inside Teams or SharePoint, may not count as a launch.';
/** The apps of the shortest time that is known; while none is, those never launched. */
function listed({ windows, never }) {
    const known = windows.flatMap(({ idle }) => (idle.known ? [idle.apps] : []))[0];
    if (known === undefined)
        return { apps: never, order: 'none of them ever launched in the data' };
    // An app that is younger than that time, and was never launched.
    const ids = new Set(known.map(({ id }) => id));
    return {
        apps: [...known, ...never.filter(({ id }) => !ids.has(id))],
        order: 'the longest without a launch first',
    };
}
function windowsTable({ windows, never }) {
    const rows = windows.map(({ days, idle }) => [
        `${days} days`,
        idle.known ? (0,wording/* count */.U9)(idle.apps.length) : '\u2013',
        note(doubtOf(days, idle)),
    ]);
    return numbersTable({
        label: 'apps without a launch, by time',
        header: ['No launch for', 'Apps', 'How sure'],
        rows: [
            ...rows,
            ['Never seen', (0,wording/* count */.U9)(never.length), note('no launch in all of the data, young apps too')],
        ],
    });
}
/** Words among numbers begin at the left. */
function note(text) {
    return html `<span class="words">${text}</span>`;
}
function doubtOf(days, idle) {
    if (!idle.known) {
        const begin = idle.begin === null ? 'nothing is covered yet' : `the data begin on ${(0,wording/* day */.vd)(idle.begin)}`;
        return `not known: ${begin}, ${(0,wording/* count */.U9)(idle.coveredDays)} of ${days} days are covered`;
    }
    const left = days - idle.coveredDays;
    const since = `no launch after ${(0,wording/* day */.vd)(idle.since)}`;
    return left === 0 ? since : `${since}; ${(0,wording/* plural */.LS)(left, 'day')} not covered, so launches may be missing`;
}
function idle_apps_section_summaryOf(idle) {
    const time = `after ${(0,wording/* day */.vd)(idle.since)}. The ${idle_apps/* IDLE_DAYS */.LW} days up to ${(0,wording/* day */.vd)(idle.lastDate)}, the last complete day, count`;
    const left = idle_apps/* IDLE_DAYS */.LW - idle.coveredDays;
    const gaps = left === 0
        ? ''
        : `; ${(0,wording/* plural */.LS)(left, 'day')} of them ${left === 1 ? 'is' : 'are'} not covered, so launches may be missing`;
    if (idle.of === 0)
        return 'No app is known yet that is not deleted.';
    if (idle.apps.length === 0)
        return `Every app has a launch ${time}${gaps}. Deleted apps are left out.`;
    const one = idle.apps.length === 1;
    return `${(0,wording/* count */.U9)(idle.apps.length)} of ${(0,wording/* count */.U9)(idle.of)} apps ${one ? 'has' : 'have'} no launch ${time}${gaps}. Deleted apps are left out.`;
}
function unknown({ begin, coveredDays, never }) {
    const some = `${(0,wording/* count */.U9)(never)} ${never === 1 ? 'app has' : 'apps have'} no launch so far. `;
    const since = begin === null
        ? ''
        : `The data begin on ${(0,wording/* day */.vd)(begin)}; ${(0,wording/* count */.U9)(coveredDays)} of the ${idle_apps/* IDLE_DAYS */.LW} days up to the last complete one are covered. `;
    return `${since}${never === 0 ? '' : some}Once the data cover ${idle_apps/* IDLE_DAYS */.LW} days, the apps without a launch are listed here.`;
}
function table(data, apps, order) {
    const { name, environment, last, owner, created, published, shared, portal } = appColumns(data);
    const columns = data.inventory === null
        ? [name, last, environment]
        : [name, last, owner, environment, created, published, shared, portal];
    const list = listing({
        id: 'idle-apps',
        noun: ['unused app', 'unused apps'],
        order: apps.length > MOST_ROWS ? `${order}; ${(0,wording/* count */.U9)(apps.length - MOST_ROWS)} more in the table apps` : order,
        columns,
        rows: apps.slice(0, MOST_ROWS).map((app) => appRow(app, columns)),
    });
    if (apps.length <= SHOWN_OPEN)
        return list;
    return html `<details><summary>Show ${(0,wording/* count */.U9)(apps.length)} apps</summary>${list}</details>`;
}

// EXTERNAL MODULE: ./build/report/page/unused-apps.js
var unused_apps = __webpack_require__(9486);
;// CONCATENATED MODULE: ./build/report/page/inventory-sections.js








/** Returns what only an inventory can tell: apps of idle owners, and new apps a month. Nothing without one. */
function inventorySections(data, { ownerIdle }) {
    return data.inventory === null ? [] : [ownersSection(data, ownerIdle), newAppsSection(data)];
}
function ownersSection(data, apps) {
    const column = appColumns(data);
    const columns = [column.name, column.owner, column.ownerLast, column.last, column.environment];
    const who = 'The owner is the one in the inventory; no name of an owner is on this page.';
    const lead = apps === null
        ? `Not known yet: the data must cover ${idle_apps/* IDLE_DAYS */.LW} days, and hold users and owners.`
        : `${(0,wording/* count */.U9)(apps.length)} ${apps.length === 1 ? 'app is' : 'apps are'} owned by somebody who launched no app in the ${idle_apps/* IDLE_DAYS */.LW} days up to the last complete one, or later.`;
    const rows = (apps ?? []).slice(0, MOST_ROWS).map((app) => appRow(app, columns));
    return section({
        id: 'owners',
        title: 'Apps of owners who launch nothing',
        lead: `${lead} ${who}`,
        width: 'half',
        body: rows.length === 0
            ? null
            : html `<details><summary>Show ${(0,wording/* count */.U9)(rows.length)} ${rows.length === 1 ? 'app' : 'apps'}</summary>${listing({
                ...{
                    id: 'owner-apps',
                    noun: ['app of an idle owner', 'apps of idle owners'],
                    order: 'the most launched first',
                },
                ...{ columns, rows },
            })}</details>`,
    });
}
function newAppsSection(data) {
    const months = (0,unused_apps/* newApps */.z7)(data) ?? [];
    const bars = months.map(({ month, apps }) => {
        // "1 Nov 2026" without its day.
        return { name: html `${(0,wording/* day */.vd)(`${month}-01`).slice(2)}`, value: apps, others: [] };
    });
    const until = data.inventory === null ? '' : `up to the inventory of ${(0,wording/* instant */.uR)(data.inventory.takenAt)}`;
    return section({
        id: 'new-apps',
        title: 'New apps a month',
        lead: `Apps by the month in which they were created, UTC, ${until}. Those that were deleted before the first inventory are not known.`,
        width: 'half',
        body: barTable('new apps a month', 'launches', ['Month', 'New apps'], bars),
    });
}

;// CONCATENATED MODULE: ./build/report/page/kpi-cards.js




/** Returns the few numbers to know first, of the 28 days up to the last complete one. */
function tiles(data, idle) {
    const shown = [launches(data), people(data), apps(data), idleTile(idle)];
    const items = shown.map(({ label, value, note }) => html `<div class="tile"><dt>${label}</dt><dd><b>${value}</b><span>${note}</span></dd></div>\n`);
    return html `<div class="recent"><p class="lead">${(0,page_recent/* recentDays */.xi)(data)}</p><dl class="tiles" aria-label="${(0,page_recent/* recentDays */.xi)(data)}">\n${items}</dl></div>\n`;
}
/** What is not known is not zero. */
const UNKNOWN = '\u2013';
function launches({ recent }) {
    const label = 'Launches in 28 days';
    if (recent === null)
        return { label, value: UNKNOWN, note: NOT_COVERED };
    return { label, value: (0,wording/* count */.U9)(recent.launches), note: changeOf(recent) };
}
const NOT_COVERED = 'none of the days is covered';
function changeOf({ comparison, coveredDays }) {
    if (comparison === null || comparison.before === 0) {
        return coveredDays < page_recent/* RECENT */.Ot ? `${(0,wording/* count */.U9)(coveredDays)} of the days covered` : 'all days covered';
    }
    const change = (comparison.launches - comparison.before) / comparison.before;
    const left = page_recent/* RECENT */.Ot - comparison.days;
    const without = left === 0 ? '' : `; ${(0,wording/* plural */.LS)(left, 'uncovered day')} left out`;
    const share = Math.round(change * 100);
    const sign = share === 0 ? '\u00b1' : share < 0 ? '\u2212' : '+';
    return `${sign}${(0,wording/* count */.U9)(Math.abs(share))}% on the 28 days before${without}`;
}
function people({ recent, environments, withUsers }) {
    if (!withUsers) {
        const used = environments.filter(({ id, launches28d }) => id !== null && launches28d > 0).length;
        const known = environments.filter(({ id }) => id !== null).length;
        const label = 'Environments in use';
        return { label, value: recent === null ? UNKNOWN : (0,wording/* count */.U9)(used), note: `of ${(0,wording/* count */.U9)(known)} known` };
    }
    const label = 'Users in 28 days';
    if (recent === null || recent.users === null)
        return { label, value: UNKNOWN, note: NOT_COVERED };
    const { users, unnamed, to } = recent;
    const nobody = unnamed.user ? `; ${(0,wording/* plural */.LS)(unnamed.user, 'launch', 'launches')}: ${page_recent/* UNNAMED */.rY.user}` : '';
    const note = `${(0,wording/* count */.U9)(users.week)} in the last week, ${(0,wording/* count */.U9)(users.day)} on ${(0,wording/* day */.vd)(to)}${nobody}`;
    return { label, value: (0,wording/* count */.U9)(users.month), note };
}
function apps({ apps: all, recent }) {
    const used = all.filter(({ launches28d }) => (launches28d ?? 0) > 0).length;
    const nameless = recent?.unnamed.app ?? 0;
    const nothing = nameless === 0 ? '' : `; ${(0,wording/* plural */.LS)(nameless, 'launch', 'launches')}: ${page_recent/* UNNAMED */.rY.app}`;
    return {
        label: 'Apps in 28 days',
        value: recent === null ? UNKNOWN : (0,wording/* count */.U9)(used),
        note: `of ${(0,wording/* count */.U9)(all.length)} known${nothing}`,
    };
}
function idleTile(idle) {
    const label = `Idle for ${idle_apps/* IDLE_DAYS */.LW} days`;
    if (!idle.known)
        return { label, value: UNKNOWN, note: `known once ${idle_apps/* IDLE_DAYS */.LW} days are covered` };
    const left = idle_apps/* IDLE_DAYS */.LW - idle.coveredDays;
    const doubt = left === 0 ? '' : `; ${(0,wording/* plural */.LS)(left, 'day')} of them not covered`;
    return {
        label,
        value: (0,wording/* count */.U9)(idle.apps.length),
        note: `of ${(0,wording/* plural */.LS)(idle.of, 'app')}${doubt}`,
    };
}

;// CONCATENATED MODULE: ./build/report/page/missing-section.js



const missing_section_SHOWN_OPEN = 8;
/** Returns a sentence that says how complete the data are. */
function completeness({ coverage: { completeUntil, gaps, unreadBlobs } }) {
    const until = completeUntil === null
        ? 'Nothing is complete yet.'
        : `Complete until ${(0,wording/* instant */.uR)(completeUntil)}, within the service's normal delivery time.`;
    const holes = [
        ...(gaps.length === 0 ? [] : [`${(0,wording/* count */.U9)(gaps.length)} ${gaps.length === 1 ? 'gap' : 'gaps'}`]),
        ...(unreadBlobs === 0
            ? []
            : [`${(0,wording/* count */.U9)(unreadBlobs)} ${unreadBlobs === 1 ? 'content blob' : 'content blobs'} not yet read`]),
    ];
    return holes.length === 0 ? until : `${until} Except: ${holes.join(', ')}.`;
}
/** Returns what is missing: up to when the data are complete, what is not covered, what is not read yet. */
function missingSection(data) {
    const { from, watermark, completeUntil, gaps, unreadBlobs } = data.coverage;
    const facts = [
        ['Launches covered from', from === null ? 'nothing read yet' : time(from)],
        ['All content listed until', watermark === null ? 'not yet' : time(watermark)],
        ['Launches complete until', completeUntil === null ? 'not yet' : time(completeUntil)],
        [
            'Content blobs not yet read',
            unreadBlobs === 0 ? 'none' : `${(0,wording/* count */.U9)(unreadBlobs)}: the next run tries again, until they expire`,
        ],
        ...inventoryFacts(data),
        ['Gaps', gaps.length === 0 ? 'none' : `${(0,wording/* count */.U9)(gaps.length)}: launches of this time may be missing`],
    ];
    return section({
        id: 'missing',
        title: 'What is missing',
        lead: completeness(data),
        width: 'half',
        body: [
            html `<dl>${facts.map(([term, value]) => html `<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`,
            gapList(gaps),
        ],
    });
}
function inventoryFacts({ inventory }) {
    if (inventory === null)
        return [];
    const { takenAt, apps, environments, unread } = inventory;
    const left = unread === 0 ? '' : `; ${(0,wording/* count */.U9)(unread)} of them could not be read, and stay as they were`;
    return [
        [
            'App inventory',
            html `${time(takenAt)}: ${(0,wording/* plural */.LS)(apps, 'app')} in ${(0,wording/* plural */.LS)(environments, 'environment')}${left}`,
        ],
    ];
}
function gapList(gaps) {
    if (gaps.length === 0)
        return null;
    const items = gaps.map(({ gap_from, gap_to, reason, status }) => html `<li>${time(gap_from)} to ${time(gap_to)}<small>${reason}${status === 'pending' ? '; it may still be read' : null}</small></li>`);
    const list = html `<ul class="prose">${items}</ul>`;
    if (gaps.length <= missing_section_SHOWN_OPEN)
        return list;
    return html `<details><summary>Show ${(0,wording/* count */.U9)(gaps.length)} gaps</summary>${list}</details>`;
}
function time(ms) {
    return html `<time datetime="${(0,wording/* machineInstant */.pT)(ms)}">${(0,wording/* instant */.uR)(ms)}</time>`;
}

;// CONCATENATED MODULE: ./build/report/page/script.js
/** Rows of a long table that are shown at first. */
const FIRST_ROWS = 50;
/**
 * Script of the page: makes the long tables sortable and searchable, and shows their first rows. What it changes it tells
 * in the status line, which screen readers read out. It reads only what the page shows and keeps nothing. It stands before the
 * tables and says at once that it is there: then the style sheet shows only the first rows from the beginning, and no
 * browser lays out thousands to hide them again.
 */
const SCRIPT = `'use strict';
(() => {
  document.documentElement.classList.add('scripted');
  const FIRST = ${FIRST_ROWS};
  const SEARCHED = 12;
  const number = new Intl.NumberFormat('en-US');
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
  const read = {
    text: (cell) => (cell.querySelector('bdi, code') ?? cell).textContent || null,
    number: (cell) => (cell.textContent === '' ? null : Number(cell.textContent.replaceAll(',', ''))),
    date: (cell) => cell.querySelector('time')?.dateTime ?? null,
  };
  const words = {
    text: { ascending: 'A to Z', descending: 'Z to A' },
    number: { ascending: 'lowest first', descending: 'highest first' },
    date: { ascending: 'oldest first', descending: 'latest first' },
  };
  document.addEventListener('DOMContentLoaded', () => {
    for (const listing of document.querySelectorAll('.listing')) start(listing);
  });

  function start(listing) {
    const { one, many } = listing.dataset;
    const body = listing.querySelector('tbody');
    const status = listing.querySelector('.status');
    const more = listing.querySelector('.more');
    const search = listing.querySelector('input');
    let rows = [...body.rows];
    let order = status.textContent.slice(status.textContent.indexOf(', ') + 2);
    let all = false;
    const texts = new Map();
    const textOf = (row) => {
      let text = texts.get(row);
      if (text === undefined) {
        text = fold([...row.cells].map((cell) => cell.textContent).join(' ') + ' ' + (row.querySelector('bdi')?.title ?? ''));
        texts.set(row, text);
      }
      return text;
    };
    const show = () => {
      const wanted = fold(search.value).split(/\\s+/).filter((word) => word !== '');
      let found = 0;
      let shown = 0;
      for (const row of rows) {
        const fits = wanted.length === 0 || wanted.every((word) => textOf(row).includes(word));
        if (fits) found += 1;
        row.hidden = !fits || (!all && found > FIRST);
        if (!row.hidden) shown += 1;
      }
      const noun = rows.length === 1 ? one : many;
      const of = wanted.length === 0 ? '' : number.format(found) + ' of ';
      const part = shown < found ? ' The first ' + shown + ' are shown.' : '';
      status.textContent = of + number.format(rows.length) + ' ' + noun + (of === '' ? '' : ' found') + ', ' + order + part;
      more.hidden = found <= FIRST;
      more.textContent = all ? 'Show the first ' + FIRST : 'Show all ' + number.format(found);
    };
    const sort = (heading) => {
      const kind = heading.dataset.sort;
      const usual = kind === 'text' ? 'ascending' : 'descending';
      const other = kind === 'text' ? 'descending' : 'ascending';
      const direction = heading.getAttribute('aria-sort') === usual ? other : usual;
      for (const each of heading.parentElement.cells) each.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', direction);
      const sign = direction === 'ascending' ? 1 : -1;
      const keyed = rows.map((row) => [read[kind](row.cells[heading.cellIndex]), row]);
      keyed.sort(([a], [b]) => {
        if (a === null || b === null) return (a === null) - (b === null);
        return sign * (kind === 'number' ? a - b : kind === 'text' ? compare(a, b) : a < b ? -1 : a > b ? 1 : 0);
      });
      rows = keyed.map(([, row]) => row);
      body.append(...rows);
      order = 'sorted by ' + heading.textContent + ', ' + words[kind][direction] + '.';
      show();
    };
    for (const heading of listing.querySelectorAll('th[data-sort]')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      button.addEventListener('click', () => sort(heading));
      heading.append(button);
    }
    let timer;
    search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(show, 150);
    });
    more.addEventListener('click', () => {
      all = !all;
      show();
    });
    listing.querySelector('.controls').hidden = rows.length < SEARCHED;
    show();
    listing.classList.add('started');
  }
})();
`;

;// CONCATENATED MODULE: ./build/report/page/style.js

/** Colors, for light and dark, letters, and where sections stand. */
const FOUNDATION = `
:root {
  color-scheme: light dark;
  --paper: #f6f6f3; --surface: #fff; --ink: #1d2129; --quiet: #5a6270; --rule: #e4e5e1; --axis: #b9bdc4;
  --link: #1f5fa8; --focus: #1f5fa8;
  --launches: #2f6fb7; --part: #9dbde0; --users: #0b7f71; --returning: #0b7f71; --new: #dd8a1c;
  --gap: rgb(196 84 34 / 22%); --before: rgb(29 33 41 / 10%); --open: rgb(47 111 183 / 12%); --gap-ink: #a3420f; --spot: rgb(29 33 41 / 6%);
  --heat0: #eef0f2; --heat1: #cfe0f3; --heat2: #9fc3e8; --heat3: #639bd3; --heat4: #2f6fb7; --heat5: #163f73;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --surface: #1c2027; --ink: #e8eaee; --quiet: #a3abb8; --rule: #2d333d; --axis: #525b69;
    --link: #8fc0f5; --focus: #8fc0f5;
    --launches: #5f9fe3; --part: #34557c; --users: #3dbfab; --returning: #2ea594; --new: #efae57;
    --gap: rgb(240 134 84 / 30%); --before: rgb(232 234 238 / 13%); --open: rgb(95 159 227 / 18%); --gap-ink: #f3a27c; --spot: rgb(232 234 238 / 8%);
    --heat0: #262b34; --heat1: #1d3a5c; --heat2: #265a92; --heat3: #3f80c6; --heat4: #77b0ec; --heat5: #c4def9;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 2rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 2.25rem; line-height: 1.15; font-weight: 650; letter-spacing: -.022em; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.3; font-weight: 650; letter-spacing: -.008em; }
small { display: block; font-size: .8125rem; color: var(--quiet); font-weight: 400; }
code { font: .9em ui-monospace, "Cascadia Mono", Consolas, Menlo, monospace; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
bdi { overflow-wrap: anywhere; }
.quiet, .lead { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: .5rem .75rem; border-radius: 6px; }
.skip:focus { top: .75rem; }

header { margin-bottom: 1.75rem; }
header > p { max-width: 54rem; margin-top: .625rem; font-size: 1.0625rem; color: var(--quiet); }
header > .state { font-size: .9375rem; color: var(--ink); padding-left: 1.375rem; position: relative; }
.state::before {
  content: ""; position: absolute; left: .125rem; top: .4375rem; width: .625rem; height: .625rem;
  border-radius: 50%; background: var(--users);
}
.state.holes::before { border-radius: 2px; background: var(--gap-ink); transform: rotate(45deg); }

main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
section, .tile { background: var(--surface); border: 1px solid var(--rule); border-radius: 12px; min-width: 0; }
section { padding: 1.25rem 1.375rem 1.375rem; }
section > .lead { margin-top: .25rem; font-size: .9375rem; max-width: 58rem; text-wrap: pretty; }
.recent > .lead { margin-bottom: .75rem; padding-inline: .25rem; font-size: .9375rem; }
.tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; }
.tile { padding: 1rem 1.375rem 1.125rem; }
.tile dt { font-size: .875rem; color: var(--quiet); }
.tile b { display: block; font-size: 2.125rem; line-height: 1.2; font-weight: 650; letter-spacing: -.025em; }
.tile span { font-size: .8125rem; line-height: 1.4; color: var(--quiet); display: block; margin-top: .125rem; }
`;
/** Charts and their legends. Classes name what a color stands for. */
const CHARTS = `
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.125rem; margin-top: .75rem; list-style: none; font-size: .8125rem; color: var(--quiet); }
.legend li { display: flex; align-items: center; gap: .4375rem; }
.legend svg { width: .6875rem; height: .6875rem; flex: none; }
.chart { margin-top: .75rem; }
.chart svg { display: block; width: 100%; height: auto; max-width: 36rem; overflow: visible; }
.chart .wide svg { max-width: none; }
.chart text { font: 12px/1 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; font-variant-numeric: tabular-nums; }
.wide { display: none; }
.label { fill: var(--quiet); } .heading { fill: var(--ink); font-weight: 600; }
.rule { stroke: var(--rule); } .axis { stroke: var(--axis); }
.launches { fill: var(--launches); } .part { fill: var(--part); stroke: var(--launches); stroke-width: .75; }
.returning { fill: var(--returning); } .new { fill: var(--new); }
rect.users, circle.users { fill: var(--users); } circle.some { fill: var(--surface); stroke: var(--users); stroke-width: 1.5; } path.users { fill: none; stroke: var(--users); stroke-width: 2; stroke-linejoin: bevel; }
.gap { fill: var(--gap); } .before { fill: var(--before); } .open { fill: var(--open); } .spot { fill: transparent; } .spot:hover { fill: var(--spot); }
.heat0 { fill: var(--heat0); } .heat1 { fill: var(--heat1); } .heat2 { fill: var(--heat2); }
.heat3 { fill: var(--heat3); } .heat4 { fill: var(--heat4); } .heat5 { fill: var(--heat5); }
.chart [class^="heat"] { stroke: var(--surface); stroke-width: 1.5; }
`;
/** Tables: of numbers, with bars, and the long ones that can be searched. */
const TABLES = `
details { margin-top: .875rem; font-size: .9375rem; }
summary { cursor: pointer; color: var(--link); font-size: .875rem; width: fit-content; }
.scroller { overflow-x: auto; margin-top: .75rem; position: relative; }
details > .scroller { max-height: 24rem; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .8125rem; color: var(--quiet); vertical-align: bottom; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
.numbers { width: auto; min-width: min(100%, 22rem); }
.numbers td, .numbers th:not(:first-child), .bars td, .bars th:not(:first-child), .count { text-align: right; }
.numbers tbody th, .numbers td { padding-block: .3125rem; white-space: nowrap; }
.numbers td:last-child { white-space: normal; }
.numbers .words { display: block; text-align: left; }
.bars th:first-child { width: 100%; min-width: 9rem; }
.bars tbody > tr > * { padding-block: .5rem; }
.bar { display: block; width: 100%; height: .375rem; margin-top: .3125rem; border-radius: 3px; background: var(--heat0); }

.long bdi, .long th > code { display: block; }
.long thead th { white-space: normal; }
.long thead .count { min-width: 5.5rem; }
.long thead .text, .long td:not([class]) { min-width: 9rem; color: var(--quiet); }
.long tbody th { min-width: 11rem; overflow: hidden; }
.long .date { white-space: nowrap; }
.long tbody tr:hover > * { background: var(--spot); }
.long button {
  font: inherit; color: inherit; background: none; border: 0; padding: .25rem 0; margin-block: -.25rem; cursor: pointer;
  text-align: inherit;
}
.long button::after { content: "\u2195"; display: inline-block; width: 1em; margin-left: .25em; text-align: center; opacity: .5; }
.long [aria-sort] button { color: var(--ink); font-weight: 600; }
.long [aria-sort="ascending"] button::after { content: "\u2191"; opacity: 1; }
.long [aria-sort="descending"] button::after { content: "\u2193"; opacity: 1; }
.spark svg { display: block; width: auto; height: 1.375rem; border-bottom: 1px solid var(--axis); }
.spark path { fill: none; stroke: var(--launches); stroke-width: 4; } .spark .unknown { stroke: var(--before); stroke-width: 6; }
.scripted .listing:not(.started) tbody tr:nth-child(n + ${FIRST_ROWS + 1}) { display: none; }
.controls { margin-top: .875rem; display: flex; align-items: center; gap: .75rem; flex-wrap: wrap; font-size: .9375rem; }
.controls[hidden] { display: none; }
.controls input {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--axis); border-radius: 8px;
  padding: .4375rem .75rem; width: 20rem; max-width: 100%;
}
.status { margin-top: .625rem; font-size: .875rem; color: var(--quiet); }
.more {
  font: inherit; font-size: .9375rem; color: var(--link); background: none; border: 1px solid var(--axis); border-radius: 8px;
  padding: .4375rem 1rem; margin-top: 1rem; cursor: pointer;
}
.more:hover { background: var(--spot); }
`;
/** Lists and the footer. */
const LISTS = `
dl:not(.tiles) { margin-top: .875rem; font-size: .9375rem; }
dl:not(.tiles) > div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .4375rem 0; border-top: 1px solid var(--rule); }
dl:not(.tiles) dt { flex: 1 1 12rem; color: var(--quiet); }
dl:not(.tiles) dd { flex: 1 1 12rem; }
.prose { margin-top: .625rem; padding-left: 1.125rem; font-size: .9375rem; }
.prose li { margin-top: .5rem; }
footer { margin-top: 1.75rem; font-size: .8125rem; line-height: 1.6; color: var(--quiet); }
`;
/** What differs on wide and narrow screens, with forced colors, and on paper. */
const ADAPTATIONS = `
@media print, (min-width: 34rem) {
  .half .chart text, .narrow text { font-size: 10.5px; }
}
@media print, (min-width: 48rem) {
  .wide { display: block; } .narrow { display: none; }
}
@media print, (min-width: 56rem) {
  main { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .whole, .recent { grid-column: 1 / -1; }
}
@media screen and (max-width: 33.99rem) {
  .chart text { font-size: 13px; }
}
@media screen and (max-width: 47.99rem) {
  body { padding: 1.5rem .75rem 1.5rem; }
  header { padding-inline: .375rem; }
  h1 { font-size: 1.75rem; }
  main, .tiles { gap: .75rem; }
  section { padding: 1.125rem 1rem; }
  .tile { padding: .75rem 1rem .875rem; }
  .tile b { font-size: 1.625rem; }
  .long th:first-child { position: sticky; left: 0; background: var(--surface); min-width: 8.5rem; max-width: 9.5rem; z-index: 1; }
}
@media (forced-colors: active) {
  svg, .state::before { forced-color-adjust: none; }
}
@media print {
  @page { margin: 14mm; }
  :root { --paper: #fff; }
  html { font-size: 9.5pt; }
  body { padding: 0; max-width: none; }
  main, .tiles { gap: .75rem; }
  section { padding: 1rem; }
  section, .tile { border-color: #ccc; }
  section.half, .tile, tr { break-inside: avoid; }
  .controls, .more, .skip, details:not([open]) { display: none; }
  .scroller, details > .scroller { overflow: visible; max-height: none; }
  thead { display: table-header-group; }
  svg, .bar, .state::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .long button::after { content: none; }
}
`;
/** Style sheet of the page. Colors follow light and dark; paper is always light. Nothing is loaded. */
const STYLE = [FOUNDATION, CHARTS, TABLES, LISTS, ADAPTATIONS].join('');

;// CONCATENATED MODULE: ./build/report/page/top-apps-section.js






const top_apps_section_SHOWN = 10;
/** Returns the apps with the most launches in the 28 days, and the launches that name none. */
function topAppsSection(data, width) {
    const { apps, recent, withUsers } = data;
    const { launches: all, unnamed } = recent ?? { launches: 0, unnamed: { app: 0 } };
    const launched = apps.flatMap((app) => (app.launches28d ? [{ ...app, launches28d: app.launches28d }] : []));
    const top = launched.slice(0, top_apps_section_SHOWN);
    const bars = [
        ...top.map((app) => ({
            name: html `${nameOf(app.name, app.id)}${app.environment === null ? null : html `<small><bdi>${nameOf(app.environment, null)}</bdi></small>`}`,
            value: app.launches28d,
            others: withUsers ? [app.users28d] : [],
        })),
        ...(unnamed.app === 0
            ? []
            : [{ name: nameOf(null, null, page_recent/* UNNAMED */.rY.app), value: unnamed.app, others: withUsers ? [null] : [] }]),
    ];
    const theirs = bars.reduce((sum, { value }) => sum + value, 0);
    const share = `${theirs === all ? 'All' : `${(0,wording/* count */.U9)(theirs)} of the`} ${(0,wording/* plural */.LS)(all, 'launch', 'launches')}.`;
    return section({
        id: 'top-apps',
        title: 'Most used apps',
        lead: `${(0,page_recent/* recentSpan */.Uo)(data)} ${recent === null ? '' : bars.length === 0 ? 'No app was launched.' : share}`,
        width,
        body: bars.length === 0
            ? null
            : barTable('most used apps', 'launches', ['App', 'Launches', ...(withUsers ? ['Users'] : [])], bars),
    });
}

;// CONCATENATED MODULE: ./build/report/page/weeks-section.js






const weeks_section_WIDTH = 420;
const weeks_section_HEIGHT = 230;
const weeks_section_AREA = { left: 40, top: 12, width: weeks_section_WIDTH - 46, height: weeks_section_HEIGHT - 40 };
const WEEKS_BARS = { share: 0.7, widest: 36 };
const MOST_LABELS = 5;
const weeks_section_TITLE = 'New and returning users by week';
/** Returns who came for the first time and who came back, by week. The data hold a week at least. */
function weeksSection(data) {
    const weeks = data.weeks.map(({ from, to, newUsers, returningUsers, coveredDays }) => {
        const doubt = (0,page_recent/* isWhole */.wP)({ coveredDays }) ? '' : `, ${(0,wording/* count */.U9)(coveredDays)} of 7 days covered`;
        return { from, span: (0,wording/* days */._3)(from, to), doubt, new: newUsers ?? 0, returning: returningUsers ?? 0 };
    });
    const summary = weeks_section_summaryOf(data, weeks);
    const paints = [
        ['returning', 'Returning'],
        ['new', 'New'],
        ...(weeks.some(({ doubt }) => doubt !== '') ? [['gap', 'Week not wholly covered']] : []),
    ];
    const rows = weeks.map((week) => [
        `${week.span}${week.doubt}`,
        ...[week.new, week.returning, week.new + week.returning].map(wording/* count */.U9),
    ]);
    return section({
        id: 'weeks',
        title: weeks_section_TITLE,
        lead: summary,
        width: 'half',
        body: [
            legend(paints),
            chart(`${weeks_section_TITLE}. ${summary}`, drawWeeks(weeks)),
            numbers({ label: weeks_section_TITLE, header: ['Week', 'New', 'Returning', 'Users'], rows: rows.reverse() }),
        ],
    });
}
function weeks_section_summaryOf({ coverage: { firstDate }, weeks: [oldest] }, weeks) {
    const latest = weeks.at(-1);
    const last = latest === undefined
        ? ''
        : `${latest.span}: ${(0,wording/* count */.U9)(latest.new)} new, ${(0,wording/* count */.U9)(latest.returning)} returning${latest.doubt}. `;
    const young = oldest !== undefined && firstDate !== null && firstDate >= oldest.from;
    const caution = young ? ' In the first weeks of the data nearly everyone counts as new.' : '';
    return `${last}A user is new in the week of the first launch in the data.${caution}`;
}
function drawWeeks(weeks) {
    const hitAreas = weeks.map((week) => {
        return {
            hint: `${week.span}: ${(0,wording/* count */.U9)(week.new)} new, ${(0,wording/* count */.U9)(week.returning)} returning${week.doubt}`,
            paint: week.doubt === '' ? 'spot' : 'gap',
        };
    });
    const scale = countScale(Math.max(...weeks.map((week) => week.new + week.returning)), 4);
    const columns = weeks.map((week) => [
        { count: week.returning, paint: 'returning' },
        { count: week.new, paint: 'new' },
    ]);
    const content = [
        countAxis(scale, weeks_section_AREA),
        axes_bars(columns, scale, weeks_section_AREA, WEEKS_BARS),
        columnAxis(weekNames(weeks), weeks_section_AREA),
        pointerAreas(hitAreas, weeks_section_AREA),
    ];
    return drawing(weeks_section_WIDTH, weeks_section_HEIGHT, content);
}
/** Names of some weeks at equal distance, counted from the last. */
function weekNames(weeks) {
    const named = new Set(thinned(weeks, MOST_LABELS));
    return weeks.map((week) => (named.has(week) ? (0,wording/* dayOfYear */.vb)(week.from) : null));
}

;// CONCATENATED MODULE: ./build/report/page/page.js




















const page_TITLE = 'Power Apps launches';
const ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3 14V9M8 14V2M13 14V6' stroke='%232f6fb7' stroke-width='3'/%3E%3C/svg%3E";
/**
 * Returns the report as one HTML file that loads nothing: it opens offline, and its Content-Security-Policy allows its own
 * style sheet and script alone. The same data give the same text.
 */
function renderPage(data) {
    const { coverage } = data;
    const holes = coverage.gaps.length > 0 || coverage.unreadBlobs > 0 || coverage.completeUntil === null;
    const page = html `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${page_TITLE}</title>
<link rel="icon" href="${ICON}">
<style>${trusted(STYLE)}</style>
<script>${trusted(SCRIPT)}</script>
</head>
<body>
<a class="skip" href="#apps">Skip to all apps</a>
<header>
<h1>${page_TITLE}</h1>
<p>${overview(data)}</p>
<p class="state${holes ? ' holes' : ''}">${completeness(data)} <a href="#missing">What is missing</a></p>
</header>
<main>
${sections(data)}</main>
<footer>
<p>Made by Audit Log Sync on <time datetime="${(0,wording/* machineInstant */.pT)(data.generatedAt)}">${(0,wording/* instant */.uR)(data.generatedAt)}</time> from the Microsoft 365 audit log of tenant <code>${data.tenantId}</code>. Days are those of ${data.timeZone}. No user and no owner of an app is named on this page.</p>
</footer>
</body>
</html>
`;
    return page.text;
}
function sections(data) {
    const idle = (0,idle_apps/* idleApps */.dF)(data);
    const unused = (0,unused_apps/* unusedApps */.XE)(data);
    const use = data.totals.launches === 0 ? [nothingYet(data)] : [tiles(data, idle), ...useSections(data)];
    return [
        ...use,
        appsSection(data),
        idleAppsSection(data, idle, unused),
        ...inventorySections(data, unused),
        missingSection(data),
        meaningSection(data),
    ];
}
function useSections(data) {
    const charts = [
        ...(data.withUsers && data.weeks.length > 0 ? [weeksSection(data)] : []),
        ...(data.hours === null ? [] : [hoursSection(data.hours, data.timeZone)]),
    ];
    const days = data.days.length === 0 ? [] : [daysSection(data)];
    const environments = environmentsSection(data);
    // Sections of half the width stand in pairs.
    return charts.length % 2 === 0
        ? [...days, ...charts, topAppsSection(data, 'half'), environments]
        : [...days, ...charts, environments, topAppsSection(data, 'whole')];
}
function nothingYet({ coverage, totals: { failedLaunches } }) {
    const found = failedLaunches === 0
        ? 'no launch was in it'
        : `${(0,wording/* plural */.LS)(failedLaunches, 'launch', 'launches')} in it failed, and no other was there`;
    const until = coverage.watermark === null
        ? 'No content of the audit log has been listed yet.'
        : `All content until ${(0,wording/* instant */.uR)(coverage.watermark)} has been listed, and ${found}.`;
    return section({
        id: 'none',
        title: 'No launches yet',
        lead: `${until} After the subscription starts, content follows within minutes to 12 hours, and a launch appears in it after an hour to a day or more. Launches of model-driven apps never appear.`,
        width: 'whole',
    });
}
function overview(data) {
    const { totals, withUsers } = data;
    const { launches, apps, environments, users } = totals;
    if (launches === 0) {
        return 'The use of canvas apps, from the Microsoft 365 audit log. There are no launches to show yet.';
    }
    const people = withUsers && users !== null ? ` by ${(0,wording/* plural */.LS)(users, 'user')}` : '';
    const first = (0,page_recent/* beginOf */.pv)(data);
    const begin = first === null ? '' : ` The data begin on ${(0,wording/* day */.vd)(first)}.`;
    return `${(0,wording/* plural */.LS)(launches, 'launch', 'launches')} of ${(0,wording/* plural */.LS)(apps, 'app')}${people} in ${(0,wording/* plural */.LS)(environments, 'environment')}.${begin}`;
}
/** Allows the style sheet and the script of the page by their hashes, the icon, and nothing else. */
function policy() {
    return [
        "default-src 'none'",
        `style-src ${hash(STYLE)}`,
        `script-src ${hash(SCRIPT)}`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}
function hash(text) {
    return `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
}
/** Returns what counts as a launch, a session and a user, and what the audit log does not tell. */
function meaningSection({ withUsers, timeZone }) {
    const people = withUsers
        ? html `<li><b>A user</b> is counted once a day, week or month, however many apps the user launches. This page lists no users.</li>`
        : html `<li><b>Users are not counted.</b> The data are kept without users (<code>users: none</code>): no count of users, sessions or returning users can be given.</li>`;
    return section({
        id: 'meaning',
        title: 'What counts as a launch',
        lead: null,
        width: 'half',
        body: html `<ul class="prose">
<li><b>A launch</b> is one <code>LaunchPowerApp</code> event in the Microsoft 365 audit log.</li>
<li><b>A session</b> starts with a launch of an app by a user who did not launch it in the 30 minutes before.</li>
${people}
<li><b>Names stay.</b> ${privacy_notes/* NAMES_NOTE */.aE}</li>
<li><b>Canvas apps only.</b> Microsoft logs no launch of model-driven apps. An app that is missing here is not proved unused.</li>
<li><b>Launches arrive late.</b> The service delivers some after a day or more, so the numbers of the last days may still rise.</li>
<li><b>Days and hours</b> are those of the time zone ${timeZone}. The 28 days, and weeks, end with the last complete day: days that may still get launches are drawn, and marked.</li>
<li><b>Covered</b> is a day of which the service has been read whole. Days before the data begin, days in a gap and days that are not complete yet are marked in every chart, and left out of averages and comparisons.</li>
<li><b>Launches that name no app, environment or user</b> count as launches, and stand in rows of their own.</li>
</ul>`,
    });
}


/***/ })

};
