import { expect, test } from 'vitest';
import { audited } from './audited';

test('where everything was audited the counts stand as they are', () => {
  expect(audited({ stale: 6, wrong: 4, audited: 10 })).toEqual({
    late: 10,
    notAudited: 0,
    coverage: 1,
    wrong: 4,
    stale: 6,
  });
});

test('without anything out of date there is no coverage, and nothing was wrong', () => {
  expect(audited({ stale: 0, wrong: 0, audited: 0 })).toMatchObject({
    coverage: undefined,
    wrong: 0,
    stale: 0,
  });
});

test('wrong answers are scaled up from those that were audited, and the rest is stale', () => {
  expect(audited({ stale: 190, wrong: 10, audited: 50 })).toEqual({
    late: 200,
    notAudited: 150,
    coverage: 0.25,
    wrong: 40,
    stale: 160,
  });
});

test('where nothing was audited nobody knows', () => {
  expect(audited({ stale: 20, wrong: 0, audited: 0 })).toMatchObject({
    coverage: 0,
    notAudited: 20,
    wrong: undefined,
    stale: undefined,
  });
});
