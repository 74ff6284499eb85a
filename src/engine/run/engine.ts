import { later } from '../../base/later';
import { ok, type Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import { policyCatalogue } from '../../cache/catalogue';
import { livePolicies } from '../../cache/registry';
import type {
  ApiReply,
  ApiRequest,
  CacheMapFrame,
  Catalogue,
  Claim,
  ConcernedEntry,
  Engine,
  EntryDetails,
  Future,
  ImportOptions,
  ImportProgress,
  ImportReply,
  ImportReport,
  Intervention,
  Judgement,
  KeptRun,
  MemoCacheName,
  ModelDrift,
  NextEvent,
  OfflineAudit,
  OpenedRun,
  ReportName,
  Reports,
  RequestedBy,
  RunSpec,
  SearchResult,
  Snapshot,
  SnapshotAsk,
  Speed,
  TimedIntervention,
  TracesAsk,
  TracesReport,
} from '../contract/engine';
import { naiveCatalogue } from '../serving/naive';
import type { Shops } from '../world/shops';
import { trainQuickly } from '../world/training/train-in-place';
import type { Trainer } from '../world/training/trainer';
import { Evidence } from './evidence';
import { keep, unpack } from './kept';
import { Loop, type LoopHost } from './loop';
import type { MakeRun } from './make-run';
import { Present } from './present';
import { refusalOfRun } from './refusal-of-run';
import { Run } from './run';
import type { RunOptions } from './run-origin';
import type { SavedRun } from './saved-run';
import { inspectEntry, inspectKey, takeMap, takeSnapshot } from './snapshot';
import { TimeTravel } from './time-travel';

/** A step looks so far ahead for the next request. */
const LONGEST_STEP_MS: VirtualMs = 600_000;

/** Fetched when a saved run is first opened: the page does not wait for it. */
const registry = later(() => import('../../recommender/models/registry'));

/**
 * The engine behind the page: opens shops and runs, drives the clock, answers. The same class serves in the worker, in
 * Node and in tests; all that is outside of it comes in by `host` and `shops`.
 */
export class LocalEngine implements Engine {
  /** One opening at a time, in the order in which they were asked for. */
  #opening: Promise<unknown> = Promise.resolve();
  readonly #loop: Loop;
  readonly #evidence: Evidence;
  readonly #present: Present;
  readonly #travel: TimeTravel;
  readonly #run = (): Run => this.#present.run;

  constructor(
    private readonly host: LoopHost,
    private readonly shops: Shops,
    private readonly trainer: Trainer = trainQuickly,
  ) {
    this.#loop = new Loop(
      host,
      this.#run,
      () => this.#travel.note(),
      () => this.#present.api.settle(),
    );
    this.#travel = new TimeTravel({
      wallNow: () => host.wallNow(),
      loop: this.#loop,
      run: this.#run,
      takeUp: (saved, known) => this.#takeUp(saved, known),
    });
    this.#evidence = new Evidence({ wallNow: () => host.wallNow(), trainer });
    this.#present = new Present({ shops, loop: this.#loop, evidence: this.#evidence });
  }

  async catalogue(): Promise<Catalogue> {
    return { policies: policyCatalogue(livePolicies), naive: naiveCatalogue };
  }

  open(spec: RunSpec): Promise<Reply<OpenedRun>> {
    return this.#inTurn(() => this.#open(spec));
  }

  async checkpoint(): Promise<KeptRun | undefined> {
    return keep(this.#present.run);
  }

  restore(kept: KeptRun, known?: readonly TimedIntervention[]): Promise<Reply<OpenedRun>> {
    return this.#inTurn(async () => {
      const saved = await unpack(kept);
      if (!saved.ok) return saved;
      const { models } = await registry();
      const opened = await this.#present.exchange(saved.value.spec, ({ store, firstModel }) =>
        Run.restore(saved.value, { ...this.#surroundings, store, firstModel, models }, known),
      );
      if (opened.ok) this.#travel.begin();
      return opened;
    });
  }

  async #takeUp(saved: SavedRun | undefined, known: readonly TimedIntervention[]): Promise<Reply<OpenedRun>> {
    const { models } = await registry();
    const { run } = this.#present;
    return this.#present.exchange(run.spec, (start) => {
      const options = { ...this.#surroundings, ...start, models };
      return saved ? Run.restore(saved, options, known) : Run.again(options, known);
    });
  }

  goTo(at: VirtualMs, future?: Future): Promise<Reply<OpenedRun | undefined>> {
    return this.#inTurn(() => this.#travel.goTo(at, future));
  }

  back(): Promise<Reply<OpenedRun | undefined>> {
    return this.#inTurn(() => this.#travel.back());
  }

  runToNext(what: NextEvent, cache: MemoCacheName | 'all'): Promise<SearchResult> {
    return this.#travel.runToNext(what, cache);
  }

  async run(): Promise<RunSpec> {
    return this.#present.run.asSpec;
  }

  async play(): Promise<void> {
    this.#loop.play();
  }

  async pause(): Promise<void> {
    this.#loop.pause();
    this.#present.api.settle();
  }

  async setSpeed(speed: Speed): Promise<void> {
    this.#loop.setSpeed(speed);
  }

  async runTo(at: VirtualMs): Promise<void> {
    this.#loop.runTo(at);
  }

  async step(): Promise<void> {
    const { run } = this.#present;
    const { clock, figures, models } = run;
    const before = figures.pages.requests;
    const limit = clock.now + LONGEST_STEP_MS;
    for (;;) {
      while (figures.pages.requests === before && clock.next <= limit && clock.step());
      if (!clock.held) return;
      await models.underway?.settled;
      if (this.#loop.playing || this.#present.run !== run) return;
    }
  }

  async apply(...whats: readonly Intervention[]): Promise<Reply<VirtualMs>> {
    const { run } = this.#present;
    const refusal = run.refusalOf(whats);
    if (refusal) return refusal;
    this.#travel.act();
    const planned = run.planTogether(whats);
    if (planned.ok && !this.#loop.playing) run.clock.run(planned.value);
    return planned;
  }

  async snapshot(ask: SnapshotAsk): Promise<Snapshot> {
    return takeSnapshot(this.#present.run, ask, { ...this.#loop.pace, travel: this.#travel.state });
  }

  async cacheMap(cache: MemoCacheName): Promise<CacheMapFrame> {
    return takeMap(this.#present.run, cache);
  }

  report<N extends ReportName>(name: N, bucketMs: number): Promise<Reports[N]> {
    return this.#evidence.report(this.#run, name, bucketMs);
  }

  traces(ask: TracesAsk): Promise<TracesReport> {
    return this.#evidence.traces(this.#run, ask);
  }

  async stopTraces(): Promise<void> {
    this.#evidence.stopTraces(this.#run);
  }

  concerned(change: number): Promise<ConcernedEntry[] | undefined> {
    return this.#evidence.concerned(this.#run, change);
  }

  async inspect(cache: MemoCacheName, slot: number): Promise<EntryDetails | undefined> {
    return inspectEntry(this.#present.run, cache, slot);
  }

  async inspectKey(cache: MemoCacheName, key: number): Promise<EntryDetails | undefined> {
    return inspectKey(this.#present.run, cache, key);
  }

  request(ask: ApiRequest, by: RequestedBy): Promise<ApiReply> {
    if (by === 'hand' && this.#present.run.pages.keyOf(ask) !== undefined) this.#travel.act();
    return this.#present.api.request(ask, by);
  }

  async judge(claims: readonly Claim[]): Promise<Judgement[]> {
    const { api } = this.#present;
    return claims.map((claim) => api.judge(claim));
  }

  auditRun(onProgress: (share: number) => void): Promise<Reply<OfflineAudit>> {
    return this.#evidence.audit(this.#run, onProgress);
  }

  async cancelAudit(): Promise<void> {
    this.#evidence.cancelAudit();
  }

  measureDrift(onProgress: (share: number) => void): Promise<Reply<ModelDrift>> {
    return this.#evidence.drift(this.#run, onProgress);
  }

  async cancelDrift(): Promise<void> {
    this.#evidence.cancelDrift();
  }

  importShop(
    files: readonly File[],
    options: ImportOptions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReply<ImportReport>> {
    return this.#inTurn(async () => {
      const imported = await this.shops.import(files, options, onProgress);
      if (!imported.ok) return imported;
      const { seed, settings } = this.#present.run.spec;
      const opened = await this.#open({ seed, shop: 'imported', settings, interventions: [] });
      return opened.ok ? ok({ ...imported.value, opened: opened.value }) : opened;
    });
  }

  async cancelImport(): Promise<void> {
    this.shops.cancelImport();
  }

  useEmbeddedShop(): Promise<Reply<OpenedRun>> {
    return this.#inTurn(async () => {
      await this.shops.forgetImported();
      const { seed, settings } = this.#present.run.spec;
      return this.#open({ seed, shop: 'embedded', settings, interventions: [] });
    });
  }

  async #open(spec: RunSpec): Promise<Reply<OpenedRun>> {
    const sequence = this.#present.lastSequence;
    const begin: MakeRun = (start) => new Run({ ...this.#surroundings, ...start, firstSequence: sequence });
    const refusal = refusalOfRun(spec);
    if (refusal) return refusal;
    const opened = await this.#present.exchange(spec, begin);
    if (opened.ok) this.#travel.begin();
    return opened;
  }

  #inTurn<T>(what: () => Promise<T>): Promise<T> {
    const turn = this.#opening.then(what);
    this.#opening = turn.catch(() => {});
    return turn;
  }

  /** What every run of this engine has around it. */
  get #surroundings(): Pick<RunOptions, 'wallNow' | 'trainer'> {
    return { wallNow: () => this.host.wallNow(), trainer: this.trainer };
  }
}
