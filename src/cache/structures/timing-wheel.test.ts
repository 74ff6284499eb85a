import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NONE } from '../policy';
import { TimingWheel } from './timing-wheel';

function due(wheel: TimingWheel, now: number, limit = Infinity): number[] {
  const work = { left: limit };
  const ids: number[] = [];
  for (let id = wheel.next(now, work); id !== NONE; id = wheel.next(now, work)) ids.push(id);
  return ids;
}

test('returns each id once, never before its deadline and at most one tick after it', () => {
  const IDS = 30;
  const step = fc.oneof(
    fc.record({
      do: fc.constant('add' as const),
      id: fc.nat({ max: IDS - 1 }),
      in: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 1e6 }), fc.nat({ max: 1e10 })),
    }),
    fc.record({ do: fc.constant('remove' as const), id: fc.nat({ max: IDS - 1 }) }),
    fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 1e5 }), fc.nat({ max: 1e10 })),
      limit: fc.constantFrom(1, 3, 1000),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      let now = 12_345;
      const wheel = new TimingWheel(IDS, now, 10);
      const model = new Map<number, number>();
      for (const one of steps) {
        if (one.do === 'add') {
          if (model.has(one.id)) continue;
          wheel.add(one.id, now + one.in);
          model.set(one.id, now + one.in);
        } else if (one.do === 'remove') {
          wheel.remove(one.id);
          model.delete(one.id);
        } else {
          now += one.ms;
          const bounded = due(wheel, now, one.limit);
          expect(bounded.length).toBeLessThanOrEqual(one.limit);
          const all = [...bounded, ...due(wheel, now)];
          for (const id of all) {
            const at = model.get(id);
            expect(at).toBeDefined();
            // Ids beyond the horizon are returned there, to be added again.
            if (at !== undefined && at > now) wheel.add(id, at);
            else model.delete(id);
          }
          for (const at of model.values()) expect(at).toBeGreaterThan(now - 10);
        }
        expect(wheel.size).toBe(model.size);
        for (let id = 0; id < IDS; id++) expect(wheel.has(id)).toBe(model.has(id));
      }
    }),
    { numRuns: 500 },
  );
});

test('a long idle time costs no more than a short one', () => {
  const wheel = new TimingWheel(2, 0, 1);
  wheel.add(0, 5);
  wheel.add(1, 1e8);
  const work = { left: 20 };
  expect(wheel.next(2e8, work)).toBe(0);
  expect(wheel.next(2e8, work)).toBe(1);
  expect(work.left).toBeGreaterThan(10);
});
