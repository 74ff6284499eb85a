import type { Bytes, VirtualMs } from '../../base/units';
import { hitTruths, type MemoCacheName } from './tier';

/** Columns by mark, in slot order. Fractions are bytes: 0 to 255. */
export interface CacheMapFrame {
  readonly at: VirtualMs;
  readonly cache: MemoCacheName;
  /** A mark for each entry in a slot that this divides: 1 is every entry. */
  readonly every: number;
  /** Entries of the cache, whether they have a mark or not. */
  readonly entries: number;
  readonly slots: Int32Array;
  /** Age over TTL; 255 is at the deadline. 0 without a TTL. */
  readonly age: Uint8Array;
  /** How lately used, by rank: 255 the latest, 0 the one unused for longest. */
  readonly recency: Uint8Array;
  /** `MapState` of each. */
  readonly state: Uint8Array;
}
/**
 * State of an entry: what a hit on it would be worth, as far as that is known without an audit for the map; or why there
 * can be no hit. invalidated: never served again, it takes up room until it is swept.
 */
export const mapStates = [...hitTruths, 'expired', 'invalidated'] as const;
export type MapState = (typeof mapStates)[number];

export interface EntryDetails {
  readonly key: string;
  readonly cache: MemoCacheName;
  readonly state: MapState;
  readonly bornAt: VirtualMs;
  readonly usedAt: VirtualMs;
  readonly deadlineAt: VirtualMs | 'never';
  readonly hits: number;
  readonly bytes: Bytes;
  readonly madeInMs: VirtualMs;
  readonly queries: number;
  /** The facts it was computed from. */
  readonly facts: number;
  /** Facts that have changed since. */
  readonly changedFacts: readonly string[];
  readonly staleForMs?: VirtualMs;
}
