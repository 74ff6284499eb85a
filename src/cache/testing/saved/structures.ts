import { Random } from '../../../base/random';
import type { SubjectRows } from '../../../base/testing/saved-contract';
import { among, Cell, oneOf } from '../../../base/testing/subjects';
import { NONE } from '../../policy';
import { FrequencyRow } from '../../structures/frequency-row';
import { FrequencySketch } from '../../structures/frequency-sketch';
import { IdHeap } from '../../structures/id-heap';
import { IdQueue } from '../../structures/id-queue';
import { IdSet } from '../../structures/id-set';
import { KeyTable } from '../../structures/key-table';
import { SampledOrder } from '../../structures/sampled-order';
import { Segments } from '../../structures/segments';
import { TimingWheel } from '../../structures/timing-wheel';

const IDS = 16;
const ids = Array.from({ length: IDS }, (_, id) => id);

/** The structures that policies are made of. */
export const structureRows: SubjectRows = {
  IdQueue: () => {
    const part = new IdQueue(IDS);
    return {
      part,
      step: (random) => {
        const id = random.int(IDS);
        if (!part.list().includes(id)) oneOf(random, [() => part.add(id), () => part.addOldest(id)]);
        else oneOf(random, [() => part.remove(id), () => part.renew(id), () => part.resize(2 * IDS)]);
      },
      seen: () => [part.list(), part.size, part.oldest, part.youngest],
    };
  },

  IdSet: () => {
    const part = new IdSet(IDS);
    const members = () => part.ranked(IDS, (id) => id);
    return {
      part,
      step: (random) => {
        const id = random.int(IDS);
        if (members().includes(id)) part.remove(id);
        else part.add(id);
        return part.size > 0 ? part.draw(random, random.int(9), 3) : NONE;
      },
      seen: () => [part.size, members()],
    };
  },

  IdHeap: () => {
    const part = new IdHeap(IDS);
    return {
      part,
      step: (random) => {
        const id = random.int(IDS);
        const key = random.int(5);
        if (!part.list().includes(id)) part.add(id, key);
        else oneOf(random, [() => part.remove(id), () => part.change(id, key), () => part.resize(2 * IDS)]);
      },
      seen: () => [part.list(), part.lowest, ...part.list().map((id) => part.keyOf(id))],
    };
  },

  FrequencyRow: () => {
    const part = new FrequencyRow(IDS);
    return {
      part,
      step: (random) => {
        const id = random.int(IDS);
        if (!part.list(IDS).includes(id)) part.add(id);
        else if (random.int(4) === 0) part.remove(id);
        else part.raise(id);
      },
      seen: () => [part.list(IDS), part.first, part.over(2 * IDS).list(IDS)],
    };
  },

  FrequencySketch: () => {
    const part = new FrequencySketch(IDS);
    return {
      part,
      step: (random) => {
        if (random.int(20) === 0) part.grow(16 * IDS);
        for (let i = 0; i < 8; i++) part.add(random.int(2 * IDS), 60);
      },
      seen: () => ids.map((id) => part.estimate(id)),
    };
  },

  SampledOrder: () => {
    const draws = new Random(2);
    const scores = new Cell(ids.map(() => 0));
    const part = new SampledOrder(IDS, 3, draws, (id) => scores.value[id] as number);
    return {
      part,
      around: [draws, scores],
      step: (random) => {
        const id = random.int(IDS);
        scores.value[random.int(IDS)] = random.int(9);
        if (!part.list(IDS).includes(id)) return part.add(id);
        return oneOf<unknown>(random, [() => part.remove(id), () => part.evict(), () => part.evict()]);
      },
      seen: () => [part.size, part.list(IDS)],
    };
  },

  Segments: () => {
    const weights = new Cell(ids.map((id) => 1 + (id % 3)));
    const weightOf = (id: number) => weights.value[id] ?? 1;
    const part = new Segments({ ids: IDS, unit: 'bytes', weightOf }, 3);
    return {
      part,
      around: [weights],
      step: (random) => {
        const [id, segment] = [random.int(IDS), random.int(3)];
        if (part.of(id) === NONE) return part.enter(id, segment);
        weights.value[id] = 1 + random.int(5);
        return oneOf(random, [
          () => part.leave(id),
          () => part.move(id, segment),
          () => part.renew(id),
          () => part.reweigh(id),
          () => part.resize(2 * IDS),
        ]);
      },
      seen: () => [0, 1, 2].map((one) => [part.list(IDS, [one]), part.oldest(one), part.held(one)]),
    };
  },

  TimingWheel: () => {
    const part = new TimingWheel(IDS, 0, 10);
    const now = new Cell(0);
    return {
      part,
      around: [now],
      step: (random) => {
        const id = random.int(IDS);
        if (random.int(4) === 0) part.resize(2 * IDS);
        now.value += random.int(300);
        if (part.has(id)) part.remove(id);
        else part.add(id, now.value + random.int(among(random, [200, 1e6, 1e10])));
        return part.next(now.value, { left: 3 });
      },
      seen: () => [part.size, ids.map((id) => part.has(id))],
    };
  },

  KeyTable: () => {
    const part = new KeyTable<string>(4, 77);
    return {
      part,
      step: (random) => {
        const key = among(random, [3, 'three', 2.5, -7, 'seven', 1e12, 'x', 12, 13, 14]);
        const hash = part.hash(key);
        const found = part.find(key, hash);
        if (found !== NONE) {
          if (random.int(2) === 0) return part.setValue(found, `value ${random.int(9)}`);
          part.setValue(found, undefined);
          part.unbind(found);
          return part.release(found);
        }
        const slot = part.reserve();
        if (slot === NONE) return part.resize(2 * part.slots);
        part.bind(slot, key, hash);
        return part.setValue(slot, 'new');
      },
      seen: () => {
        const used = [...part.usedSlots()];
        return [part.slots, used.map((slot) => [slot, part.keyAt(slot), part.valueAt(slot)])];
      },
    };
  },
};
