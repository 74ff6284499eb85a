import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { CsvError, RecordReader } from './records';

function records(text: string, piece = text.length || 1) {
  const reader = new RecordReader();
  const rows = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...reader.push(text.slice(at, at + piece)));
  return [...rows, ...reader.end()];
}
const cells = (text: string, piece?: number) => records(text, piece).map((row) => row.cells);
const PIECES = [1, 2, 3, 5, 1_000];

describe('records', () => {
  test.each<[string, string, string[][]]>([
    [
      'LF',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF, then LF, then CR',
      'a,b\r\n1,2\n3,4\r5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'LF, then CRLF',
      'a,b\n1,2\r\n3,4\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'empty lines',
      '\n\na,b\n\r\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a stated separator', 'sep=;\na,b;c\n', [['a,b', 'c']]],
    ['two colons, where quotes have no meaning', '1::A "B" C::D|E\n', [['1', 'A "B" C', 'D|E']]],
    [
      'quotes',
      'a,b\n"x,""y""", "z"\n',
      [
        ['a', 'b'],
        ['x,"y"', 'z'],
      ],
    ],
    [
      'a line end in quotes',
      'a,b\n"x\r\ny",1\n2,3',
      [
        ['a', 'b'],
        ['x\r\ny', '1'],
        ['2', '3'],
      ],
    ],
  ])('%s, in pieces of any length', (_, text, expected) => {
    for (const piece of PIECES) expect(cells(text, piece)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['an inch mark in a cell without quotes', '2,SHELF 9" OAK'],
    ['an inch mark at the end of one', '2,SHELF 9"'],
    ['a quotation mark that opens and is never closed', '2,"SHELF'],
    ['text after the closing one', '2,"SHELF" OAK'],
  ])('%s breaks only its own line', (_, broken) => {
    const text = `a,b\n1,x\n${broken}\n3,"y, z"\n4,w\n`;
    for (const piece of PIECES) {
      const rows = records(text, piece);
      expect(rows.map((row) => row.cells)).toEqual([['a', 'b'], ['1', 'x'], [], ['3', 'y, z'], ['4', 'w']]);
      expect(rows[2]?.broken).toMatch(/quotation mark/);
      expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  test('two broken lines are not joined into one record: the number of cells is wrong', () => {
    expect(
      records('a,b,c\n1,"x,p\n2,y",q,r\n3,z,s\n').map(({ line, broken }) => [line, broken !== undefined]),
    ).toEqual([
      [1, false],
      [2, true],
      [3, true],
      [4, false],
    ]);
  });

  test('a line without an end is an error that names the line', () => {
    expect(() => records(`a,b\n${'x'.repeat(1_100_000)}`, 65_536)).toThrow(CsvError);
  });

  test('text written by Papa Parse is parsed as Papa Parse does, for all chunk sizes and line ends', () => {
    const table = fc.integer({ min: 2, max: 4 }).chain((columns) =>
      fc.array(
        fc.array(fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', 'é', ' x', '1') }), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: 1, maxLength: 8 },
      ),
    );
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 20 }),
        (rows, newline, piece) => {
          const head = rows[0]?.map((_, i) => `c${i}`) ?? [];
          const text = Papa.unparse([head, ...rows], { newline, quotes: true });
          expect(cells(text, piece)).toEqual(Papa.parse(text, { delimiter: ',', newline }).data);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('records do not depend on the chunks, and line numbers only grow', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (body, piece) => {
        const rows = records(`a,b\n${body}`, piece);
        expect(rows).toEqual(records(`a,b\n${body}`));
        rows.slice(1).forEach(({ line }, i) => {
          expect(line).toBeGreaterThan(rows[i]?.line as number);
        });
      }),
      { numRuns: 500 },
    );
  });
});
