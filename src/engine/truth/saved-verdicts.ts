import type { Saved } from '../../base/saved';
import { type MemoCacheName, memoCacheNames } from '../contract/engine';
import type { MemoLayers } from '../serving/memo-layers';
import type { AnyStageResult } from '../serving/stage-result';
import type { TruthMeter } from './truth';

/** What is known of the entries of one cache of a replica: by entry, in columns. */
interface CacheVerdicts {
  readonly cache: MemoCacheName;
  readonly slots: Int32Array;
  /** 1 for a wrong value, 0 for one that shows what it should. */
  readonly wrong: Uint8Array;
  /** Facts that a verdict rests on, by its place in the columns, where they are not those of the value itself. */
  readonly otherFacts: readonly (readonly [place: number, facts: Int32Array])[];
}

/**
 * The verdicts of audits on what the memo caches hold, as part of a saved run: a glance at a restored cache gives what
 * it gave before. About 5 bytes a verdict, since a value and what it should be are mostly computed from the same facts.
 */
export class SavedVerdicts implements Saved<readonly (readonly CacheVerdicts[])[]> {
  constructor(
    private readonly truth: TruthMeter,
    private readonly layers: MemoLayers,
  ) {}

  /** By replica. Walks all entries. */
  save(): readonly (readonly CacheVerdicts[])[] {
    return this.layers.all.map((_, replica) => memoCacheNames.map((cache) => this.#of(replica, cache)));
  }

  /** The store and the caches must have been restored before. */
  restore(state: readonly (readonly CacheVerdicts[])[]): void {
    state.forEach((verdicts, replica) => {
      const { caches } = this.layers.of(replica);
      for (const { cache, slots, wrong, otherFacts } of verdicts) {
        const others = new Map(otherFacts);
        slots.forEach((slot, place) => {
          const held: AnyStageResult | undefined = caches[cache].valueAt(slot);
          if (held) this.truth.learn(held, wrong[place] === 1, others.get(place) ?? held.facts);
        });
      }
    });
  }

  #of(replica: number, name: MemoCacheName): CacheVerdicts {
    const cache = this.layers.of(replica).caches[name];
    const slots: number[] = [];
    const wrong: number[] = [];
    const otherFacts: [number, Int32Array][] = [];
    cache.forEachSlot((slot) => {
      const held: AnyStageResult | undefined = cache.valueAt(slot);
      const known = held && this.truth.verdictAtAGlance(held);
      if (!known) return;
      if (!sameFacts(known.facts, held.facts)) otherFacts.push([slots.length, known.facts]);
      slots.push(slot);
      wrong.push(known.wrong ? 1 : 0);
    });
    return { cache: name, slots: Int32Array.from(slots), wrong: Uint8Array.from(wrong), otherFacts };
  }
}

function sameFacts(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
