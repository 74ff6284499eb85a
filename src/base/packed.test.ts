import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from './packed';

const plain = { noNullPrototype: true };
const column = fc
  .record({
    head: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 400 }),
    rest: fc.nat(600),
    end: fc.constantFrom(0, 3, -0),
    scattered: fc.array(fc.tuple(fc.nat(1_000), fc.integer({ min: -5, max: 5 }))),
  })
  .chain(({ head, rest, end, scattered }) =>
    fc.constantFrom(Int32Array, Float64Array, Uint8Array).map((kind) => {
      const values = new kind(head.length + rest).fill(end);
      values.set(head);
      for (const [place, value] of scattered) if (place < values.length) values[place] = value;
      return values;
    }),
  );
const state = fc.record(
  {
    column,
    deep: fc.record(
      { column, number: fc.double(), text: fc.string(), nothing: fc.constant(undefined) },
      plain,
    ),
    list: fc.array(fc.record({ facts: column }, plain)),
  },
  plain,
);

test('an unpacked state is what was packed, also after it has crossed to another thread', () => {
  fc.assert(
    fc.property(state, (one) => {
      expect(unpack(pack(one))).toStrictEqual(one);
      expect(unpack(structuredClone(pack(one)))).toStrictEqual(one);
    }),
    { numRuns: 50 },
  );
});

test('what a packed state does not need is not in it, and elements of lists are shared', () => {
  const value = { facts: new Int32Array(1_000) };
  const { packed } = pack({
    empty: new Float64Array(10_000).fill(-1),
    scattered: new Int32Array(10_000).fill(7, 3, 5).fill(9, 20, 21),
    half: { used: new Int32Array([1, 2]) },
    list: [value],
  });
  expect(packed).toMatchObject({
    empty: { values: new Float64Array(0), rest: -1 },
    scattered: { runs: new Uint32Array([3, 5, 20, 21]), values: new Int32Array([7, 7, 9]), rest: 0 },
  });
  expect((packed as { list: unknown[] }).list[0]).toBe(value);
});
