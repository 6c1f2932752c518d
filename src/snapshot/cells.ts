import { SnapshotError } from '../errors.ts';
import { FIRST_INSTANT, LAST_INSTANT } from '../instants.ts';
import { LARGEST_INT } from '../launches/fields.ts';
import type { Cell, Column, Table } from './table.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * Checks that every cell is one that each format can hold, so that what cannot be written is named.
 * @throws {SnapshotError} with the table, the column and the kind of the cell, never its text.
 */
export function requireCells<Row extends object>(table: Table<Row>, rows: readonly Row[]): void {
  for (const column of table.columns) {
    for (const row of rows) {
      const cell: unknown = row[column.name];
      if (!fits(column, cell)) {
        throw new SnapshotError(
          `Cannot write the table ${table.name}: the column ${column.name} of type ${column.type} cannot hold ${kindOf(cell)}`,
          'This is a bug in the action: please report it.',
        );
      }
    }
  }
}

function fits({ type, nullable }: Column, cell: unknown): cell is Cell {
  if (cell === null) return nullable;
  switch (type) {
    case 'text':
      return typeof cell === 'string';
    case 'date':
      return typeof cell === 'string' && DATE.test(cell) && !Number.isNaN(Date.parse(cell));
    case 'int':
      return Number.isInteger(cell) && Math.abs(Number(cell)) <= LARGEST_INT;
    case 'timestamp':
      return Number.isInteger(cell) && Number(cell) >= FIRST_INSTANT && Number(cell) <= LAST_INSTANT;
  }
}

/** Numbers and days are no secrets; a text may name a user. */
function kindOf(cell: unknown): string {
  if (typeof cell === 'number') return `the number ${cell}`;
  if (cell === null) return 'an empty cell';
  return typeof cell === 'string' ? 'this text' : `a value of type ${typeof cell}`;
}
