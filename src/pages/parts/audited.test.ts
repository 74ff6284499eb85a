import { expect, test } from 'vitest';
import { audited } from './audited';

const counts = { stale: 0, unchecked: 0, wrong: 0, hidden: 0 };

test('with a full audit the counts are unchanged', () => {
  expect(audited({ ...counts, stale: 6, wrong: 4 })).toEqual({
    late: 10,
    unchecked: 0,
    coverage: 1,
    wrong: 4,
    stale: 6,
  });
});

test('without outdated hits there is no coverage and no wrong answer', () => {
  expect(audited(counts)).toMatchObject({ coverage: undefined, wrong: 0, stale: 0 });
});

test('wrong answers are scaled up from those that were audited, and the rest is stale', () => {
  expect(audited({ ...counts, stale: 40, unchecked: 150, wrong: 10 })).toEqual({
    late: 200,
    unchecked: 150,
    coverage: 0.25,
    wrong: 40,
    stale: 160,
  });
});

test('hidden wrong answers had missed no change: they are not scaled up and are not late', () => {
  expect(audited({ ...counts, stale: 40, unchecked: 150, wrong: 17, hidden: 7 })).toMatchObject({
    late: 200,
    coverage: 0.25,
    wrong: 47,
  });
  expect(audited({ ...counts, wrong: 7, hidden: 7 })).toMatchObject({ late: 0, wrong: 7 });
});

test('without an audit the number of wrong answers is unknown', () => {
  expect(audited({ ...counts, unchecked: 20 })).toMatchObject({
    late: 20,
    coverage: 0,
    wrong: undefined,
    stale: undefined,
  });
});
