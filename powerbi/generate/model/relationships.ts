import type { Relationship } from './types.ts';

/**
 * How the tables join. Apps do not join Environments: a launch would then be filtered by its own environment and by that
 * of its app, two paths that the model does not allow.
 */
export const RELATIONSHIPS: readonly Relationship[] = [
  manyToOne('Launches', 'Date', 'Date'),
  manyToOne('Launches', 'App key', 'Apps'),
  manyToOne('Launches', 'Environment key', 'Environments'),
  manyToOne('Launches', 'User key', 'Users'),
  manyToOne('Active users', 'Date', 'Date'),
];

function manyToOne(from: string, column: string, to: string): Relationship {
  return { from: { table: from, column }, to: { table: to, column } };
}
