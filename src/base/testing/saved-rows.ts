import { Histogram } from '../histogram';
import { Random } from '../random';
import { Readings } from '../readings';
import { Timeline } from '../timeline';
import type { SubjectRows } from './saved-contract';
import { Cell, later, oneOf } from './subjects';

/** The classes of `base/` that hold state. */
export const baseRows: SubjectRows = {
  Random: () => {
    const part = new Random(5);
    return {
      part,
      step: (random) =>
        oneOf(random, [() => part.uint32(), () => part.exponential(0.5), () => part.normal()]),
      seen: () => undefined,
    };
  },

  Histogram: () => {
    const part = new Histogram();
    return {
      part,
      step: (random) => part.add(random.int(3) === 0 ? random.next() : random.exponential(0.001)),
      seen: () => [part.counts, part.longest],
    };
  },

  Timeline: () => {
    const part = new Timeline(3, [100, 1_000], 12);
    const now = new Cell(0);
    return {
      part,
      around: [now],
      step: (random) => {
        now.value = later(random, now.value);
        const at = Math.max(0, now.value - random.int(300));
        oneOf(random, [
          () => part.add(at, random.int(3)),
          () => part.add(at, random.int(3), random.int(9)),
          () => part.raise(at, random.int(3), 1 + random.int(9)),
        ]);
        return part.sums(1_000, now.value);
      },
      seen: () => [part.frame(100, now.value), part.frame(1_000, now.value)],
    };
  },

  Readings: () => {
    const part = new Readings<{ a: number; by: { b: number } }>([100, 1_000], 12);
    const now = new Cell({ ms: 0, a: 0, b: 0 });
    const totals = () => ({ a: now.value.a, by: { b: now.value.b } });
    return {
      part,
      around: [now],
      step: (random) => {
        const { ms, a, b } = now.value;
        now.value = { ms: later(random, ms), a: a + random.int(5), b: b + random.int(3) };
        oneOf(random, [
          () => part.note(now.value.ms, totals),
          () => part.note(now.value.ms, totals),
          () => part.change(now.value.ms, totals()),
        ]);
      },
      seen: () => [100, 1_000].map((width) => part.counted(width, now.value.ms, totals())),
    };
  },
};
