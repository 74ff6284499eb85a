import { z } from 'zod/mini';
import type { Problem, Reply } from '../base/result';
import type { TimelineFrame } from '../base/timeline';
import type { Bytes, Milliseconds, VirtualMs } from '../base/units';
import { type Settings, settingIds } from './settings';

export type { Settings } from './settings';

/**
 * Everything the page can ask of the engine. No behaviour: both sides import it. Calls cross by Comlink; errors
 * cross as data. All times are virtual milliseconds since the start of the run unless a name says otherwise.
 */
export interface Engine {
  /** What there is to choose from; controls are built from this. */
  catalogue(): Promise<Catalogue>;
  /**
   * Starts a run from its beginning, paused. The same spec gives the same run. A shop that cannot be had gives a
   * Problem and leaves the present run as it was.
   */
  open(run: RunSpec): Promise<Reply<OpenedRun>>;
  /** The present run as a spec: what was opened, with the interventions since. This is what a link carries. */
  run(): Promise<RunSpec>;
  play(): Promise<void>;
  pause(): Promise<void>;
  setSpeed(factor: Speed): Promise<void>;
  /** Advances until the next request has been answered. */
  step(): Promise<void>;
  /** Takes effect at the returned instant and becomes part of the run. */
  apply(what: Intervention): Promise<Reply<VirtualMs>>;

  /** The page asks again once it has drawn the last one, so a hidden tab costs nothing. */
  snapshot(ask: SnapshotAsk): Promise<Snapshot>;
  /** One mark an entry, for the map. Arrays are transferred. */
  cacheMap(cache: MemoCacheName): Promise<CacheMapFrame>;
  /** The life of one entry; undefined when the slot is empty. */
  inspect(cache: MemoCacheName, slot: number): Promise<EntryDetails | undefined>;

  /**
   * A request of this browser. By hand it enters the run as an intervention and travels the whole journey; if the
   * run is paused the clock advances just as far as the answer needs. The autopilot only observes: it is answered
   * from the caches as they stand and leaves no trace.
   */
  request(ask: ApiRequest, by: RequestedBy): Promise<Reply<ApiAnswer>>;
  /** Checks answers that the browser holds against the store as it is now, off the books. In the order given. */
  judge(claims: readonly Claim[]): Promise<Judgement[]>;

  /** Builds a shop from files and opens it in place of the present one. A failed import changes nothing. */
  importShop(
    files: readonly File[],
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Reply<ImportReport>>;
  cancelImport(): Promise<void>;
  /** Forgets the imported shop and returns to the embedded one. */
  useEmbeddedShop(): Promise<Reply<OpenedRun>>;
}

export type Speed = number | 'max';
export const SPEED_MIN = 0.1;
/** Beyond this the query cache's timers cannot follow; only `max` is faster. */
export const SPEED_MAX_FINITE = 60;

export const memoCacheNames = ['similarities', 'weights', 'rankings'] as const;
export type MemoCacheName = (typeof memoCacheNames)[number];

// ---- A run

/** Products, shoppers and categories are numbered from 0. */
const id = z.int().check(z.gte(0));

export const interventionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    setting: z.enum(settingIds as [string, ...string[]]),
    value: z.union([z.number(), z.string(), z.boolean()]),
  }),
  z.object({ kind: z.literal('visit'), page: z.lazy(() => apiRequestSchema) }),
  z.object({
    kind: z.literal('setPrice'),
    product: id,
    cents: z.int().check(z.positive()),
  }),
  z.object({
    kind: z.literal('setProfile'),
    shopper: id,
    likes: z.array(id).check(z.maxLength(50)),
    thrift: z.number().check(z.gte(0), z.lte(1)),
  }),
  z.object({ kind: z.literal('retrain') }),
  z.object({
    kind: z.literal('clear'),
    cache: z.enum([...memoCacheNames, 'all']),
  }),
]);
/** Something a person did to the run. Data, so that the same list is the link and the test script. */
export type Intervention = z.infer<typeof interventionSchema>;

export const apiRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recommendations'), shopper: id }),
  z.object({ kind: z.literal('product'), product: id }),
  z.object({ kind: z.literal('similar'), product: id }),
  z.object({
    kind: z.literal('category'),
    category: id,
    shopper: id,
  }),
]);
export type ApiRequest = z.infer<typeof apiRequestSchema>;
export type RequestedBy = 'hand' | 'autopilot';

