import { exp } from '../../base/elementary/exp';
import { Random } from '../../base/random';
import type { Reply } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { Store } from '../../store/facts';
import type { Settings } from '../contract/settings';
import { type Clock, Recurring } from '../time/clock';

const MS_A_MINUTE = 60_000;

/** What happens outside of the caches: prices change, shoppers change their minds and buy, models are retrained. */
export class World {
  readonly #prices: Recurring;
  readonly #profiles: Recurring;
  readonly #purchases: Recurring;
  readonly #retrains: (every: VirtualMs | 'never') => void;
  readonly #updates: (every: VirtualMs | 'never') => void;
  #settings: Settings | undefined;

  constructor(
    seed: number,
    private readonly clock: Clock,
    private readonly store: Store,
    written: (done: Reply<void>) => void,
    private readonly retrain: () => void,
    private readonly update: () => void,
  ) {
    const { products, shoppers, categories } = store.size;
    this.#retrains = this.#every(() => this.retrain());
    this.#updates = this.#every(() => this.update());
    const process = (purpose: string, happen: (random: Random) => void) => {
      const times = Random.for(seed, `${purpose} times`);
      const choices = Random.for(seed, `${purpose} choices`);
      return new Recurring(
        clock,
        (perMs) => times.exponential(perMs),
        () => happen(choices),
      );
    };
    this.#prices = process('prices', (random) => {
      const id = random.int(products);
      const now = this.store.offTheBooks().product(id)?.priceCents ?? 100;
      // About a tenth up or down; within a band, so that no price drifts away in a long run.
      const next = Math.round(Math.min(50_000, Math.max(10, now * exp(0.12 * random.normal()))));
      written(store.setPrice(id, next === now ? now + 1 : next, clock.now));
    });
    this.#profiles = process('profiles', (random) => {
      const likes = [...new Set(Array.from({ length: 1 + random.int(3) }, () => random.int(categories)))];
      const shopper = random.int(shoppers);
      const thrift = Math.round(random.next() * 100) / 100;
      written(store.setProfile(shopper, { likes, thrift }, clock.now));
    });
    this.#purchases = process('purchases', (random) => {
      const shopper = random.int(shoppers);
      const product = random.int(products);
      written(store.purchase(shopper, product, 1 + random.int(3), clock.now));
    });
  }

  change(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (settings.priceChangesPerMinute !== before?.priceChangesPerMinute)
      this.#prices.setRate(settings.priceChangesPerMinute / MS_A_MINUTE);
    if (settings.profileUpdatesPerMinute !== before?.profileUpdatesPerMinute)
      this.#profiles.setRate(settings.profileUpdatesPerMinute / MS_A_MINUTE);
    if (settings.purchasesPerMinute !== before?.purchasesPerMinute)
      this.#purchases.setRate(settings.purchasesPerMinute / MS_A_MINUTE);
    if (settings.retrainEvery !== before?.retrainEvery) this.#retrains(settings.retrainEvery);
    if (settings.updates !== before?.updates)
      this.#updates(settings.updates === 'minute' ? MS_A_MINUTE : 'never');
  }

  /** Something that happens in even steps; a new step makes the old one forgotten. */
  #every(happen: () => void): (step: VirtualMs | 'never') => void {
    let generation = 0;
    const plan = (step: VirtualMs | 'never') => {
      const mine = ++generation;
      if (step === 'never') return;
      this.clock.after(step, () => {
        if (mine !== generation) return;
        happen();
        plan(step);
      });
    };
    return plan;
  }
}
