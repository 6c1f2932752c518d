import { uuidOf } from './ids.ts';
import { formatJson, type JsonObject } from './json.ts';

/** Name of the project, its model and its report. */
export const PROJECT = 'AppLaunches';

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric';

/**
 * Returns the files around model and report: path under powerbi/ → text.
 * https://learn.microsoft.com/power-bi/developer/projects/projects-overview
 */
export function itemFiles(): ReadonlyMap<string, string> {
  const files: Readonly<Record<string, JsonObject>> = {
    [`${PROJECT}.pbip`]: {
      $schema: `${SCHEMAS}/pbip/pbipProperties/1.0.0/schema.json`,
      version: '1.0',
      artifacts: [{ report: { path: `${PROJECT}.Report` } }],
      settings: { enableAutoRecovery: true },
    },
    [`${PROJECT}.SemanticModel/.platform`]: platform('SemanticModel'),
    [`${PROJECT}.SemanticModel/definition.pbism`]: {
      $schema: `${SCHEMAS}/item/semanticModel/definitionProperties/1.0.0/schema.json`,
      version: '4.2',
      settings: {},
    },
    [`${PROJECT}.Report/.platform`]: platform('Report'),
    [`${PROJECT}.Report/definition.pbir`]: {
      $schema: `${SCHEMAS}/item/report/definitionProperties/2.0.0/schema.json`,
      version: '4.0',
      datasetReference: { byPath: { path: `../${PROJECT}.SemanticModel` } },
    },
  };
  return new Map(Object.entries(files).map(([path, json]) => [path, formatJson(json)]));
}

function platform(type: string): JsonObject {
  return {
    $schema: `${SCHEMAS}/gitIntegration/platformProperties/2.0.0/schema.json`,
    metadata: { type, displayName: PROJECT },
    config: { version: '2.0', logicalId: uuidOf('item', type) },
  };
}
