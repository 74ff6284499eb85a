import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalKey } from './key';

const keyOf = (...args: unknown[]) => canonicalKey(args);

test('a key reads like the source code of its arguments', () => {
  expect(keyOf(1, 'a "b"', { to: null, from: new Date(0) }, new Set([2n]))).toBe(
    '[1,"a \\"b\\"",{"from":Date(0),"to":null},Set{2n}]',
  );
});

test('the order of names, of a Map and of a Set does not matter; that of an array and of arguments does', () => {
  expect(keyOf({ a: 1, b: { c: 2, d: 3 } })).toBe(keyOf({ b: { d: 3, c: 2 }, a: 1 }));
  expect(keyOf(new Map([['a', 1] as const, ['b', 2] as const]))).toBe(
    keyOf(new Map([['b', 2] as const, ['a', 1] as const])),
  );
  expect(keyOf(new Set([1, '1', 2]))).toBe(keyOf(new Set([2, '1', 1])));
  expect(keyOf([1, 2])).not.toBe(keyOf([2, 1]));
  expect(keyOf(1, 2)).not.toBe(keyOf(2, 1));
});

test('0 and -0 are one, NaN equals itself, and a null prototype does not matter', () => {
  expect(keyOf(-0)).toBe(keyOf(0));
  expect(keyOf(Number.NaN)).toBe(keyOf(Number.NaN));
  expect(keyOf(Object.assign(Object.create(null), { a: 1 }))).toBe(keyOf({ a: 1 }));
});

test('values that look alike have different keys', () => {
  const alike: unknown[][] = [
    [],
    [undefined],
    [null],
    [[]],
    [[undefined]],
    [new Array(1)],
    [{}],
    [{ a: undefined }],
    [{ a: null }],
    [1],
    ['1'],
    [1n],
    [true],
    ['true'],
    ['null'],
    ['undefined'],
    [Number.NaN],
    ['NaN'],
    [0],
    [new Date(0)],
    ['Date(0)'],
    [1, 2],
    [[1, 2]],
    ['1,2'],
    ['1', '2'],
    ['"1","2"'],
    [{ a: 1, b: 2 }],
    [{ 'a":1,"b': 2 }],
    [new Map()],
    [new Set()],
    [new Map([['a', 1]])],
    [new Map([[['a', 1], undefined]])],
    [new Set([['a', 1]])],
    [{ ['__proto__']: 1 }],
    ['\ud800'],
    ['\\ud800'],
  ];
  expect(new Set(alike.map(canonicalKey)).size).toBe(alike.length);
});

describe('a value without a comparable structure is refused with its path', () => {
  class Money {
    constructor(readonly cents: number) {}
  }
  const ring: unknown[] = [];
  ring.push({ ring });
  const refused: [string, unknown, RegExp][] = [
    ['an invalid date', { when: new Date(Number.NaN) }, /^arguments\[1]\.when cannot .* an invalid date$/],
    ['a function', [() => 1], /^arguments\[1]\[0] .* a function$/],
    ['a symbol', { 'odd name': Symbol('s') }, /^arguments\[1]\["odd name"] .* a symbol$/],
    ['an instance', { price: new Money(1) }, /^arguments\[1]\.price .* an instance of Money$/],
    ['a cycle', ring, /^arguments\[1]\[0]\.ring .* a cycle$/],
    ['a symbol for a name', { [Symbol('s')]: 1 }, /^arguments\[1] .* a symbol for a key$/],
    ['an array that is more', Object.assign([1], { more: 2 }), /properties of its own$/],
    ['a date that is more', Object.assign(new Date(0), { more: 2 }), /properties of its own$/],
    ['a boxed number', Object(1), /an instance of Number$/],
    ['a member of a Map', new Map([['a', new WeakSet()]]), /^arguments\[1]\[0] .* an instance of WeakSet$/],
  ];
  test.each(refused)('%s', (_, value, message) => {
    expect(() => keyOf('first', value)).toThrow(message);
  });
  test('a shared value is no cycle', () => {
    const shared = { a: 1 };
    expect(keyOf(shared, [shared, shared])).toBe('[{"a":1},[{"a":1},{"a":1}]]');
  });
});

test('two keys are equal exactly when the arguments are equal by structure', () => {
  /** Few leaves, so that two values are often equal. */
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(0, 1, -1, 1e21, Number.NaN, Infinity, '', '0', '1', 'a', '"', ',', ']', '\ud800'),
      fc.constantFrom(undefined, null, true, false, 0n, 1n, new Date(0), new Date(1)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '0', '"', '__proto__'), tie('value'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      fc
        .uniqueArray(fc.tuple(fc.constantFrom(0, '0', 'a'), tie('value')), {
          selector: ([key]) => key,
          maxLength: 2,
        })
        .map((entries) => new Map(entries)),
      fc.uniqueArray(fc.constantFrom(0, '0', 'a', null), { maxLength: 3 }).map((members) => new Set(members)),
    ),
  }));
  const args = fc.array(value, { maxLength: 2 });
  fc.assert(
    fc.property(args, args, (one, other) => {
      expect(canonicalKey(one) === canonicalKey(other)).toBe(isDeepStrictEqual(one, other));
      expect(canonicalKey(structuredClone(one))).toBe(canonicalKey(one));
    }),
    { numRuns: 2000 },
  );
});
