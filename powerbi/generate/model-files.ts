import { PROJECT } from './items.ts';
import { RELATIONSHIPS } from './model/relationships.ts';
import { MODEL_TABLES } from './model/tables.ts';
import type { ModelTable } from './model/types.ts';
import { branchExpressions } from './queries.ts';
import { formatM } from './queries-format.ts';
import { tableExpression } from './queries-types.ts';
import {
  databaseFile,
  expressionsFile,
  modelFile,
  ROLE_NAME,
  relationshipsFile,
  roleFile,
} from './tmdl/model.ts';
import { tableFile } from './tmdl/table.ts';

/** Returns the files of the semantic model, which reads the data branch: path under powerbi/ → TMDL. */
export async function modelFiles(): Promise<ReadonlyMap<string, string>> {
  const folder = `${PROJECT}.SemanticModel/definition`;
  const expressions = await branchExpressions();
  const tables = await Promise.all(
    MODEL_TABLES.map(
      async (table): Promise<[string, string]> => [
        `${folder}/tables/${table.name}.tmdl`,
        tableFile(table, await queryOf(table)),
      ],
    ),
  );
  return new Map([
    [`${folder}/database.tmdl`, databaseFile()],
    [`${folder}/model.tmdl`, modelFile(MODEL_TABLES, expressions)],
    [`${folder}/expressions.tmdl`, expressionsFile(expressions)],
    [`${folder}/relationships.tmdl`, relationshipsFile(RELATIONSHIPS)],
    [`${folder}/roles/${ROLE_NAME}.tmdl`, roleFile()],
    ...tables,
  ]);
}

/** The query gives every column of the snapshot's table; the model loads those that it shows or counts. */
async function queryOf({ source }: ModelTable): Promise<string | undefined> {
  if (source.kind !== 'query') return undefined;
  const columns = source.columns.map((column) => `"${column}"`).join(', ');
  return await formatM(
    `let Source = ${tableExpression(source.table)}, Loaded = Table.SelectColumns(Source, {${columns}}) in Loaded`,
  );
}
