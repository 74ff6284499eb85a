import type { Random } from '../../../base/random';
import type { Saved } from '../../../base/saved';
import { among } from '../../../base/testing/subjects';
import type { FactChange } from '../../../store/changes';
import type { Outcome, PageOutcome } from '../../contract/engine';
import type { Arrival } from '../../serving/arrival';
import { newSpent } from '../../serving/request';
import type { StageResult } from '../../serving/stage-result';

/** Values that a test hands to a subject again: saved by reference, as the caches do. */
export class Kept<T> implements Saved<readonly T[]> {
  list: T[] = [];

  save(): readonly T[] {
    return [...this.list];
  }

  restore(list: readonly T[]): void {
    this.list = [...list];
  }
}

/** Returns a value of the first stage; two with the same key look the same in one case of two. */
export const resultOf = (random: Random, key: number, now: number): StageResult<'similarities'> => ({
  stage: 'similarities',
  key,
  value: { ids: Int32Array.of(key, random.int(2)), scores: Float64Array.of(1, 0.5) },
  facts: Int32Array.of(0),
  versions: Int32Array.of(0),
  missingParts: 0,
  computedAt: now,
  costMs: 1,
  queries: 1,
  queriesInAll: 1 + random.int(3),
});

/** Returns the end of a request for a page, with a page or without. */
export function arrivalOf(random: Random, now: number): Arrival {
  const outcome = among<Outcome>(random, ['fresh', 'miss', 'stale', 'error', 'degraded']);
  const ids = Int32Array.of(1, 2);
  const page: StageResult<'rankings'> = {
    ...resultOf(random, random.int(5), now - random.int(90)),
    stage: 'rankings',
    value: {
      ids,
      scores: new Float64Array(2),
      priceCents: ids,
      stock: ids,
      reasons: { kind: new Uint8Array(2), about: ids },
    },
  };
  const spent = newSpent();
  const uses = [{ statement: 'one product', calls: 3 + random.int(9), rows: 3, milliseconds: 0 }] as const;
  spent.asked.add('rankings', random.int(2) === 0 ? [] : uses);
  return {
    request: {
      id: 1,
      replica: 0,
      key: page.key,
      asker: { kind: 'person', ticket: undefined },
      startedAt: Math.max(0, now - random.int(300)),
      spent,
    },
    page: outcome === 'error' ? undefined : page,
    outcome,
    reason: 'a reason',
    found: among<PageOutcome>(random, ['right', 'wrong', 'degraded', 'failed']),
  };
}

/** Returns a change of a price, with the number that it has in the feed. */
export const changeOf = (random: Random, sequence: number, at: number): FactChange => {
  const product = random.int(6);
  const numbers = { sequence, transaction: sequence, fact: product, version: sequence, at };
  return { kind: 'price', product, from: 100, to: 100 + random.int(9), ...numbers };
};
