import type { Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { Catalogue } from './catalogue';
import type { ImportOptions, ImportProgress, ImportReply, ImportReport } from './imports';
import type { Intervention } from './interventions';
import type { KeptRun } from './kept-run';
import type { CacheMapFrame, EntryDetails } from './map';
import type { ModelDrift } from './model';
import type { NextEvent, SearchResult } from './next-events';
import type { ConcernedEntry } from './reach';
import type { ReportName, Reports } from './reports';
import type { OpenedRun, RunSpec, Speed, TimedIntervention } from './run';
import type { ApiReply, ApiRequest, Claim, Judgement, RequestedBy } from './shop';
import type { Snapshot, SnapshotAsk } from './snapshot';
import type { MemoCacheName } from './tier';
import type { TracesAsk, TracesReport } from './traces';
import type { Future } from './travel';
import type { OfflineAudit } from './truth';

export * from './catalogue';
export * from './changes';
export * from './imports';
export type { Intervention, InterventionOf } from './interventions';
export type { KeptRun } from './kept-run';
export * from './map';
export * from './model';
export * from './naive';
export * from './next-events';
export * from './pages';
export * from './probes';
export * from './reach';
export * from './reports';
export * from './run';
export type { Settings } from './settings';
export * from './shop';
export * from './snapshot';
export * from './stages';
export * from './statements';
export * from './tier';
export * from './traces';
export * from './travel';
export * from './truth';
export * from './words';

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
  /**
   * Saves the present run, to go on from when the worker is lost. At most every ten seconds of wall time: it takes some
   * tens of milliseconds. Undefined when its caches hold more than 64 MB.
   */
  checkpoint(): Promise<KeptRun | undefined>;
  /**
   * Opens a saved run where it was saved, paused. What cannot be opened is a Problem and leaves the present run.
   * @param known all interventions of the run as far as they are known: those made after it was saved come at their
   * moments.
   */
  restore(kept: KeptRun, known?: readonly TimedIntervention[]): Promise<Reply<OpenedRun>>;
  /** The present run as a spec: what was opened, with the interventions since. This is what a link carries. */
  run(): Promise<RunSpec>;
  play(): Promise<void>;
  pause(): Promise<void>;
  setSpeed(factor: Speed): Promise<void>;
  /**
   * Plays as fast as it goes up to a moment and pauses there; at once if it is past. Comes back when that has begun:
   * snapshots report its progress, and `play` or `pause` ends it.
   */
  runTo(at: VirtualMs): Promise<void>;
  /** Advances until the next request has been answered. */
  step(): Promise<void>;
  /**
   * Goes to a moment of the run, past or to come, and pauses there; with `future`, to a moment of that one. Comes back
   * when that has begun, as `runTo` does: with what was opened, or undefined if the present run only had to go on. What
   * is then done in the past begins another future.
   */
  goTo(at: VirtualMs, future?: Future): Promise<Reply<OpenedRun | undefined>>;
  /** Goes back to before the last answered request. Undefined if there was none. */
  back(): Promise<Reply<OpenedRun | undefined>>;
  /**
   * Plays as fast as it goes until something happens next, and pauses there, after ten virtual minutes at the latest.
   */
  runToNext(what: NextEvent, cache: MemoCacheName | 'all'): Promise<SearchResult>;
  /**
   * Does what is given, in its order. All of it takes effect at the returned instant, with no request in between, and
   * becomes part of the run. If one intervention is refused, nothing is done and its Problem is returned.
   */
  apply(...whats: Intervention[]): Promise<Reply<VirtualMs>>;

  /** The page asks again once it has drawn the last one, so a hidden tab costs nothing. */
  snapshot(ask: SnapshotAsk): Promise<Snapshot>;
  /** One mark an entry, for the map. Arrays are transferred. */
  cacheMap(cache: MemoCacheName): Promise<CacheMapFrame>;
  /** Evidence behind the figures; asked for only while it is shown. @param bucketMs as in `SnapshotAsk`: the window in view. */
  report<N extends ReportName>(name: N, bucketMs: number): Promise<Reports[N]>;
  /**
   * What happened to each of the last requests. The first call begins the recording, which costs the run some of its
   * speed and none of its figures; it ends with `stopTraces` or when another run is opened.
   */
  traces(ask: TracesAsk): Promise<TracesReport>;
  stopTraces(): Promise<void>;
  /** The first entries of each cache that a change concerned, by its number; undefined when it is long past. */
  concerned(change: number): Promise<ConcernedEntry[] | undefined>;
  /** The life of one entry; undefined when the slot is empty. */
  inspect(cache: MemoCacheName, slot: number): Promise<EntryDetails | undefined>;
  /** The same by the entry's key; undefined when it has left. */
  inspectKey(cache: MemoCacheName, key: number): Promise<EntryDetails | undefined>;

  /**
   * A request of this browser. By hand it enters the run as an intervention and travels the whole journey; if the
   * run is paused the clock advances just as far as the answer needs. The autopilot only observes: it is answered
   * from the caches as they stand and leaves no trace.
   */
  request(ask: ApiRequest, by: RequestedBy): Promise<ApiReply>;
  /** Checks answers that the browser holds against the store as it is now, off the books. In the order given. */
  judge(claims: readonly Claim[]): Promise<Judgement[]>;

  /**
   * Checks the stretch of the run that is recorded once more, by brute force from the store's changes, beside the run.
   * A failure, also a cancelled audit, gives a Problem.
   */
  auditRun(onProgress: (share: number) => void): Promise<Reply<OfflineAudit>>;
  cancelAudit(): Promise<void>;

  /**
   * Trains the serving model's kind anew on everything that was bought by now, off the books, and compares the lists of
   * both. A failure, also a cancelled measurement, gives a Problem.
   */
  measureDrift(onProgress: (share: number) => void): Promise<Reply<ModelDrift>>;
  cancelDrift(): Promise<void>;

  /** Builds a shop from files and opens it in place of the present one. A failed import changes nothing. */
  importShop(
    files: readonly File[],
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReply<ImportReport>>;
  cancelImport(): Promise<void>;
  /** Forgets the imported shop and returns to the embedded one. */
  useEmbeddedShop(): Promise<Reply<OpenedRun>>;
}
