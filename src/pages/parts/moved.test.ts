import { expect, test } from 'vitest';
import type { GlossaryId } from '../../ui/glossary';
import { movedSince, movedText, type Reading } from './moved';

const reading = (figure: GlossaryId, raw: number | undefined): Reading => ({
  figure,
  raw,
  value: raw === undefined ? '–' : String(raw),
});
const said = (figure: GlossaryId, before: number | undefined, now: number | undefined) =>
  movedText(reading(figure, before), reading(figure, now));

test.each<[GlossaryId, number | undefined, number | undefined, string | undefined]>([
  ['hit-ratio', 0.81, 0.6, '▼ was 0.81'],
  ['hit-ratio', 0.81, 0.8201, '▲ was 0.81'],
  ['hit-ratio', 0.81, 0.819, undefined],
  // A small share has moved when it has doubled, or come out of nothing.
  ['pages-wrong', 0.002, 0.0041, '▲ was 0.002'],
  ['pages-wrong', 0.002, 0.0035, undefined],
  ['pages-wrong', 0, 0.0011, '▲ was 0'],
  ['pages-wrong', 0, 0.0009, undefined],
  ['database-spared', -0.86, -0.7, '▲ was -0.86'],
  ['latency-p99', 100, 121, '▲ was 100'],
  ['latency-p99', 100, 81, '▼ was 100'],
  ['latency-p99', 100, 119, undefined],
  ['latency-p99', 100, 84, undefined],
  ['entries', 0, 1, '▲ was 0'],
  ['entries', 0, 0, undefined],
  ['hit-ratio', undefined, 0.5, undefined],
  ['hit-ratio', 0.5, undefined, undefined],
])('%s from %s to %s: %s', (figure, before, now, text) => {
  expect(said(figure, before, now)).toBe(text);
});

test('what is written alike has not moved', () => {
  const [before, now] = [reading('entries', 1), { ...reading('entries', 2), value: '1' }];
  expect(movedText(before, now)).toBeUndefined();
});

test('only figures of both moments are compared', () => {
  const before = [reading('pages-right', 0.9), reading('pages-failed', 0)];
  const now = [reading('pages-right', 0.5), reading('pages-degraded', 0.4), reading('pages-failed', 0)];
  expect([...movedSince(before, now)]).toEqual([['pages-right', '▼ was 0.9']]);
});
