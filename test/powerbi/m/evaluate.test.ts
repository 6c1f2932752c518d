import { describe, expect, it } from 'vitest';
import { asList, valuesOf } from './arguments.ts';
import { readParquetFiles } from './library/parquet.ts';
import { invoke, openModel } from './model.ts';
import type { Value } from './values.ts';

async function value(m: string): Promise<Value> {
  return (await openModel(new Map([['X', m]]), {}, await readParquetFiles([])))('X');
}

/** Expects expressions to be true. */
async function expectTrue(...expressions: readonly string[]): Promise<void> {
  for (const m of expressions) expect(await value(m), m).toBe(true);
}

/** Expects each expression to raise an error with this text. */
async function expectError(text: string, ...expressions: readonly string[]): Promise<void> {
  for (const m of expressions) await expect(value(m), m).rejects.toThrow(text);
}

describe('names', () => {
  it('are seen whatever the order, and from inside', async () => {
    await expectTrue(
      'let a = b + 1, b = 1 in a = 2',
      'let a = 1 in (let b = a in b) = 1',
      '[a = 1, b = a][b] = 1',
    );
  });

  it('do not see themselves without @', async () => {
    await expectTrue(
      'let ref = 1, r = [ref = ref] in r[ref] = 1',
      'let f = (n) => if n = 0 then 0 else @f(n - 1) in f(3) = 0',
    );
    await expectError(
      "The name 'f' wasn't recognized",
      'let f = (n) => if n = 0 then 0 else f(n - 1) in f(3)',
    );
    await expectError('cyclic reference', 'let a = b, b = a in a');
  });

  it('are told apart by case, those of the library too', async () => {
    await expectError("The name 'A' wasn't recognized", 'let a = 1 in A');
    await expectError("The name 'text.length' wasn't recognized", 'text.length("a")');
  });
});

describe('laziness', () => {
  it('computes members of let, records and lists only when they are asked for', async () => {
    await expectTrue(
      'let bad = error Error.Record("x", "y") in true',
      '[bad = error Error.Record("x", "y"), good = 1][good] = 1',
      'List.First({1, error Error.Record("x", "y")}) = 1',
      'List.First(List.Select(List.Generate(() => 0, (n) => true, (n) => n + 1), (n) => n > 3)) = 4',
      'true or (error Error.Record("x", "y"))',
    );
  });

  it('computes arguments at once', async () => {
    await expectError('y', 'let f = (a) => 1 in f(error Error.Record("x", "y"))');
  });
});

describe('operators', () => {
  it('hand null on, except = and <>', async () => {
    await expectTrue(
      '(null & "a") = null',
      '(1 + null) = null',
      '(null < 1) = null',
      'null = null',
      'null <> 1',
      '(null and true) = null',
      '(null and false) = false',
      '(null or true) = true',
      '(not null) = null',
    );
  });

  it('compare lists and records by content, and values of one type only', async () => {
    await expectTrue(
      '{1, {2}} = {1, {2}}',
      '[a = 1, b = 2] = [b = 2, a = 1]',
      '1 <> "1"',
      '"a" < "b"',
      '"B" < "a"',
    );
    await expectError('We cannot apply operator', '1 < "2"', '1 & "2"', '"1" + 2');
  });
});

describe('functions', () => {
  it('check how many arguments there are and of which type', async () => {
    await expectTrue(
      'let f = (a as text, optional b as nullable number) => b = null in f("x")',
      '((a as nullable number) as any => a = null)(null)',
      'List.Transform({1, 2}, each _ + 1) = {2, 3}',
      'List.Transform({[a = 1]}, each [a]) = {1}',
    );
    await expectError('0 arguments for a function that takes 1', '((a) => a)()');
    await expectError('We cannot convert a value of type number to type text', '((a as text) => a)(1)');
    await expectError('We cannot convert a value of type null to type number', '((a as number) => a)(null)');
    await expectError('We cannot convert a value of type number to type text', '((a) as text => a)(1)');
  });
});

describe('access', () => {
  it('needs the field or the item to be there, unless it is optional', async () => {
    await expectTrue(
      '[a = 1][a] = 1',
      '[a = 1][b]? = null',
      '{1, 2}{1} = 2',
      '{1}{5}? = null',
      '[a = 1, b = 2][[b]] = [b = 2]',
    );
    await expectError("The field 'A' of the record wasn't found", '[a = 1][A]');
    await expectError("weren't enough elements", '{1}{1}');
    await expectError('The key matched 2 rows', '#table({"a"}, {{1}, {1}}){[a = 1]}');
  });
});

describe('errors', () => {
  it('are caught by try, which tells their reason and message', async () => {
    await expectTrue(
      '(try 1 otherwise 2) = 1',
      '(try error Error.Record("x", "y") otherwise 2) = 2',
      '(try error Error.Record("x", "y"))[Error][Message] = "y"',
      '(try error Error.Record("x", "y") catch (e) => e[Reason]) = "x"',
      '(try 1)[HasError] = false',
    );
  });
});

describe('text', () => {
  it('is written with doubled quotes and names of characters', async () => {
    expect(await value('"a""b#(tab)#(cr,lf)#(FF1D)#(#)("')).toBe('a"b\t\r\n＝#(');
    expect(await value('let #"a b" = 1 in #"a b"')).toBe(1);
  });
});

describe('binary formats', () => {
  it('read records, lists and choices, big-endian unless said otherwise', async () => {
    const u16 = 'BinaryFormat.ByteOrder(BinaryFormat.UnsignedInteger16, ByteOrder.LittleEndian)';
    const read = async (format: string, ...content: readonly number[]) =>
      invoke(await value(format), { kind: 'binary', bytes: Uint8Array.from(content), buffered: true });
    expect(await read('BinaryFormat.UnsignedInteger16', 1, 2)).toBe(0x0102);
    expect(await read(u16, 1, 2)).toBe(0x0201);
    const pairs = await read(
      `BinaryFormat.List(BinaryFormat.Choice(${u16}, (n) => BinaryFormat.Text(n)), 2)`,
      1,
      0,
      65,
      2,
      0,
      66,
      67,
    );
    expect(valuesOf(asList(pairs))).toStrictEqual(['A', 'BC']);
    await expect(read(u16, 1)).rejects.toThrow('The binary ended before the format did.');
  });
});
