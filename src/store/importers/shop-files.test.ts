import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesFile, readShop, shopOf, textFile } from '../testing/import-files';
import type { ImportFile, Reading } from './importer';

const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const row = (date: string, customer: string | number = 101, code = '10001', name = 'OAK SHELF') =>
  `1,${code},${name},2,${date},2.55,${customer},Nowhere`;
const retail = (...rows: string[]) => textFile('shop.csv', `${[HEAD, ...rows].join('\n')}\n`);
const DAY = 1_440;
/** Days between the purchases, with their times of day. */
const days = async (file: ImportFile, reading?: Partial<Reading>) => [
  ...(await shopOf([file], reading)).data.purchases.day,
];
const clock = (hours: number, minutes: number) => (60 * hours + minutes) / DAY;

describe('Online Retail', () => {
  test('with two digits of a year, as Excel writes it: 1 December 08:26 and 13 December 16:05', async () => {
    const file = retail(row('12/1/10 8:26'), row('12/13/10 16:05', 102));
    expect(await days(file)).toEqual([expect.closeTo(clock(8, 26)), expect.closeTo(12 + clock(16, 5))]);
    expect((await shopOf([file])).notes).toEqual(['Dates are month first: line 3 has “12/13/10 16:05”.']);
  });

  test('one date with 13 in first place makes the whole file day first, above and below', async () => {
    for (const [first, second] of [
      ['01/12/2010 08:26', '13/12/2010 09:00'],
      ['01-12-2010 08:26', '13-12-2010 09:00'],
      ['01.12.2010 08:26', '13.12.2010 09:00'],
    ] as const)
      for (const rows of [
        [row(first), row(second)],
        [row(second), row(first)],
      ]) {
        const shop = await shopOf([retail(...rows)]);
        expect([...shop.data.purchases.day]).toEqual([
          expect.closeTo(clock(8, 26)),
          expect.closeTo(12 + clock(9, 0)),
        ]);
        expect([shop.tally.used, shop.otherDates]).toEqual([2, undefined]);
        expect(shop.notes[0]).toContain('Dates are day first: line');
      }
  });

  test('the majority of dates decides: a date in the other order is a bad row, and its message says so', async () => {
    const rows = [
      row('12/13/2010 8:00'),
      ...Array.from({ length: 5 }, (_, i) => row(`${14 + i}/12/2010 8:00`)),
    ];
    const { tally } = await shopOf([retail(...rows)]);
    expect(tally.used).toBe(5);
    expect(tally.examples).toEqual([
      {
        file: 'shop.csv',
        line: 2,
        what: 'InvoiceDate is “12/13/2010 8:00”, which is not a date in day first order',
      },
    ]);
  });

  test('for an ambiguous file the notes name the order used and offer the other, which is then used', async () => {
    const file = retail(row('01/12/2010 08:26'), row('03/12/2010 08:26'));
    const shop = await shopOf([file]);
    expect(shop.notes).toEqual([
      'Dates such as “01/12/2010 08:26” (line 2) fit both orders, and no date in the file fits only one: they were read month first.',
    ]);
    expect(shop.otherDates).toBe('day-first');
    expect((await days(file)).map(Math.floor)).toEqual([0, 59]);
    expect((await days(file, { dates: 'day-first' })).map(Math.floor)).toEqual([0, 2]);
    const chosen = await shopOf([file], { dates: 'day-first' });
    expect([chosen.notes[0], chosen.otherDates]).toEqual([
      'Dates were read day first, as chosen.',
      'month-first',
    ]);
    expect((await shopOf([retail(row('2010-12-01 08:26'))])).notes).toEqual([]);
  });

  test('version II: its column names, an escaped inch mark, customers with .0 and without', async () => {
    const file = textFile(
      'ii.csv',
      [
        'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country',
        '1,10001,"SHELF 9"" OAK",2,2009-12-01 07:45:00,6.95,101.0,Nowhere',
        '2,10002,TIN BOWL,1,2009-12-02 07:45:00,1.25,102.0,Nowhere',
        ...['', 'NA', 'nan', 'NaN', 'NULL', 'None', '<NA>', '#N/A'].map(
          (none) => `3,10002,TIN BOWL,4,2009-12-02 08:00:00,1.25,${none},Nowhere`,
        ),
      ].join('\n'),
    );
    const { tally, data } = await shopOf([file]);
    expect([tally.used, tally.leftOut.get('without a customer')]).toEqual([2, 8]);
    expect(data.products.name).toEqual(['Shelf 9" oak', 'Tin bowl']);
    expect(data.shoppers.name).toEqual(['Customer 101', 'Customer 102']);
  });

  test.each([
    ['CRLF head, LF rows', '\r\n', '\n'],
    ['LF head, CRLF rows', '\n', '\r\n'],
    ['CR alone', '\r', '\r'],
  ])('%s: no row is lost, in small and large files', async (_, headEnd, rowEnd) => {
    for (const count of [3, 5_000]) {
      const rows = Array.from({ length: count }, (_x, i) => row(`2010-12-0${1 + (i % 9)} 08:26`, i % 50));
      const text = `${HEAD}${headEnd}${rows.join(rowEnd)}${rowEnd}`;
      const { tally } = await shopOf([textFile('shop.csv', text, 65_536)]);
      expect([tally.rows, tally.used]).toEqual([count, count]);
    }
  });

  test('an inch mark in a name without quotes is one bad line', async () => {
    const file = retail(
      row('2010-12-01 08:26'),
      row('2010-12-01 08:26', 7, '10002', 'SHELF 9"'),
      row('2010-12-02 08:26'),
    );
    const { tally } = await shopOf([file]);
    expect([tally.rows, tally.used]).toEqual([3, 2]);
    expect(tally.examples[0]).toMatchObject({ line: 3, what: expect.stringContaining('quotation mark') });
  });

  test.each<[string, (text: string) => Uint8Array, string | undefined]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`), undefined],
    ['Latin-1', (text) => Buffer.from(text, 'latin1'), 'Latin-1 (Windows-1252)'],
    ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'UTF-16'],
  ])('%s, with semicolons or tabs and decimal commas', async (_, encode, note) => {
    for (const separator of [';', '\t']) {
      const text = [
        HEAD,
        '1,1,ÉTAGÈRE,2,01.12.2010 08:26,2¤55,101,Nowhere',
        '1,2,BOWL,2,13.12.2010 08:26,1.234¤50,101,Nowhere',
      ]
        .join('\n')
        .replaceAll(',', separator)
        .replaceAll('¤', ',');
      const { data, notes } = await shopOf([bytesFile('shop.csv', encode(text))]);
      expect(data.products.name).toEqual(['Étagère', 'Bowl']);
      expect([...data.products.priceCents]).toEqual([255, 123_450]);
      expect(notes.filter((text_) => text_.includes('was read as'))).toEqual(
        note ? [`shop.csv was read as ${note}.`] : [],
      );
    }
  });

  test.each([
    [
      'the dates',
      [row('yesterday'), row('soon')],
      /2 not readable \(first in line 2: InvoiceDate is “yesterday”\)/,
      2,
    ],
    [
      'the customers',
      [row('2010-12-01', ''), row('2010-12-01', 'NA')],
      /2 without a customer \(first in line 2\)/,
      2,
    ],
    ['control characters', [row('\x1b[31m')], /InvoiceDate is “\\x1b\[31m”/, 2],
    ['no row', [], /no row below the header/, undefined],
  ])('an error names the cause and its first line: %s', async (_, rows, what, line) => {
    const reply = await readShop([retail(...rows)]);
    if (reply.ok) throw new Error('expected a Problem');
    expect(reply.problem.what).toMatch(what);
    expect(reply.problem.where).toEqual(line ? { file: 'shop.csv', line } : { file: 'shop.csv' });
  });

  test('for a file that lacks a column the error names the column', async () => {
    const reply = await readShop([textFile('shop.csv', `${HEAD.replace(',CustomerID', '')}\n`)]);
    expect(!reply.ok && reply.problem.what).toBe(
      'It looks like Online Retail, but has no column CustomerID.',
    );
  });
});

describe('MovieLens', () => {
  const latin = (name: string, text: string) => bytesFile(name, Buffer.from(text, 'latin1'), 50);
  const flags = (genre: number) => Array.from({ length: 19 }, (_, i) => (i === genre ? 1 : 0)).join('|');

  test.each<[string, ImportFile[]]>([
    [
      '100k',
      [
        latin('u.data', '1\t10\t4\t964980000\n2\t11\t5\t964980060\n1\t11\t3\t964980001\n'),
        latin(
          'u.item',
          `10|Amélie (2001)|01-Jan-1995||http://x|${flags(5)}\n11|"Heat", The (1995)|01-Jan-1995||http://x|${flags(8)}\n`,
        ),
      ],
    ],
    [
      '1M',
      [
        latin('ratings.dat', '1::10::4::964980000\n2::11::5::964980060\n1::11::3::964980001\n'),
        latin('movies.dat', '10::Amélie (2001)::Comedy|Drama\n11::"Heat", The (1995)::Drama\n'),
        latin('users.dat', '1::F::1::10::48067\n'),
      ],
    ],
    [
      '10M',
      [
        textFile('movies.dat', '10::Amélie (2001)::Comedy|Drama\n11::"Heat", The (1995)::Drama\n'),
        textFile('ratings.dat', '1::10::4.0::964980000\n2::11::4.5::964980060\n1::11::3.5::964980001\n'),
        textFile('tags.dat', '1::10::great::964980000\n'),
      ],
    ],
    [
      '20M to 32M',
      [
        textFile(
          'ratings.csv',
          'userId,movieId,rating,timestamp\r\n1,10,4.0,964980000\r\n2,11,4.5,964980060\r\n1,11,3.5,964980001\r\n',
        ),
        textFile(
          'movies.csv',
          'movieId,title,genres\r\n10,Amélie (2001),Comedy|Drama\r\n11,"""Heat"", The (1995)",Drama\r\n',
        ),
      ],
    ],
    [
      'Kaggle’s',
      [
        textFile(
          'rating.csv',
          '"userId","movieId","rating","timestamp"\n1,10,4,"2000-07-30 18:00:00"\n2,11,4.5,"2000-07-30 18:01:00"\n1,11,3.5,"2000-07-30 18:00:01"\n',
        ),
        textFile(
          'movie.csv',
          '"movieId","title","genres"\n10,"Amélie (2001)","Comedy|Drama"\n11,"""Heat"", The (1995)","Drama"\n',
        ),
      ],
    ],
  ])('%s gives the same shop', async (_, files) => {
    for (const order of [files, files.toReversed()]) {
      const { format, data, tally } = await shopOf(order);
      expect([format, tally.rows, tally.used]).toEqual(['MovieLens', 3, 2]);
      expect(data.products.name).toEqual(['Amélie (2001)', '"Heat", The (1995)']);
      expect(data.categories).toEqual(['Comedy', 'Drama']);
      expect([...data.purchases.day]).toEqual([expect.closeTo(clock(18, 0)), expect.closeTo(clock(18, 1))]);
    }
  });

  test('ratings are ordered by seconds, in numbers and in dates', async () => {
    const films = textFile('movie.csv', 'movieId,title,genres\n1,A,X\n2,B,X\n');
    const file = textFile(
      'rating.csv',
      'userId,movieId,rating,timestamp\n1,2,5,2005-04-02 23:53:48\n1,1,5,2005-04-02 23:53:47\n',
    );
    const { data } = await shopOf([films, file]);
    expect([...data.purchases.product].map((id) => data.products.name[id])).toEqual(['A', 'B']);
  });

  test('an unneeded file is named; films without ratings and ratings without films are refused', async () => {
    const ratings = textFile('ratings.csv', 'userId,movieId,rating,timestamp\n1,10,4.0,964980000\n');
    const movies = textFile('movies.csv', 'movieId,title,genres\n10,A,B\n');
    const tags = textFile('tags.csv', 'userId,movieId,tag,timestamp\n1,10,great,964980000\n');
    expect((await shopOf([tags, movies, ratings])).notes).toEqual([
      'tags.csv is not needed and was not read.',
    ]);
    const without = await readShop([movies]);
    expect(!without.ok && without.problem.what).toContain('ratings');
    const alone = await readShop([ratings]);
    expect(!alone.ok && alone.problem.kind).toBe('movies-missing');
  });
});

