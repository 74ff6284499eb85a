import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NONE } from '../policy';
import { type Ident, KeyTable } from './key-table';

test('finds what a Map finds, through any insertions, removals and growth', () => {
  const ident: fc.Arbitrary<Ident> = fc.oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.string({ maxLength: 3 }),
    fc.constantFrom('1', 1, 0, -0, Infinity, '\u{1F600}', 'ÿĀ'),
  );
  const step = fc.record({
    key: ident,
    remove: fc.boolean(),
    grow: fc.constantFrom(false, false, false, true),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer(), (steps, salt) => {
      const table = new KeyTable<string>(2, salt);
      const model = new Map<Ident, number>();
      const find = (key: Ident) => table.find(key, table.hash(key));
      for (const { key, remove, grow } of steps) {
        expect(find(key)).toBe(model.get(key) ?? NONE);
        if (grow) table.resize(table.slots + 3);
        const slot = model.get(key);
        if (slot !== undefined && remove) {
          table.unbind(slot);
          table.release(slot);
          model.delete(key);
        } else if (slot === undefined) {
          let free = table.reserve();
          if (free === NONE) {
            table.resize(2 * table.slots);
            free = table.reserve();
          }
          table.bind(free, key, table.hash(key));
          model.set(key, free);
        }
        for (const [known, at] of model) {
          expect(find(known)).toBe(at);
          expect(Object.is(table.keyAt(at), known) || table.keyAt(at) === known).toBe(true);
        }
        expect([...table.usedSlots()]).toEqual([...model.values()].sort((a, b) => a - b));
      }
    }),
  );
});
