import { existsSync, openAsBlob } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesFile, readShop, textFile } from '../testing/import-files';
import { importShop } from './import-shop';
import type { ImportFile } from './importer';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const read = (...files: ImportFile[]) => readShop(files);

const retail = [
  HEADER,
  '1,A1,"LANTERN, RED",2,2010-12-01 08:26,2.55,100,UK',
  'C2,A1,LANTERN,-2,2010-12-01 09:00,2.55,100,UK',
  '3,A1,LANTERN,1,2010-12-02 08:26,3.10,,UK',
  '4,B2,"BOWL\r\nOF TWO LINES",1,12/2/2010 8:26,0,100,UK',
  '5,B2,BOWL,many,12/2/2010 8:26,1.00,100,UK',
  '6,B2,BOWL,3,12/3/2010 8:26,1.00,200,UK',
  '7,A1,LANTERN,1,yesterday,1.00,200,UK',
].join('\r\n');

test.each([1, 3, 1_000])(
  'Online Retail in pieces of %i bytes: used rows, reasons, line numbers',
  async (piece) => {
    const reply = await read(textFile('shop.csv', `\uFEFF${retail}`, piece));
    if (!reply.ok) throw new Error(reply.problem.what);
    const { format, data, tally } = reply.value;
    expect(format).toBe('UCI Online Retail');
    expect([tally.rows, tally.used]).toEqual([7, 2]);
    expect(Object.fromEntries(tally.leftOut)).toEqual({
      cancellations: 1,
      'without a customer': 1,
      'price of 0 or less': 1,
      'not readable': 2,
    });
    // Line 5 holds a cell of two lines, so the sixth row starts on line 7.
    expect(tally.examples).toEqual([
      { file: 'shop.csv', line: 7, what: 'Quantity is “many”' },
      { file: 'shop.csv', line: 9, what: 'InvoiceDate is “yesterday”' },
    ]);
    expect(data.products.name).toEqual(['Lantern, red', 'Bowl']);
    expect([...data.products.priceCents]).toEqual([255, 100]);
    expect([...data.purchases.day]).toEqual([expect.closeTo(0.351, 2), expect.closeTo(2.351, 2)]);
  },
);

test('gzip is recognised by its bytes, whatever the name', async () => {
  const reply = await read(bytesFile('shop.txt', gzipSync(retail), 50));
  expect(reply.ok && reply.value.tally.used).toBe(2);
});

test('MovieLens takes both files in any order, and names a missing one', async () => {
  const ratings = textFile(
    'ratings.csv',
    'userId,movieId,rating,timestamp\n1,10,4.0,86400\n1,11,3.5,86401\n2,10,5.0,172800\n2,99,5,1\n',
  );
  const movies = textFile(
    'movies.csv',
    'movieId,title,genres\n10,"Film, The (1999)",Drama|War\n11,Other,(no genres listed)\n',
  );
  const reply = await read(movies, ratings);
  if (!reply.ok) throw new Error(reply.problem.what);
  expect(reply.value.tally.used).toBe(2);
  expect(reply.value.data.products.name).toEqual(['Film, The (1999)']);
  expect(reply.value.data.categories).toEqual(['Drama']);
  const alone = await read(ratings);
  expect(!alone.ok && alone.problem.kind).toBe('movies-missing');
});

test('a file that is not a shop is a Problem that names what was found', async () => {
  const cases: [ImportFile, string][] = [
    [textFile('notes.csv', 'a,b,c\n1,2,3\n'), 'unknown-format'],
    [textFile('empty.csv', ''), 'unknown-format'],
    [textFile('none.csv', `${HEADER}\nC1,A,B,1,2010-12-01 08:26,1,100,UK\n`), 'no-usable-row'],
    [
      textFile('open.csv', `${HEADER}\n1,A,"never closed\n${'2,A,B,1,x,1,1,UK\n'.repeat(9)}`),
      'no-usable-row',
    ],
    [
      textFile('endless.csv', `${HEADER}\n1,A,"never closed${' and on'.repeat(200_000)}`, 65_536),
      'broken-csv',
    ],
    [bytesFile('torn.csv.gz', gzipSync(retail.repeat(50)).subarray(0, 60)), 'unreadable-file'],
  ];
  for (const [file, kind] of cases) {
    const reply = await read(file);
    expect(reply.ok ? 'ok' : reply.problem.kind, file.name).toBe(kind);
  }
});

