import { expect, test } from 'vitest';
import { readArguments } from './arguments';

test('a soak takes ten minutes unless another length is asked for', () => {
  expect(readArguments([])).toEqual({ minutes: 10, keptBuild: false });
  expect(readArguments(['--minutes', '2.5', '--kept-build'])).toEqual({ minutes: 2.5, keptBuild: true });
  expect(readArguments(['--help'])).toBeUndefined();
});

test('a length that is none, and an option that there is not, are said', () => {
  for (const text of ['0', '-1', 'x', '', '1e9', 'Infinity'])
    expect(() => readArguments([`--minutes=${text}`])).toThrow('--minutes');
  expect(() => readArguments(['--hours', '1'])).toThrow("Unknown option '--hours'");
});
