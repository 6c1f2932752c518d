/**
 * The libraries that read and write the formats. A run that needs none of them loads none, and each is asked for once: to ask
 * again, for each of thousands of small files, takes as long as a part of them.
 */
export const loadCsvWriter = once(() => import('csv-stringify/sync'));
export const loadCsvReader = once(() => import('csv-parse/sync'));
export const loadParquetWriter = once(() => import('hyparquet-writer'));
export const loadParquetReader = once(() => import('hyparquet'));
export const loadPageReader = once(() => import('hyparquet/src/column.js'));

function once<Library>(load: () => Promise<Library>): () => Promise<Library> {
  let loading: Promise<Library> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
