import { expect, it } from 'vitest';
import { readParquetFiles } from './library/parquet.ts';
import type { Sources, WebRequest } from './library/sources.ts';
import { openModel } from './model.ts';
import { plainTable } from './plain.ts';
import type { Value } from './values.ts';

async function value(m: string, sources: Sources = {}): Promise<Value> {
  return (await openModel(new Map([['X', m]]), sources, await readParquetFiles([])))('X');
}

const serve = (text: string, status = 200): Sources => ({ web: () => ({ status, body: Buffer.from(text) }) });
const CSV =
  'Csv.Document(Web.Contents("https://x"), [Delimiter = ",", Encoding = TextEncoding.Utf8, QuoteStyle = QuoteStyle.';

it('Web.Contents sends what it is told and refuses headers that only an anonymous credential may set', async () => {
  const asked: WebRequest[] = [];
  const web = (request: WebRequest) => {
    asked.push(request);
    return { status: 200, body: Buffer.from('ok') };
  };
  const options = '[RelativePath = "a/b", Query = [q = "1"], Headers = [Accept = "x/y"]]';
  expect(await value(`Text.FromBinary(Web.Contents("https://h", ${options}))`, { web })).toBe('ok');
  expect(asked).toStrictEqual([{ host: 'https://h', path: 'a/b', query: { q: '1' }, accept: 'x/y' }]);
  for (const header of ['Authorization', '#"X-GitHub-Api-Version"', '#"User-Agent"']) {
    await expect(value(`Web.Contents("https://h", [Headers = [${header} = "x"]])`, { web })).rejects.toThrow(
      'header is only supported when connecting anonymously',
    );
  }
});

it('Web.Contents hands on only the failures that it is told to, and never those of credentials', async () => {
  const handled =
    'Value.Metadata(Web.Contents("https://h", [ManualStatusHandling = {404, 403}]))[Response.Status]';
  expect(await value(handled, serve('', 404))).toBe(404);
  await expect(value(handled, serve('', 500))).rejects.toThrow('failed to get contents (500)');
  await expect(value(handled, serve('', 403))).rejects.toThrow('credentials');
});

it('Parquet.Document refuses what is streamed', async () => {
  await expect(value('Parquet.Document(Web.Contents("https://h"))', serve('PAR1'))).rejects.toThrow(
    'cannot be used with streamed binary values',
  );
  await expect(
    value('Parquet.Document(Binary.Buffer(Web.Contents("https://h")))', serve('x')),
  ).rejects.toThrow('unable to read the file');
});

it('Csv.Document ends a row at a line break between quotes unless told to heed quotes', async () => {
  const text = 'a,b\n"x\ny",1\n';
  expect(plainTable(await value(`${CSV}Csv])`, serve(text))).rows).toHaveLength(2);
  expect(plainTable(await value(`${CSV}None])`, serve(text))).rows).toHaveLength(4);
});

it('what depends on the culture or the zone of a machine gives another value than it should, or fails', async () => {
  const utc = 'DateTimeZone.FromText("2026-11-21T07:31:09Z", "en-US")';
  const clock = async (m: string) => plainTable(await value(`#table({"t"}, {{${m}}})`)).rows[0]?.t;
  expect(await clock(`DateTimeZone.RemoveZone(DateTimeZone.ToUtc(${utc}))`)).toBe('2026-11-21T07:31:09');
  expect(await clock(`DateTime.From(${utc})`)).toBe('2026-11-21T13:16:09');
  await expect(value('Date.FromText("2026-11-21")')).rejects.toThrow('depends on the machine');
  const typed = 'Table.TransformColumnTypes(#table({"t"}, {{"7"}}), {{"t", Int64.Type}}';
  expect(plainTable(await value(`${typed}, "en-US")`)).rows).toStrictEqual([{ t: 7 }]);
  expect(
    plainTable(await value('Table.TransformColumnTypes(#table({"t"}, {{null}}), {{"t", type date}})')).rows,
  ).toStrictEqual([{ t: null }]);
  const untold = await value(`${typed})`);
  expect(() => plainTable(untold)).toThrow('depends on the machine');
});

it('tables find columns by name and give null for those that are missing only when told to', async () => {
  const rows = async (m: string) => plainTable(await value(m)).rows;
  const table = '#table({"a", "b"}, {{1, 2}})';
  expect(await rows(`Table.SelectColumns(${table}, {"b", "c"}, MissingField.UseNull)`)).toStrictEqual([
    { b: 2, c: null },
  ]);
  await expect(rows(`Table.SelectColumns(${table}, {"c"})`)).rejects.toThrow(
    "The column 'c' of the table wasn't found",
  );
  await expect(rows(`Table.RemoveColumns(${table}, {"c"})`)).rejects.toThrow("The column 'c'");
  expect(await rows(`Table.Combine({${table}, #table({"c", "a"}, {{3, 4}})})`)).toStrictEqual([
    { a: 1, b: 2, c: null },
    { a: 4, b: null, c: 3 },
  ]);
  expect(await rows(`Table.TransformColumns(${table}, {{"a", each _ + 1}}, each _ * 10)`)).toStrictEqual([
    { a: 2, b: 20 },
  ]);
});

it('lists sort by a key or by an order', async () => {
  const sorted = async (criterion: string) =>
    await value(`List.Sort({"bb", "a", "ccc"}, ${criterion}) = {"ccc", "bb", "a"}`);
  expect(await sorted('(x, y) => Value.Compare(Text.Length(y), Text.Length(x))')).toBe(true);
  expect(await sorted('(x) => 0 - Text.Length(x)')).toBe(true);
});
