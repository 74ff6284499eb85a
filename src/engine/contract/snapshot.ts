import type { TimelineFrame } from '../../base/timeline';
import type { Milliseconds, VirtualMs } from '../../base/units';
import type { Cursor } from '../../store/changes';
import type { ChangesSeen, MissedChange } from './changes';
import type { Intervention } from './interventions';
import type { ModelFigures } from './model';
import type { PageFigures } from './pages';
import type { RuleName, RuleState } from './probes';
import type { Speed } from './run';
import type { Settings } from './settings';
import type { AskedOfStore, StatementFigures } from './statements';
import type { MemoCacheName, Outcome, TierCounters, TierFigures } from './tier';
import type { TravelState } from './travel';

export interface SnapshotAsk {
  /** The last snapshot's sequence; events after it come along. */
  readonly seen: number;
  /** What the last snapshot gave as `changes.next`; without it, the feed from its beginning. */
  readonly changesSeen?: Cursor | undefined;
  readonly tier: MemoCacheName | 'all';
  /** Width of a bucket of the series; one of `seriesWidths`. */
  readonly bucketMs: number;
}
/** Bucket widths on offer, virtual: so many buckets are kept of each. More would cost the charts their smoothness. */
export const seriesWidths = [1_000, 10_000, 60_000, 600_000] as const;
export const SERIES_BUCKETS = 60;

export interface Snapshot {
  readonly sequence: number;
  readonly at: VirtualMs;
  readonly playing: boolean;
  /** The moment that the run plays to, as fast as it goes, to stop there; left out while it plays at a speed. */
  readonly goingTo?: VirtualMs | undefined;
  readonly speedAsked: Speed;
  /** Virtual over wall time, lately; 0 when paused. */
  readonly speedReached: number;
  /** Requests answered per second of the wall clock, lately. */
  readonly requestsPerWallSecond: number;
  /** Requests answered since the start. */
  readonly requests: number;
  readonly settings: Settings;
  /** What shoppers got, end to end. */
  readonly pages: PageFigures;
  /** The tier that was asked for. */
  readonly tier: TierFigures;
  /** Hit ratios of each memo cache since the start, for the choice of tier. */
  readonly tiers: Readonly<
    Record<
      MemoCacheName | 'all',
      {
        readonly requests: number;
        readonly hits: number;
        readonly entries: number;
      }
    >
  >;
  /** The virtual time that the figures of the window cover: less than the window at the start of a run. */
  readonly windowMs: VirtualMs;
  /** Each memo cache over the window. */
  readonly stages: Readonly<Record<MemoCacheName, TierCounters>>;
  /** Outcomes by bucket for the tier asked for, in the order of `outcomes`. Transferred. */
  readonly series: TimelineFrame;
  readonly store: StoreFigures;
  readonly databaseLoad: DatabaseLoad;
  readonly compute: ComputeFigures;
  readonly model: ModelFigures;
  /** Whether each of the rules of safe caching holds now. */
  readonly rules: readonly { readonly name: RuleName; readonly state: RuleState }[];
  readonly marks: readonly Mark[];
  readonly stepsToCome: StepsToCome;
  readonly travel: TravelState;
  /** Since `seen`: the newest 20 of each kind, at most 200. What they are depends on the run alone. */
  readonly events: readonly LoggedEvent[];
  /** Since `changesSeen`. */
  readonly changes: ChangesSeen;
  /** The change that is followed through the answers; undefined until an answer has missed one. */
  readonly missedChange: MissedChange | undefined;
}

export interface StoreFigures {
  readonly queries: number;
  readonly rows: number;
  /** Per virtual second over the window. */
  readonly queriesPerSecond: number;
  /** Measured on the wall clock: what SQLite took in all. */
  readonly measuredMs: Milliseconds;
  /** Every statement that ran, reads first. */
  readonly statements: readonly StatementFigures[];
  readonly changes: number;
}

/** Queries of the window, with the caches and without. */
export interface DatabaseLoad {
  /** Those that computations made, for requests and for renewals behind them. */
  readonly made: number;
  /** Those that the answered requests would have made, if each had computed its page and all parts of it for itself. */
  readonly withoutCaches: number;
}

export interface ComputeFigures {
  readonly computations: number;
  readonly busyCores: number;
  readonly cores: number;
  readonly queued: number;
  /** Measured on the wall clock: what the stages took in all. */
  readonly measuredMs: Milliseconds;
}

/** A change made during the run, for the charts' time axes. */
export interface Mark {
  readonly at: VirtualMs;
  readonly text: string;
  /** An intervention or its consequence: a model took over, the process ran out of memory. */
  readonly kind: Intervention['kind'] | 'model' | 'outOfMemory';
}

/** Steps that came with a run, from a link or a file, and whose time has not come. */
export interface StepsToCome {
  readonly count: number;
  /** The first few, in the words of the marks. */
  readonly next: readonly { readonly at: VirtualMs; readonly text: string }[];
}

/** A line of the log. `text` is for people; the rest is for filters. */
export interface LoggedEvent {
  readonly sequence: number;
  readonly at: VirtualMs;
  readonly tier: MemoCacheName | 'query' | 'store' | 'run';
  readonly kind:
    | Outcome
    | 'evicted'
    | 'expired'
    | 'invalidated'
    | 'refused'
    | 'needless'
    | 'change'
    | 'intervention'
    | 'model'
    | 'retry'
    | 'fetch'
    | 'paused'
    | 'cancelled'
    | 'seeded'
    | 'set';
  /** The entry's key, or what was changed. */
  readonly key: string;
  /** Why: "cold", "expired", "price change". */
  readonly reason: string;
  readonly ms?: VirtualMs;
  /** Of a page that was computed: what that asked of the store. */
  readonly asked?: AskedOfStore | undefined;
}
