import { trainCosine } from '../../recommender/models/cosine';
import { openEmbeddedShop } from '../../store/open';
import type { ApiRequest, Intervention, MemoCacheName } from '../contract/engine';
import { memoCacheNames } from '../contract/engine';
import { defaultSettings, type Settings } from '../contract/settings';
import { Run } from '../run/run';

/** Longer than any page of this shop takes, without slowdowns. */
const LONG_MS = 2_000;

/** A run in which nothing happens but what the test does, in a shop of 60 products and 20 shoppers. */
export class QuietRun {
  private constructor(readonly run: Run) {}

  static async open(settings: Partial<Settings> = {}): Promise<QuietRun> {
    const store = await openEmbeddedShop(5, () => 0, { products: 60, shoppers: 20 });
    const model = trainCosine(store.offTheBooks().interactions());
    const quiet = {
      requestsPerSecond: 0,
      priceChangesPerMinute: 0,
      profileUpdatesPerMinute: 0,
      purchasesPerMinute: 0,
      retrainEvery: 'never',
      ttl: 'never',
    } as const;
    const spec = {
      seed: 5,
      shop: 'embedded',
      settings: { ...defaultSettings, ...quiet, ...settings },
      interventions: [],
    } as const;
    return new QuietRun(new Run({ spec, store, firstModel: model, wallNow: () => 0 }));
  }

  pass(ms = LONG_MS): void {
    this.run.clock.run(this.run.clock.now + ms);
  }

  visit(page: ApiRequest): void {
    this.do({ kind: 'visit', page });
    this.pass();
  }

  /** Takes effect at once; what comes of it takes its time. */
  do(what: Intervention): void {
    const planned = this.run.plan(what);
    if (!planned.ok) throw new Error(planned.problem.what);
    this.run.clock.run(planned.value);
  }

  /** Everything that would be served now, by cache, in words. */
  served(): Record<MemoCacheName, string[]> {
    const served = memoCacheNames.map((name) => {
      const keys: string[] = [];
      for (const { caches, memos } of this.run.layers.all)
        caches[name].forEachSlot((slot) => {
          const key = caches[name].valueAt(slot)?.key;
          if (key !== undefined && memos[name].slotOf(key) === slot) keys.push(this.run.keyText(name, key));
        });
      return [name, keys.sort()];
    });
    return Object.fromEntries(served);
  }

  /** Those of them that the shopper would see to be wrong. */
  wrong(): string[] {
    const { layers, truth } = this.run;
    const layer = layers.of(0);
    const wrong: string[] = [];
    for (const name of memoCacheNames)
      layer.caches[name].forEachSlot((slot) => {
        const result = layer.caches[name].valueAt(slot);
        if (result && layer.memos[name].slotOf(result.key) === slot && truth.isWrong(result))
          wrong.push(this.run.keyText(name, result.key));
      });
    return wrong;
  }
}
