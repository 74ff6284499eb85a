import { failed, ok, type Reply } from '../base/result';
import type { VirtualMs } from '../base/units';
import { policyCatalogue } from '../cache/catalogue';
import type { Model } from '../recommender/contract';
import { trainCosine } from '../recommender/models/cosine';
import type { Store } from '../store/facts';
import type { Arrival } from './journey';
import { Loop, type LoopHost } from './loop';
import type { Made } from './made';
import type {
  ApiAnswer,
  ApiRequest,
  CacheMapFrame,
  Catalogue,
  Claim,
  Engine,
  EntryDetails,
  ImportProgress,
  ImportReport,
  Intervention,
  Judgement,
  MemoCacheName,
  OpenedRun,
  RequestedBy,
  RunSpec,
  ShopInfo,
  Snapshot,
  SnapshotAsk,
  Speed,
} from './protocol';
import { Run } from './run';
import { etagOf } from './shop-pages';
import type { Shops } from './shops';
import { inspectEntry, takeMap, takeSnapshot } from './snapshot';

/** A visit by hand while the run is paused lets the clock go on for so long at most. */
const LONGEST_WAIT_MS: VirtualMs = 600_000;

/**
 * The engine behind the page: opens shops and runs, drives the clock, answers. The same class serves in the worker, in
 * Node and in tests; all that is outside of it comes in by `host` and `shops`.
 */
export class LocalEngine implements Engine {
  #run: Run | undefined;
  #shop:
    | {
        readonly store: Store;
        readonly model: Model;
        readonly source: RunSpec['shop'];
        readonly seed: number;
      }
    | undefined;
  readonly #loop: Loop;

  constructor(
    private readonly host: LoopHost,
    private readonly shops: Shops,
  ) {
    this.#loop = new Loop(host, () => this.#present());
  }

  async catalogue(): Promise<Catalogue> {
    return { policies: policyCatalogue() };
  }

