import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GuessedText } from './guessed-text';

function read(bytes: Uint8Array, piece = bytes.length || 1): [string, string] {
  const guess = new GuessedText();
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += guess.push(bytes.subarray(at, at + piece));
  return [text + guess.end(), guess.encoding];
}
const long = 'Zoë bought 3 × “LANTERN”, 4 € each; and nothing more.\n'.repeat(5);
const latin = 'Amélie,Señor,Zoë,and a line that is long enough to be looked at\n'.repeat(3);
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return Uint8Array.from(bigEndian ? bytes.swap16() : bytes);
};

/** Unicode's table for bytes 80 to 9F, the rest as in Latin-1: some versions of Node get it wrong. */
const TABLE = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
  0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
  0x153, 0x9d, 0x17e, 0x178,
];
const windows1252 = (bytes: Uint8Array) =>
  [...bytes].map((byte) => String.fromCharCode(TABLE[byte - 0x80] ?? byte)).join('');

test.each<[string, Uint8Array, string, string]>([
  ['UTF-8', Buffer.from(long), long, 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${long}`), long, 'utf-8'],
  ['Latin-1', Buffer.from(latin, 'latin1'), latin, 'windows-1252'],
  ['Windows-1252', Uint8Array.of(0x80, 0x20, 0x96, 0x20, 0x93), '€ – “', 'windows-1252'],
  ['UTF-16 with a mark', utf16(`\uFEFF${long}`, false), long, 'utf-16le'],
  ['UTF-16, the other way round', utf16(`\uFEFF${long}`, true), long, 'utf-16be'],
  ['UTF-16 without a mark', utf16(long, false), long, 'utf-16le'],
  ['a damaged byte in UTF-8', Buffer.from([...Buffer.from('Zoë '), 0xff, 0x41]), 'Zoë \uFFFDA', 'utf-8'],
  ['a replacement character', Buffer.from('a\uFFFDb'), 'a\uFFFDb', 'utf-8'],
  ['a letter cut off', Buffer.from('Zoë').subarray(0, 3), 'ZoÃ', 'windows-1252'],
  ['nothing', new Uint8Array(0), '', 'utf-8'],
])('%s, in pieces of any length', (_, bytes, text, encoding) => {
  for (const piece of [1, 2, 3, 7, 64, 1_000]) expect(read(bytes, piece)).toEqual([text, encoding]);
});

test('any text round-trips, and any bytes decode in pieces as on the platform', () => {
  const anyText = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 9 }), (text, piece) => {
      const body = `${'#'.repeat(64)}${text}`;
      expect(read(Buffer.from(body), piece)).toEqual([body, 'utf-8']);
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (bytes, piece) => {
      const [text, encoding] = read(bytes, piece);
      expect(text).toBe(
        encoding === 'windows-1252' ? windows1252(bytes) : new TextDecoder(encoding).decode(bytes),
      );
    }),
    { numRuns: 300 },
  );
});
