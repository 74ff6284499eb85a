import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap';

test('elements are taken as from a sorted list, in any order of adding and taking', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(50), { freq: 2 })), (commands) => {
      const heap = new Heap<number>((a, b) => a < b);
      let model: number[] = [];
      for (const command of commands) {
        if (command === null) {
          expect(heap.take()).toBe(model[0]);
          model = model.slice(1);
        } else {
          heap.add(command);
          model = [...model, command].sort((a, b) => a - b);
        }
        expect(heap.first).toBe(model[0]);
        expect(heap.size).toBe(model.length);
      }
    }),
  );
});