export interface TimedIntervention {
  readonly at: VirtualMs;
  readonly what: Intervention;
}

export interface RunSpec {
  readonly seed: number;
  readonly shop: 'embedded' | 'imported';
  /** At the start of the run. */
  readonly settings: Settings;
  readonly interventions: readonly TimedIntervention[];
}

export interface OpenedRun {
  readonly shop: ShopInfo;
  /** Said when the shop asked for could not be had and the embedded one is used instead. */
  readonly notice?: Problem;
}

export interface ShopInfo {
  readonly source: 'embedded' | 'imported';
  readonly title: string;
  readonly products: number;
  readonly shoppers: number;
  readonly purchases: number;
  readonly categories: readonly {
    readonly id: number;
    readonly name: string;
  }[];
}

// ---- What there is to choose from

export interface Catalogue {
  readonly policies: readonly {
    readonly name: string;
    readonly label: string;
    readonly summary: string;
    readonly needs: readonly string[];
    /** JSON Schema of the parameters. */
    readonly params: unknown;
  }[];
}

// ---- What is shown

/** What became of a request to a cache. Exclusive: a request is counted under one of them. */
export const outcomes = ['fresh', 'stale', 'wrong', 'coalesced', 'miss', 'error'] as const;
/**
 * fresh, stale, wrong: hits by the truth of what they gave (`stale`: out of date, but the shopper sees no
 * difference; `wrong`: the shopper sees a different answer). coalesced: waited for somebody else's computation.
 */
export type Outcome = (typeof outcomes)[number];

/** Running totals. requests = the sum of the outcomes; inserted = entries + evicted + expired + invalidated + replaced. */
export interface TierCounters extends Record<Outcome, number> {
  requests: number;
  inserted: number;
  evicted: number;
  expired: number;
  invalidated: number;
  replaced: number;
  refused: number;
  retries: number;
  /** Queries that hits made unnecessary: those their entries' making took. */
  savedQueries: number;
  /** Computing that hits made unnecessary, virtual. */
  savedMs: VirtualMs;
}

export interface Latency {
  readonly count: number;
  readonly p50: Milliseconds;
  readonly p99: Milliseconds;
}

/** One tier's figures: a memo cache, all three together, or the query cache of the browser. */
export interface TierFigures {
  readonly total: TierCounters;
  /** The same over the window that the charts show. */
  readonly window: TierCounters;
  readonly latency: Latency;
  readonly entries: number;
  readonly maxEntries: number | 'unbounded';
  readonly bytes: Bytes;
  readonly maxBytes: Bytes | 'unbounded';
  /** Age of the stalest answer served in the window; undefined when none was stale. */
  readonly stalestMs?: VirtualMs;
}

export interface SnapshotAsk {
  /** The last snapshot's sequence; events after it come along. */
  readonly seen: number;
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
  readonly speedAsked: Speed;
  /** Virtual over wall time, lately; 0 when paused. */
  readonly speedReached: number;
  /** Requests answered per second of the wall clock, lately. */
  readonly requestsPerWallSecond: number;
  /** Requests answered since the start. */
  readonly requests: number;
  readonly settings: Settings;
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
  /** Outcomes by bucket for the tier asked for, in the order of `outcomes`. Transferred. */
  readonly series: TimelineFrame;
  readonly store: StoreFigures;
  readonly compute: ComputeFigures;
  readonly marks: readonly Mark[];
  /** Since `seen`, at most the last 200. */
  readonly events: readonly LoggedEvent[];
}

export interface StoreFigures {
  readonly queries: number;
  readonly rows: number;
  /** Per virtual second over the window. */
  readonly queriesPerSecond: number;
  /** Measured on the wall clock: what SQLite took in all. */
  readonly measuredMs: Milliseconds;
  readonly statements: readonly {
    readonly statement: string;
    readonly calls: number;
    readonly rows: number;
    readonly milliseconds: Milliseconds;
  }[];
  readonly changes: number;
  readonly modelVersion: number;
}

