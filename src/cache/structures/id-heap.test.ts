import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdHeap } from './id-heap';

test('lists by key, equal keys in the order they were set, after any changes and removals', () => {
  const IDS = 20;
  const step = fc.record({ id: fc.nat({ max: IDS - 1 }), key: fc.nat({ max: 5 }), leaves: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const heap = new IdHeap(IDS);
      let model: { id: number; key: number }[] = [];
      for (const { id, key, leaves } of steps) {
        const isIn = model.some((one) => one.id === id);
        model = model.filter((one) => one.id !== id);
        if (isIn && leaves) heap.remove(id);
        else {
          if (isIn) heap.change(id, key);
          else heap.add(id, key);
          model.push({ id, key });
        }
        model.sort((a, b) => a.key - b.key);
        expect([...heap.list()]).toEqual(model.map((one) => one.id));
        if (model[0]) expect(heap.lowest).toBe(model[0].id);
      }
      heap.resize(2 * IDS);
      expect([...heap.list(3)]).toEqual(model.slice(0, 3).map((one) => one.id));
    }),
  );
});
