import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleStart, visibleText } from './visible-text';

test.each([
  ['plain “text”, 4 €, 日本, 👍', 'plain “text”, 4 €, 日本, 👍'],
  ['\x1b[31mred\x07', '\\x1b[31mred\\x07'],
  ['\x9b2J', '\\x9b2J'],
  ['a\r\nb\tc\x7f\0', 'a\\r\\nb\\tc\\x7f\\x00'],
  ['evil\u202egpj', 'evil\\u202egpj'],
  ['half \ud83d pair', 'half \\ud83d pair'],
  ['two\u2028lines', 'two\\u2028lines'],
])('%j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('no text keeps a control character, and a second call changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visibleText(text);
      for (const character of shown) {
        const code = character.codePointAt(0) as number;
        expect(code >= 0x20 && !(code >= 0x7f && code < 0xa0)).toBe(true);
      }
      expect(visibleText(shown)).toBe(shown);
    }),
  );
});

test('a long text is cut and ends with an ellipsis', () => {
  expect(visibleStart('abc', 3)).toBe('abc');
  expect(visibleStart('ab\x1bd', 3)).toBe('ab\\x1b…');
});
