import { later } from '../../base/later';
import { failed, ok, problemFrom, type Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import { policyCatalogue } from '../../cache/catalogue';
import { livePolicies } from '../../cache/registry';
import { trainCosine } from '../../recommender/models/cosine';
import { NoDatabase } from '../../store/database';
import type {
  ApiReply,
  ApiRequest,
  CacheMapFrame,
  Catalogue,
  Claim,
  ConcernedEntry,
  Engine,
  EntryDetails,
  ImportOptions,
  ImportProgress,
  ImportReply,
  ImportReport,
  Intervention,
  Judgement,
  KeptRun,
  MemoCacheName,
  ModelDrift,
  OfflineAudit,
  OpenedRun,
  ReportName,
  Reports,
  RequestedBy,
  RunSpec,
  Snapshot,
  SnapshotAsk,
  Speed,
  TimedIntervention,
} from '../contract/engine';
import { defaultSettings } from '../contract/settings';
import { naiveCatalogue } from '../serving/naive';
import type { OpenShop, Shops } from '../world/shops';
import { tooLarge } from '../world/training/too-large';
import { trainQuickly } from '../world/training/train-in-place';
import type { Trainer } from '../world/training/trainer';
import { ShopApi } from './api';
import { Evidence } from './evidence';
import { isPolicy } from './interventions';
import { keep, unpack } from './kept';
import { Loop, type LoopHost } from './loop';
import { infoOf, noticeOf, type Opened } from './opened';
import { dataOf, refusalOfData } from './other-data';
import { refusalOfRun } from './refusal-of-run';
import { Run } from './run';
import type { RunOptions } from './run-origin';
import { inspectEntry, inspectKey, takeMap, takeSnapshot } from './snapshot';

/** A step looks so far ahead for the next request. */
const LONGEST_STEP_MS: VirtualMs = 600_000;

/** Fetched when a saved run is first opened: the page does not wait for it. */
const registry = later(() => import('../../recommender/models/registry'));

/**
 * The engine behind the page: opens shops and runs, drives the clock, answers. The same class serves in the worker, in
 * Node and in tests; all that is outside of it comes in by `host` and `shops`.
 */
export class LocalEngine implements Engine {
  #opened: Opened | undefined;
  /** One opening at a time, in the order in which they were asked for. */
  #opening: Promise<unknown> = Promise.resolve();
  readonly #loop: Loop;
  readonly #evidence: Evidence;

  constructor(
    private readonly host: LoopHost,
    private readonly shops: Shops,
    private readonly trainer: Trainer = trainQuickly,
  ) {
    this.#loop = new Loop(host, this.#run, () => this.#present.api.settle());
    this.#evidence = new Evidence({ wallNow: () => host.wallNow(), trainer });
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
      return this.#exchange(saved.value.spec, ({ store, firstModel }) =>
        Run.restore(saved.value, { ...this.#surroundings, store, firstModel, models }, known),
      );
    });
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
      if (this.#loop.playing || this.#opened?.run !== run) return;
    }
  }

  async apply(...whats: readonly Intervention[]): Promise<Reply<VirtualMs>> {
    const { run } = this.#present;
    const planned = run.planTogether(whats);
    if (planned.ok && !this.#loop.playing) run.clock.run(planned.value);
    return planned;
  }

  async snapshot(ask: SnapshotAsk): Promise<Snapshot> {
    return takeSnapshot(this.#present.run, ask, this.#loop.pace);
  }

  async cacheMap(cache: MemoCacheName): Promise<CacheMapFrame> {
    return takeMap(this.#present.run, cache);
  }

  report<N extends ReportName>(name: N, bucketMs: number): Promise<Reports[N]> {
    return this.#evidence.report(this.#run, name, bucketMs);
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
    const sequence = this.#opened?.run.log.last ?? 0;
    const begin: MakeRun = (start) => new Run({ ...this.#surroundings, ...start, firstSequence: sequence });
    return refusalOfRun(spec) ?? (await this.#exchange(spec, begin));
  }

  /** Replaces the present run. Until the new one stands, the present one is kept; if it does not, that one continues. */
  async #exchange(spec: RunSpec, make: MakeRun): Promise<Reply<OpenedRun>> {
    const before = this.#opened;
    try {
      const { shop, notice } = await this.shops.open(spec.shop, spec.seed, before?.shop);
      const sameShop = before?.shop.store === shop.store;
      const policy = isPolicy(spec.settings.policy) ? spec.settings.policy : defaultSettings.policy;
      const large = tooLarge(spec.settings.model, shop.store.size.products);
      const model = large ? 'cosine' : spec.settings.model;
      const data = dataOf(shop);
      const fitting = { ...spec, shop: shop.source, data, settings: { ...spec.settings, policy, model } };
      const made = sameShop ? inSameShop(fitting, before, make) : inNewShop(fitting, shop, make);
      const { run } = made;
      this.#loop.pause();
      this.#evidence.cancelAudit();
      this.#evidence.cancelDrift();
      before?.api.close();
      before?.run.close();
      if (!sameShop) before?.shop.store.close();
      this.#opened = { shop, ...made, api: new ShopApi(run, () => this.#loop.playing) };
      this.#loop.restart();
      const missed = refusalOfData(spec, data, notice) ?? notice;
      return ok({ shop: infoOf(shop), notice: noticeOf(spec, run, missed, large) });
    } catch (error) {
      if (error instanceof NoDatabase) return failed('no-database', error.message);
      return failed('shop-not-opened', `The run could not be opened: ${problemFrom('', error).what}.`);
    }
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

  readonly #run = (): Run => this.#present.run;

  get #present(): Opened {
    if (!this.#opened) throw new Error('No run has been opened');
    return this.#opened;
  }
}

/** Makes the run that takes the present one's place. */
type MakeRun = (start: Pick<RunOptions, 'spec' | 'store' | 'firstModel'>) => Run;

/** A run on the store of the present one, which gets its store back as it was if there is to be no other. */
function inSameShop(spec: RunSpec, { shop: { store }, firstModel }: Opened, make: MakeRun) {
  const present = store.checkpoint();
  try {
    // The first model is that of the shop as it was opened, whatever a run before has sold since.
    return { run: make({ spec, store, firstModel }), firstModel };
  } catch (error) {
    store.restore(present);
    throw error;
  }
}

function inNewShop(spec: RunSpec, { store }: OpenShop, make: MakeRun) {
  try {
    const firstModel = trainCosine(store.offTheBooks().interactions());
    return { run: make({ spec, store, firstModel }), firstModel };
  } catch (error) {
    store.close();
    throw error;
  }
}