export interface ComputeFigures {
  readonly computations: number;
  readonly busyCores: number;
  readonly cores: number;
  readonly queued: number;
  /** Measured on the wall clock: what the stages took in all. */
  readonly measuredMs: Milliseconds;
}

/** A change that somebody made, for the charts' time axes. */
export interface Mark {
  readonly at: VirtualMs;
  readonly text: string;
  readonly kind: Intervention['kind'];
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
    | 'change'
    | 'intervention'
    | 'retry';
  /** The entry's key, or what was changed. */
  readonly key: string;
  /** Why: "cold", "expired", "price change". */
  readonly reason: string;
  readonly ms?: VirtualMs;
}

/** Columns by mark, in slot order. Fractions are bytes: 0 to 255. */
export interface CacheMapFrame {
  readonly at: VirtualMs;
  readonly cache: MemoCacheName;
  readonly slots: Int32Array;
  /** Age over TTL; 255 is at the deadline. 0 without a TTL. */
  readonly age: Uint8Array;
  /** How lately used, by rank: 255 the latest, 0 the one unused for longest. */
  readonly recency: Uint8Array;
  /** `MapState` of each. */
  readonly state: Uint8Array;
}
export const mapStates = ['fresh', 'stale', 'wrong', 'expired'] as const;
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

// ---- The shop on the page

export interface ShopProduct {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  readonly priceCents: number;
  readonly stock: number;
}
export interface ShopItem extends ShopProduct {
  readonly score: number;
  /** Name of the purchase that speaks most for it. */
  readonly because?: string;
}
export type ApiBody =
  | {
      readonly kind: 'recommendations';
      readonly shopper: {
        readonly id: number;
        readonly name: string;
        readonly likes: readonly string[];
      };
      readonly items: readonly ShopItem[];
    }
  | { readonly kind: 'product'; readonly product: ShopProduct }
  | {
      readonly kind: 'similar';
      readonly product: number;
      readonly items: readonly ShopItem[];
    }
  | {
      readonly kind: 'category';
      readonly category: { readonly id: number; readonly name: string };
      readonly items: readonly ShopItem[];
    };

export interface ApiAnswer {
  readonly body: ApiBody;
  /** Hash of what the shopper sees: equal tags, equal pages. */
  readonly etag: string;
  /** Fact numbers and the versions they were read in, in pairs. */
  readonly versions: readonly number[];
  /** What the memo layer did for this request. */
  readonly outcome: Outcome;
  readonly reason: string;
  readonly at: VirtualMs;
  /** How old the answer is, and for how much longer the memo cache would give it. */
  readonly ageMs: VirtualMs;
  readonly freshForMs: VirtualMs | 'never';
  /**
   * Where the virtual time went. All but `totalMs` are sums over the computations that this request began; some ran
   * side by side, so they may be more than the total. A request that joined others' computations only waited.
   */
  readonly timing: {
    readonly totalMs: VirtualMs;
    readonly queueMs: VirtualMs;
    readonly computeMs: VirtualMs;
    readonly storeMs: VirtualMs;
    readonly queries: number;
  };
}

/** "I hold this answer": what the browser asks to have checked. */
export interface Claim {
  readonly request: ApiRequest;
  readonly etag: string;
  readonly versions: readonly number[];
}
export interface Judgement {
  readonly truth: 'fresh' | 'stale' | 'wrong';
  readonly staleForMs?: VirtualMs;
  /** Present prices of products whose price the held answer shows wrongly: id and cents. */
  readonly prices?: readonly (readonly [product: number, cents: number])[];
}

// ---- Imports

export interface ImportProgress {
  readonly stage: 'reading' | 'building';
  readonly bytesRead: Bytes;
  readonly bytesTotal: Bytes;
  readonly rows: number;
}
export interface ImportReport {
  readonly opened: OpenedRun;
  readonly format: string;
  readonly rows: number;
  readonly used: number;
  /** Rows left out, by reason, in words. */
  readonly leftOut: readonly {
    readonly reason: string;
    readonly rows: number;
  }[];
  /** The first few bad rows. */
  readonly examples: readonly {
    readonly file: string;
    readonly line: number;
    readonly what: string;
  }[];
  /** Said when the shop is in use but could not be kept for the next visit. */
  readonly notKept?: Problem;
}
