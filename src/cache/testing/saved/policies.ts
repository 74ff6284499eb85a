import { Random } from '../../../base/random';
import type { Subject, SubjectRows } from '../../../base/testing/saved-contract';
import { Cell } from '../../../base/testing/subjects';
import { NONE, type PolicyDefinition } from '../../policy';
import { policies } from '../../registry';
import { makePolicy } from '../make-policy';

const IDS = 16;
const ids = Array.from({ length: IDS }, (_, id) => id);

/** A policy over 16 keys with the calls of a cache that holds 6 of them, or as many as 18 bytes hold. */
function subjectOf(definition: PolicyDefinition, unit: 'entries' | 'bytes'): Subject {
  const capacity = unit === 'entries' ? 6 : 18;
  const draws = new Random(9);
  const now = new Cell(0);
  const residents = new Cell<number[]>([]);
  const facts = new Cell(ids.map((id) => ({ bytes: 1 + (id % 5), cost: 1 + (id % 3), deadline: Infinity })));
  const about = (id: number) => facts.value[id] ?? { bytes: 1, cost: 1, deadline: Infinity };
  const weightOf = (id: number) => (unit === 'bytes' ? about(id).bytes : 1);
  const part = makePolicy(definition, {
    ids: IDS,
    capacity,
    unit,
    random: draws,
    sizeOf: (id) => about(id).bytes,
    weightOf,
    costOf: (id) => about(id).cost,
    deadlineOf: (id) => about(id).deadline,
    now: () => now.value,
    nextUse: () => now.value + (now.value % 7),
  });
  const drop = (id: number) => {
    residents.value = residents.value.filter((one) => one !== id);
  };
  const insert = (id: number): readonly unknown[] => {
    const victims: number[] = [];
    if (part.admit?.(id) === false) return ['not admitted'];
    while (residents.value.reduce((sum, one) => sum + weightOf(one), weightOf(id)) > capacity) {
      const victim = part.evict(id);
      if (victim === NONE) return [...victims, 'no room'];
      victims.push(victim);
      drop(victim);
    }
    part.insert(id);
    residents.value.push(id);
    return victims;
  };
  return {
    part,
    around: [draws, now, residents, facts],
    step: (random) => {
      const id = random.int(IDS);
      now.value += random.int(50_000);
      if (!residents.value.includes(id)) return insert(id);
      if (random.int(4) > 0) return part.hit(id);
      if (random.int(2) > 0) {
        facts.value[id] = { ...about(id), deadline: now.value + random.int(999) };
        return part.redate?.(id);
      }
      part.remove(id);
      return drop(id);
    },
    seen: () => [part.order?.(IDS), residents.value],
  };
}

/** Every policy, over entries and over bytes. */
export const policyRows: SubjectRows = Object.fromEntries(
  policies.flatMap((definition) => [
    [`${definition.name} over entries`, () => subjectOf(definition, 'entries')],
    [`${definition.name} over bytes`, () => subjectOf(definition, 'bytes')],
  ]),
);
