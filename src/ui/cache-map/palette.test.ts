import { expect, test } from 'vitest';
import { parseHex } from './palette';

test('a colour is parsed in both lengths, and anything else is rejected', () => {
  expect(parseHex(' #00845f')).toEqual([0, 132, 95]);
  expect(parseHex('#fff')).toEqual([255, 255, 255]);
  for (const text of ['', 'white', '#ffff', 'rgb(0 0 0)']) expect(() => parseHex(text)).toThrow('no colour');
});
