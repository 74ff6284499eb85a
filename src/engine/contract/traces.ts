import type { Milliseconds, VirtualMs } from '../../base/units';
import type { AskedOfStore } from './statements';
import type { MemoCacheName, Outcome } from './tier';

/** Counts the requests of a run, from 1; background refreshes are counted too. */
export type RequestNumber = number;

/** What a list of requests is narrowed to; a condition left out holds for all. */
export interface TraceFilter {
  /** These three are met by one lookup of the request together. */
  readonly cache?: MemoCacheName | undefined;
  readonly outcome?: Outcome | undefined;
  readonly reason?: string | undefined;
  /** Answered after so long at least. */
  readonly atLeastMs?: VirtualMs | undefined;
  /** Part of the name of the page, or of a key that was looked up. */
  readonly text?: string | undefined;
}

export interface TracesAsk {
  readonly filter: TraceFilter;
  /** Lines wanted at most. */
  readonly most: number;
  /** The request that is wanted whole. */
  readonly chosen?: RequestNumber | undefined;
}

/** One request in a line. */
export interface TraceLine {
  readonly request: RequestNumber;
  /** When it began. */
  readonly at: VirtualMs;
  /** The page, or of a background refresh the entry that is recomputed. */
  readonly name: string;
  /** Origin of the request: a shopper of the traffic, a person at this page, or a background refresh. */
  readonly asker: 'shopper' | 'person' | 'refresh';
  /** Of its answer, with the reason; undefined while it is under way, and for a refresh. */
  readonly outcome: Outcome | undefined;
  readonly reason: string;
  /** From the request to its answer; of a refresh, to the end of its computations. Undefined while it is under way. */
  readonly ms: VirtualMs | undefined;
  readonly lookups: number;
  readonly queries: number;
}

/**
 * What a request did for a while. lookup: of a memo cache. The next five are of a computation that it began: waiting for
 * what it is computed from, waiting for a core, its queries, its computing, and the pause before another attempt.
 * answer: looking into the cache takes that long even for a hit.
 */
export type TraceStep = 'lookup' | 'parts' | 'queue' | 'queries' | 'computing' | 'pause' | 'answer';

export interface TraceHop {
  readonly step: TraceStep;
  readonly cache: MemoCacheName;
  /** The key in words. */
  readonly key: string;
  /** 0: the request itself; deeper: within a computation that it began. */
  readonly depth: number;
  readonly from: VirtualMs;
  /** Until now, if it is under way. */
  readonly until: VirtualMs;
  readonly outcome?: Outcome | undefined;
  /** Of a lookup: the reason of its outcome. Of a computation: why it was begun. */
  readonly reason?: string | undefined;
  /** The request whose computation a lookup waited for: its own, or another one. */
  readonly waitedFor?: RequestNumber | undefined;
}

/** A fact that the answer was computed from. */
export interface FactRead {
  readonly fact: string;
  readonly read: number;
  readonly now: number;
}

/** What a request left in a cache: a value, a value that was refused, or the room that it took from another. */
export interface TraceLeft {
  readonly cache: MemoCacheName;
  readonly key: string;
  readonly kind: 'stored' | 'refused' | 'evicted';
  /** Of a refused value: why. Of a stored one: what is to be said of it, if anything. */
  readonly reason: string;
}

/** One request with all its steps. */
export interface Trace extends TraceLine {
  /** It began before the recording: its beginning is missing. */
  readonly partial: boolean;
  /** In the order of a reader: each lookup is followed by the computation that it began. */
  readonly hops: readonly TraceHop[];
  readonly facts: readonly FactRead[];
  readonly asked: AskedOfStore | undefined;
  /** Measured on the wall clock: what its computations took, queries included. */
  readonly measuredMs: Milliseconds;
  readonly left: readonly TraceLeft[];
}

export interface TracesReport {
  /** When the recording began. */
  readonly since: VirtualMs;
  /** Requests that are kept, and the most that are. */
  readonly kept: number;
  readonly mostKept: number;
  /** Requests that pass the filter. */
  readonly found: number;
  /** The newest of them first. */
  readonly lines: readonly TraceLine[];
  /** Every reason among the lookups that are kept, by name. */
  readonly reasons: readonly string[];
  /** Undefined when none is chosen, or when it is no longer kept. */
  readonly chosen: Trace | undefined;
}
