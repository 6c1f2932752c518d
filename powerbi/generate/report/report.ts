import { PROJECT } from '../items.ts';
import { formatJson, type JsonObject } from '../json.ts';
import { pageFiles } from './page.ts';
import { ABOUT } from './pages/about.ts';
import { ADOPTION } from './pages/adoption.ts';
import { APP_DETAIL } from './pages/app-detail.ts';
import { APPS } from './pages/apps.ts';
import { ENVIRONMENT_DETAIL } from './pages/environment-detail.ts';
import { ENVIRONMENTS } from './pages/environments.ts';
import { OVERVIEW } from './pages/overview.ts';
import { OWNERS } from './pages/owners.ts';
import { TRENDS } from './pages/trends.ts';
import { UNUSED } from './pages/unused.ts';
import { USERS } from './pages/users.ts';
import { THEMES, themeFiles } from './theme.ts';

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report/definition';

/** The pages, in the order of their tabs. */
export const PAGES = [
  ...[OVERVIEW, TRENDS, ADOPTION, APPS, APP_DETAIL, ENVIRONMENTS, ENVIRONMENT_DETAIL],
  ...[OWNERS, UNUSED, USERS, ABOUT],
] as const;

/**
 * Returns the files of the report: path under powerbi/ → JSON. The schema versions are old on purpose: Power BI Desktop
 * refuses those that are newer than itself, and brings older ones up to date.
 */
export function reportFiles(): ReadonlyMap<string, string> {
  const folder = `${PROJECT}.Report/definition`;
  const version = { $schema: `${SCHEMAS}/versionMetadata/1.0.0/schema.json`, version: '2.0.0' };
  const pages = {
    $schema: `${SCHEMAS}/pagesMetadata/1.0.0/schema.json`,
    pageOrder: PAGES.map(({ name }) => name),
    activePageName: OVERVIEW.name,
  };
  return new Map([
    ...[...themeFiles()].map(([path, text]): [string, string] => [`${PROJECT}.Report/${path}`, text]),
    [`${folder}/version.json`, formatJson(version)],
    [`${folder}/report.json`, formatJson(reportJson())],
    [`${folder}/pages/pages.json`, formatJson(pages)],
    ...PAGES.flatMap((page) => [...pageFiles(page)]).map(([path, text]): [string, string] => [
      `${folder}/pages/${path}`,
      text,
    ]),
  ]);
}

function reportJson(): JsonObject {
  return {
    $schema: `${SCHEMAS}/report/2.0.0/schema.json`,
    ...THEMES,
    settings: {
      useStylableVisualContainerHeader: true,
      // Rows of users stay in the model.
      exportDataMode: 'AllowSummarized',
      defaultDrillFilterOtherVisuals: true,
      useEnhancedTooltips: true,
    },
  };
}