  async open(spec: RunSpec): Promise<Reply<OpenedRun>> {
    const { store, source, notice } = await this.shops.open(spec.shop, spec.seed, this.#shop);
    if (this.#shop?.store !== store) {
      this.#shop?.store.close();
      store.reset();
      this.#shop = { store, source, seed: spec.seed, model: trainCosine(store.offTheBooks().interactions()) };
    }
    this.#begin({ ...spec, shop: source });
    return ok({ shop: this.#info(), notice });
  }

  async run(): Promise<RunSpec> {
    const { spec, interventions } = this.#present();
    return { ...spec, interventions: [...interventions] };
  }

  async play(): Promise<void> {
    this.#loop.play();
  }

  async pause(): Promise<void> {
    this.#loop.pause();
  }

  async setSpeed(speed: Speed): Promise<void> {
    this.#loop.setSpeed(speed);
  }

  async step(): Promise<void> {
    const run = this.#present();
    const before = run.figures.requests;
    const limit = run.clock.now + LONGEST_WAIT_MS;
    while (run.figures.requests === before && run.clock.next <= limit) run.clock.step();
  }

  async apply(what: Intervention): Promise<Reply<VirtualMs>> {
    const run = this.#present();
    const reply = run.plan(what);
    if (reply.ok && !this.#loop.playing) run.clock.run(reply.value);
    return reply;
  }

  async snapshot(ask: SnapshotAsk): Promise<Snapshot> {
    return takeSnapshot(this.#present(), ask, this.#loop.pace);
  }

  async cacheMap(cache: MemoCacheName): Promise<CacheMapFrame> {
    return takeMap(this.#present(), cache);
  }

  async inspect(cache: MemoCacheName, slot: number): Promise<EntryDetails | undefined> {
    return inspectEntry(this.#present(), cache, slot);
  }

  async request(ask: ApiRequest, by: RequestedBy): Promise<Reply<ApiAnswer>> {
    const run = this.#present();
    const key = run.pages.keyOf(ask);
    if (key === undefined) return failed('not-found', 'There is no such page in this shop.');
    if (by === 'autopilot') {
      const { page, held } = run.observe(key);
      const truth = held ? run.truth.of(page) : 'miss';
      return ok(
        this.#answer(ask, page, { outcome: truth, reason: held ? 'observed' : 'observed: not there' }),
      );
    }
    const arrival = await this.#visit(run, ask);
    if (!arrival) return failed('no-answer', 'The run was left before the answer came.');
    if (!arrival.page)
      return failed('overloaded', 'The queue in front of the cores is full: the request was refused.');
    return ok(this.#answer(ask, arrival.page, arrival));
  }

  async judge(claims: readonly Claim[]): Promise<Judgement[]> {
    return claims.map((claim) => this.#judge(claim));
  }

  async importShop(
    files: readonly File[],
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Reply<ImportReport>> {
    const imported = await this.shops.import(files, onProgress);
    if (!imported.ok) return imported;
    const spec = this.#present().spec;
    const opened = await this.open({ ...spec, shop: 'imported', interventions: [] });
    return opened.ok ? ok({ ...imported.value, opened: opened.value }) : opened;
  }

  async cancelImport(): Promise<void> {
    this.shops.cancelImport();
  }

  async useEmbeddedShop(): Promise<Reply<OpenedRun>> {
    await this.shops.forgetImported();
    const { spec } = this.#present();
    return this.open({ ...spec, shop: 'embedded', interventions: [] });
  }

  #begin(spec: RunSpec): void {
    if (!this.#shop) throw new Error('A run needs a shop');
    this.#run?.close();
    this.#loop.pause();
    this.#run = new Run(spec, this.#shop.store, this.#shop.model, () => this.host.wallNow());
    this.#loop.restart();
  }

  #present(): Run {
    if (!this.#run) throw new Error('No run has been opened');
    return this.#run;
  }

  #visit(run: Run, page: ApiRequest): Promise<Arrival | undefined> {
    return new Promise((settle) => {
      let arrived = false;
      const reply = run.plan({ kind: 'visit', page }, undefined, (arrival) => {
        arrived = true;
        settle(arrival);
      });
      if (!reply.ok) return settle(undefined);
      // Paused, the clock goes on just as far as the answer needs.
      const limit = reply.value + LONGEST_WAIT_MS;
      while (!this.#loop.playing && !arrived && run.clock.next <= limit) run.clock.step();
    });
  }

  #answer(
    ask: ApiRequest,
    page: Made<'rankings'>,
    { outcome, reason, spent }: Pick<Arrival, 'outcome' | 'reason'> & Partial<Pick<Arrival, 'spent'>>,
  ): ApiAnswer {
    const run = this.#present();
    const { now } = run.clock;
    const { ttl } = run.settings;
    const versions: number[] = [];
    for (let i = 0; i < page.facts.length; i++)
      versions.push(page.facts[i] as number, page.versions[i] as number);
    return {
      body: run.pages.body(ask, page),
      etag: etagOf(ask, page),
      versions,
      outcome,
      reason,
      at: now,
      ageMs: page.madeAt > 0 ? Math.max(0, now - page.madeAt) : 0,
      freshForMs: ttl === 'never' ? 'never' : Math.max(0, page.madeAt + ttl - now),
      timing: {
        totalMs: spent ? now - spent.startedAt : 0,
        queueMs: spent?.queueMs ?? 0,
        computeMs: spent?.computeMs ?? 0,
        storeMs: spent?.storeMs ?? 0,
        queries: spent?.queries ?? 0,
      },
    };
  }

  #judge({ request, etag, versions }: Claim): Judgement {
    const run = this.#present();
    const key = run.pages.keyOf(request);
    const facts = versions.filter((_, i) => i % 2 === 0);
    const since = run.truth.staleSince({ facts, versions: versions.filter((_, i) => i % 2 === 1) });
    if (key === undefined || since === undefined) return { truth: 'fresh' };
    const { products } = run.store.size;
    const changed = facts.filter(
      (fact, i) => fact < products && run.store.versions[fact] !== versions[2 * i + 1],
    );
    return {
      truth: etagOf(request, run.truth.page(key)) === etag ? 'stale' : 'wrong',
      staleForMs: run.clock.now - since,
      prices: run.store
        .offTheBooks()
        .products(changed)
        .map(({ id, priceCents }) => [id, priceCents] as const),
    };
  }

  #info(): ShopInfo {
    if (!this.#shop) throw new Error('No shop is open');
    const { store, source } = this.#shop;
    const { products, shoppers, purchases } = store.size;
    const categories = store
      .offTheBooks()
      .categories()
      .map(({ id, name }) => ({ id, name }));
    return { source, title: store.title, products, shoppers, purchases, categories };
  }
}
