import { exp } from '../../base/elementary/exp';
import { Random } from '../../base/random';
import type { Reply } from '../../base/result';
import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { Store } from '../../store/facts';
import type { Settings } from '../contract/settings';
import type { Handlers } from '../time/clock';
import type { Events, RunClock } from '../time/events';
import { Recurring } from '../time/recurring';

const MS_A_MINUTE = 60_000;

type WorldEvents = Pick<Events, 'price' | 'profile' | 'purchase' | 'retrain' | 'update'>;

/** What happens outside of the caches: prices change, shoppers change their minds and buy, models are retrained. */
export class World implements Saved<ReturnType<World['save']>> {
  readonly handlers: Handlers<WorldEvents>;
  readonly #prices: Change;
  readonly #profiles: Change;
  readonly #purchases: Change;
  readonly #retrains: Recurring<Events>;
  readonly #updates: Recurring<Events>;
  #settings: Settings | undefined;

  constructor(
    seed: number,
    clock: RunClock,
    store: Store,
    written: (done: Reply<void>) => void,
    train: { readonly retrain: () => void; readonly update: () => void },
  ) {
    const { products, shoppers, categories } = store.size;
    this.#prices = new Change(seed, 'prices', clock, 'price');
    this.#profiles = new Change(seed, 'profiles', clock, 'profile');
    this.#purchases = new Change(seed, 'purchases', clock, 'purchase');
    const inEvenSteps = (step: VirtualMs) => step;
    this.#retrains = new Recurring(clock, 'retrain', inEvenSteps);
    this.#updates = new Recurring(clock, 'update', inEvenSteps);
    this.handlers = {
      price: (turn) =>
        this.#prices.happen(turn, (random) => {
          const id = random.int(products);
          const now = store.offTheBooks().product(id)?.priceCents ?? 100;
          // About a tenth up or down; within a band, so that no price drifts away in a long run.
          const next = Math.round(Math.min(50_000, Math.max(10, now * exp(0.12 * random.normal()))));
          written(store.setPrice(id, next === now ? now + 1 : next, clock.now));
        }),
      profile: (turn) =>
        this.#profiles.happen(turn, (random) => {
          const likes = [...new Set(Array.from({ length: 1 + random.int(3) }, () => random.int(categories)))];
          const shopper = random.int(shoppers);
          const thrift = Math.round(random.next() * 100) / 100;
          written(store.setProfile(shopper, { likes, thrift }, clock.now));
        }),
      purchase: (turn) =>
        this.#purchases.happen(turn, (random) => {
          const shopper = random.int(shoppers);
          const product = random.int(products);
          written(store.purchase(shopper, product, 1 + random.int(3), clock.now));
        }),
      retrain: (turn) => this.#retrains.happen(turn, train.retrain),
      update: (turn) => this.#updates.happen(turn, train.update),
    };
  }

  /** Sets the rates. */
  change(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (settings.priceChangesPerMinute !== before?.priceChangesPerMinute)
      this.#prices.setRate(settings.priceChangesPerMinute / MS_A_MINUTE);
    if (settings.profileUpdatesPerMinute !== before?.profileUpdatesPerMinute)
      this.#profiles.setRate(settings.profileUpdatesPerMinute / MS_A_MINUTE);
    if (settings.purchasesPerMinute !== before?.purchasesPerMinute)
      this.#purchases.setRate(settings.purchasesPerMinute / MS_A_MINUTE);
    if (settings.retrainEvery !== before?.retrainEvery)
      this.#retrains.setRate(settings.retrainEvery === 'never' ? 0 : settings.retrainEvery);
    if (settings.updates !== before?.updates)
      this.#updates.setRate(settings.updates === 'minute' ? MS_A_MINUTE : 0);
  }

  save() {
    return {
      prices: this.#prices.save(),
      profiles: this.#profiles.save(),
      purchases: this.#purchases.save(),
      retrains: this.#retrains.save(),
      updates: this.#updates.save(),
      settings: this.#settings,
    };
  }

  restore(saved: ReturnType<World['save']>): void {
    this.#prices.restore(saved.prices);
    this.#profiles.restore(saved.profiles);
    this.#purchases.restore(saved.purchases);
    this.#retrains.restore(saved.retrains);
    this.#updates.restore(saved.updates);
    this.#settings = saved.settings;
  }
}

/** One kind of change: a Poisson process, with generators of its own for its times and for what it changes. */
class Change implements Saved<ReturnType<Change['save']>> {
  readonly #times: Random;
  readonly #choices: Random;
  readonly #process: Recurring<Events>;

  constructor(seed: number, purpose: string, clock: RunClock, kind: keyof WorldEvents) {
    const times = Random.for(seed, `${purpose} times`);
    this.#times = times;
    this.#choices = Random.for(seed, `${purpose} choices`);
    this.#process = new Recurring(clock, kind, (perMs) => times.exponential(perMs));
  }

  setRate(perMs: number): void {
    this.#process.setRate(perMs);
  }

  happen(turn: Events[keyof WorldEvents], change: (random: Random) => void): void {
    this.#process.happen(turn, () => change(this.#choices));
  }

  save() {
    return { times: this.#times.save(), choices: this.#choices.save(), process: this.#process.save() };
  }

  restore({ times, choices, process }: ReturnType<Change['save']>): void {
    this.#times.restore(times);
    this.#choices.restore(choices);
    this.#process.restore(process);
  }
}