test('an import of arbitrary bytes never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, headed) => {
      const head = headed ? new TextEncoder().encode(`${HEADER}\n`) : new Uint8Array();
      const reply = await read(bytesFile('junk', Uint8Array.from([...head, ...bytes])));
      if (!reply.ok) expect(reply.problem.what.length).toBeLessThan(300);
    }),
  );
});

test('a picture is called no text, and of many files the first are told', async () => {
  const gif = Uint8Array.of(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0xff);
  const reply = await read(
    bytesFile('cat.gif', gif),
    ...['a', 'b', 'c', 'd'].map((name) => textFile(`${name}.txt`, `${name},${name}\n`)),
  );
  expect(!reply.ok && reply.problem.what).toBe(
    'This is neither Online Retail nor MovieLens: cat.gif is not a text file; a.txt begins with “a,a”; b.txt begins with “b,b”; 2 files more.',
  );
});

test('an empty file, JSON, an archive and UTF-32 are called by their names', async () => {
  const what = async (file: ImportFile) => {
    const reply = await read(file);
    return reply.ok ? 'ok' : `${reply.problem.kind}: ${reply.problem.what}`;
  };
  const neither = 'unknown-format: This is neither Online Retail nor MovieLens';
  expect(await what(textFile('empty.csv', ''))).toBe(`${neither}: empty.csv is empty.`);
  for (const json of ['{"a": 1}', '[\n{"a": 1}]', '  {\n"a": [1, 2]}'])
    expect(await what(textFile('shop.json', json))).toBe(`${neither}: shop.json looks like JSON.`);
  expect(await what(bytesFile('shop.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)))).toBe(
    'not-text: The file could not be read: this is a zip archive or an Excel workbook: unpack it, or save the sheet as CSV.',
  );
  const utf32 = Uint8Array.from([
    0xff,
    0xfe,
    0,
    0,
    ...[...'a,b\n1,2\n'].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]),
  ]);
  expect(await what(bytesFile('wide.csv', utf32))).toBe(
    'not-text: The file could not be read: this is a text in UTF-32: save it as UTF-8.',
  );
});

test('a cancelled import stops with a Problem', async () => {
  const stop = new AbortController();
  const reply = await importShop([textFile('shop.csv', retail, 5)], {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(!reply.ok && reply.problem.kind).toBe('cancelled');
});

const real = resolve('../shared/data');
describe.skipIf(!existsSync(real))('the real data (skipped: ../shared/data is missing)', () => {
  const file = async (path: string): Promise<ImportFile> => {
    const blob = await openAsBlob(resolve(real, path));
    return { name: path, size: blob.size, stream: () => blob.stream() as ReadableStream<Uint8Array> };
  };

  test('Online Retail: every row is used or counted', async () => {
    const reply = await read(await file('online-retail.csv.gz'));
    if (!reply.ok) throw new Error(reply.problem.what);
    const { tally } = reply.value;
    expect(tally.rows).toBe(541_909);
    expect(tally.leftOut.get('cancellations')).toBe(9_288);
    const left = [...tally.leftOut.values()].reduce((a, b) => a + b, 0);
    expect(tally.used + left).toBe(tally.rows);
  }, 60_000);

  test('MovieLens: every rating is used or counted', async () => {
    const reply = await read(
      await file('ml-latest-small/ratings.csv.gz'),
      await file('ml-latest-small/movies.csv.gz'),
    );
    if (!reply.ok) throw new Error(reply.problem.what);
    expect([reply.value.tally.rows, reply.value.tally.used]).toEqual([100_836, 48_580]);
  }, 60_000);
});
