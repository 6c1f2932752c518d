import { formatJson, type JsonObject } from '../json.ts';
import { COLORS } from './visual.ts';

/**
 * The base theme has the name of one that ships with Power BI, because a report must name one, and brings a file of our
 * own: where Power BI takes its own in place of it, nothing changes, as the custom theme sets all that matters.
 */
const BASE = 'CY24SU10';
const CUSTOM = 'AppLaunches.json';
const VERSION = '5.61';

/** What a card says of a blank: there are none, or it is not known. Measures do not tell these apart throughout. */
export const BLANK_CARD = '–';

const BASE_THEME: JsonObject = {
  name: BASE,
  dataColors: [
    ...[COLORS.launches, COLORS.people, COLORS.newcomers, COLORS.unused],
    ...['#8764B8', '#986F0B', '#C239B3', '#69797E'],
  ],
  foreground: COLORS.text,
  background: '#FFFFFF',
  tableAccent: COLORS.launches,
};

/** Sizes of text are points, paddings and corners pixels. */
const CUSTOM_THEME: JsonObject = {
  name: CUSTOM,
  dataColors: [COLORS.launches, COLORS.people, COLORS.newcomers, COLORS.unused],
  good: COLORS.people,
  neutral: COLORS.unknown,
  bad: COLORS.unused,
  foreground: COLORS.text,
  background: '#FFFFFF',
  tableAccent: COLORS.launches,
  textClasses: {
    callout: { fontSize: 18, fontFace: 'Segoe UI Semibold', color: COLORS.text },
    title: { fontSize: 12, fontFace: 'Segoe UI Semibold', color: COLORS.text },
    header: { fontSize: 10, fontFace: 'Segoe UI Semibold', color: COLORS.text },
    label: { fontSize: 10, fontFace: 'Segoe UI', color: COLORS.text },
  },
  visualStyles: {
    '*': {
      '*': {
        title: [{ show: true, titleWrap: true }],
        border: [{ show: true, color: { solid: { color: COLORS.line } }, radius: 4 }],
        padding: [{ top: 8, bottom: 8, left: 10, right: 10 }],
      },
    },
    cardVisual: {
      '*': {
        layout: [{ maxTiles: 8, cellPadding: 8 }],
        padding: [{ paddingUniform: 4 }],
        value: [{ fontSize: 18, textWrap: false, showBlankAs: BLANK_CARD }],
        label: [{ fontSize: 9, textWrap: true, position: 'belowValue' }],
      },
    },
    textbox: { '*': { border: [{ show: false }] } },
    actionButton: { '*': { border: [{ show: false }] } },
  },
};

/** Where `report.json` names the themes. */
export const THEMES: JsonObject = {
  themeCollection: {
    baseTheme: { name: BASE, reportVersionAtImport: VERSION, type: 'SharedResources' },
    customTheme: { name: CUSTOM, reportVersionAtImport: VERSION, type: 'RegisteredResources' },
  },
  resourcePackages: [
    {
      name: 'SharedResources',
      type: 'SharedResources',
      items: [{ name: BASE, path: `BaseThemes/${BASE}.json`, type: 'BaseTheme' }],
    },
    {
      name: 'RegisteredResources',
      type: 'RegisteredResources',
      items: [{ name: CUSTOM, path: CUSTOM, type: 'CustomTheme' }],
    },
  ],
};

/** Returns the files of the themes: path in the folder of the report → JSON. */
export function themeFiles(): ReadonlyMap<string, string> {
  return new Map([
    [`StaticResources/SharedResources/BaseThemes/${BASE}.json`, formatJson(BASE_THEME)],
    [`StaticResources/RegisteredResources/${CUSTOM}`, formatJson(CUSTOM_THEME)],
  ]);
}