describe('a limit', () => {
  const limits = { purchases: 50, products: 20, shoppers: 30 };
  const many = (count: number, customers: number, products = 5) => {
    const rows = Array.from({ length: count }, (_, i) =>
      row('2010-12-01', 1_000 + (i % customers), `P${i % products}`),
    );
    return textFile('shop.csv', [HEAD, ...rows].join('\n'), 100_000);
  };

  test.each([
    ['purchases', many(60, 10), 'row 51 would exceed the limit of 50 purchases', 52],
    ['customers', many(40, 40), 'row 31 would exceed the limit of 30 customers', 32],
    ['products', many(40, 10, 40), 'row 21 would exceed the limit of 20 products', 22],
  ])('of %s stops the import, names the row and offers a sample', async (_, file, what, line) => {
    const reply = await readShop([file], {}, limits);
    if (reply.ok) throw new Error('expected a Problem');
    expect(reply.problem).toMatchObject({ kind: 'too-large', where: { file: 'shop.csv', line } });
    expect(reply.problem.what).toContain(what);
    expect(reply.fittingSample).toBe(0.5);
  });

  test('a sample always has the same customers with all their purchases; a smaller one is a subset', async () => {
    const file = many(2_000, 200);
    const customers = async (from: ImportFile, sample: number) => {
      const shop = await shopOf([from], { sample });
      expect(shop.notes.at(-1)).toContain(`${100 * sample} % of the customers`);
      expect(shop.tally.used).toBe(10 * shop.data.shoppers.name.length);
      return new Set(shop.data.shoppers.name);
    };
    const half = await customers(file, 0.5);
    expect(half.size).toBeGreaterThan(70);
    expect(half.size).toBeLessThan(130);
    const tenth = await customers(file, 0.1);
    expect([...tenth].every((name) => half.has(name))).toBe(true);
    const lines = Array.from({ length: 2_000 }, (_, i) => row('2011-05-05', 1_000 + (199 - (i % 200)), 'P1'));
    expect(await customers(retail(...lines), 0.5)).toEqual(half);
  });
});

