import { Random } from '../../base/random';
import { Sampler, zipfWeights } from '../../base/sampler';
import type { Saved } from '../../base/saved';
import type { PageKey } from '../../recommender/contract';
import type { Settings } from '../contract/settings';

/** Most concurrent sessions; above this the oldest one ends. */
const MOST_SESSIONS = 2_000;
/** Of the lists that are the same for many, so many are wanted with the cheapest first. */
const BY_PRICE = 1 / 8;

/** A shopper opens a page. */
export interface Visit {
  readonly page: PageKey;
  readonly shopper: number;
  /** Whether they want its list by price. */
  readonly byPrice: boolean;
}

/**
 * Chooses the shopper and the page of each request. Shoppers come in sessions; both shoppers and products follow Zipf's law. Each kind of chance has
 * a generator of its own, so that one setting's change does not shift what another draws.
 */
export class Traffic implements Saved<ReturnType<Traffic['save']>> {
  #sessions: number[] = [];
  readonly #arrivals: Random;
  readonly #visits: Random;
  readonly #pages: Random;
  readonly #sorts: Random;
  readonly #shopperByRank: Int32Array;
  #shoppers: Sampler;
  #products: Sampler;

  /** @param productByRank product ids, the most popular first. */
  constructor(
    seed: number,
    private settings: Settings,
    private readonly size: { readonly shoppers: number; readonly categories: number },
    private readonly productByRank: Int32Array,
  ) {
    this.#arrivals = Random.for(seed, 'arrivals');
    this.#visits = Random.for(seed, 'visits');
    this.#pages = Random.for(seed, 'pages');
    this.#sorts = Random.for(seed, 'by price');
    this.#shopperByRank = permutation(Random.for(seed, 'shoppers'), size.shoppers);
    this.#shoppers = new Sampler(zipfWeights(size.shoppers, settings.shopperSkew));
    this.#products = new Sampler(zipfWeights(productByRank.length, settings.productSkew));
  }

  change(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    if (settings.shopperSkew !== before.shopperSkew)
      this.#shoppers = new Sampler(zipfWeights(this.size.shoppers, settings.shopperSkew));
    if (settings.productSkew !== before.productSkew)
      this.#products = new Sampler(zipfWeights(this.productByRank.length, settings.productSkew));
  }

  save() {
    return {
      sessions: [...this.#sessions],
      arrivals: this.#arrivals.save(),
      visits: this.#visits.save(),
      pages: this.#pages.save(),
      sorts: this.#sorts.save(),
      settings: this.settings,
    };
  }

  restore({ sessions, arrivals, visits, pages, sorts, settings }: ReturnType<Traffic['save']>): void {
    this.change(settings);
    this.#sessions = [...sessions];
    this.#arrivals.restore(arrivals);
    this.#visits.restore(visits);
    this.#pages.restore(pages);
    this.#sorts.restore(sorts);
  }

  wait = (perMs: number): number => this.#arrivals.exponential(perMs);

  next(): Visit {
    const shopper = this.#shopper();
    const page = this.#page(shopper);
    return { page, shopper, byPrice: page.kind !== 'home' && this.#sorts.next() < BY_PRICE };
  }

  #page(shopper: number): PageKey {
    const { homeShare, productShare, categoryShare } = this.settings;
    const all = homeShare + productShare + categoryShare;
    const draw = this.#pages.next() * all;
    // With no parts at all there are homes only: some page must be asked for.
    if (all === 0 || draw < homeShare) return { kind: 'home', shopper };
    if (draw < homeShare + productShare)
      return { kind: 'product', product: this.productByRank[this.#products.draw(this.#pages)] as number };
    return { kind: 'category', shopper, category: this.#pages.int(this.size.categories) };
  }

  /** Returns the shopper of a continued or a new session. Session lengths are geometric. */
  #shopper(): number {
    const goesOn = this.#sessions.length > 0 && this.#visits.next() >= 1 / this.settings.sessionPages;
    if (goesOn) {
      const i = this.#visits.int(this.#sessions.length);
      const shopper = this.#sessions[i] as number;
      if (this.#visits.next() < 1 / this.settings.sessionPages) {
        this.#sessions[i] = this.#sessions[this.#sessions.length - 1] as number;
        this.#sessions.pop();
      }
      return shopper;
    }
    const shopper = this.#shopperByRank[this.#shoppers.draw(this.#visits)] as number;
    if (this.#sessions.length >= MOST_SESSIONS) this.#sessions.shift();
    this.#sessions.push(shopper);
    return shopper;
  }
}

function permutation(random: Random, n: number): Int32Array {
  const ids = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.int(i + 1);
    const held = ids[i] as number;
    ids[i] = ids[j] as number;
    ids[j] = held;
  }
  return ids;
}

/** Returns product ids, the most bought first; ties by id. */
export function byPopularity(popularity: Float64Array): Int32Array {
  const ids = Int32Array.from(popularity, (_, id) => id);
  return ids.sort((a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b);
}
