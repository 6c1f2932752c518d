import { PROJECT } from '../items.ts';
import { formatJson, type JsonObject } from '../json.ts';
import { pageFiles } from './page.ts';
import { ABOUT } from './pages/about.ts';
import { ADOPTION } from './pages/adoption.ts';
import { APP_DETAIL } from './pages/app-detail.ts';
import { APPS } from './pages/apps.ts';
import { OVERVIEW } from './pages/overview.ts';
import { UNUSED } from './pages/unused.ts';

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report/definition';
const PAGES = [OVERVIEW, APPS, APP_DETAIL, ADOPTION, UNUSED, ABOUT];

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
    themeCollection: {},
    settings: {
      useStylableVisualContainerHeader: true,
      // Rows of users stay in the model.
      exportDataMode: 'AllowSummarized',
      defaultDrillFilterOtherVisuals: true,
      useEnhancedTooltips: true,
    },
  };
}