describe('arbitrary files', () => {
  /** Text close to a shop: parts of all formats, in any order. */
  const piece = fc.constantFrom(
    HEAD,
    'userId,movieId,rating,timestamp',
    'movieId,title,genres',
    row('2010-12-01 08:26'),
    row('13/12/2010'),
    '1,10,4.0,964980000',
    '1::10::4::964980000',
    '1\t10\t4\t964980000',
    '10::Film::Drama',
    'sep=;',
    ',',
    ';',
    '"',
    '\n',
    '\r',
    '\r\n',
    '\uFEFF',
    '\0',
    '\x1b[2J',
    'é',
    '€',
    '1e999',
    '-5',
    'NaN',
    '12/31/69 1:00 AM',
    '\u202e',
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  const encoded = fc
    .tuple(text, fc.constantFrom('utf8' as const, 'latin1' as const, 'utf16le' as const))
    .map(([body, encoding]) => Uint8Array.from(Buffer.from(body, encoding)));
  const anything = fc.oneof(encoded, fc.uint8Array({ maxLength: 200 }));

  test('give a consistent shop or a Problem with a sentence, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anything, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(undefined, 'day-first' as const, 'month-first' as const),
        fc.integer({ min: 1, max: 100 }),
        async (contents, dates, length) => {
          const files = contents.map((bytes, i) => bytesFile(`file-${i}`, bytes, length));
          const reply = await readShop(files, { dates });
          if (!reply.ok) {
            expect(reply.problem.what).toMatch(/^[^\p{Cc}]{10,}\.$/u);
            return;
          }
          const { tally, data } = reply.value;
          const left = [...tally.leftOut.values()].reduce((sum, rows) => sum + rows, 0);
          expect(tally.used).toBe(data.purchases.day.length);
          expect(tally.used).toBeGreaterThan(0);
          expect(tally.used + left).toBeGreaterThanOrEqual(tally.rows);
          expect([...data.purchases.day].every((day, i, all) => day >= (all[i - 1] ?? 0))).toBe(true);
          expect([...data.products.priceCents].every((cents) => cents >= 1)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
