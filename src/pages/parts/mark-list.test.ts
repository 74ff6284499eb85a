import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MarkList } from './mark-list';

const marks = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ at: 1_000 * i, text: `TTL: ${i}s`, number: i + 1 }));
const shown = (count: number) => renderToStaticMarkup(createElement(MarkList, { marks: marks(count) }));

test('every change in view has its full text and the number of its mark', () => {
  for (const { number, text } of marks(12))
    expect(shown(12)).toMatch(new RegExp(`<b>${number}</b> [\\d:.]+ ${text}<`));
});

test('the last four changes are visible, earlier ones on request', () => {
  expect(shown(4)).not.toContain('<details');
  expect(shown(5)).toContain('1 earlier change<');
  expect(shown(12)).toContain('8 earlier changes<');
});

test('without changes there is no list', () => {
  expect(shown(0)).toBe('');
});
