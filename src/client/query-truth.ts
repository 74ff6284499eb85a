import type {
  ApiBody,
  CacheTruth,
  Judgement,
  ShownLine,
  TierCounters,
  TruthCounts,
  WrongAnswer,
} from '../backend/api';
import { Histogram } from '../base/histogram';
import type { VirtualMs } from '../base/units';
import type { HeldAnswer } from './held-answer';

/** Largest number of wrong answers kept for inspection. */
const MAX_WRONG = 6;
/** Largest number of remembered ETags of queries that left the cache. */
const MAX_REMEMBERED = 1_000;

/** The audit's findings on the answers of the query cache, in the terms of the engine's caches. */
export class QueryTruth {
  readonly #ages = new Histogram();
  readonly #causes: { -readonly [K in keyof CacheTruth['causes']]: number } = {
    price: 0,
    stock: 0,
    profile: 0,
    purchase: 0,
    model: 0,
  };
  readonly #needlessBy = { expired: 0, invalidated: 0, renewed: 0, repeated: 0 };
  #lastWrong: readonly WrongAnswer[] = [];
  /** By query hash: the last ETag, and why the query left the cache; undefined while it is resident. */
  readonly #lastEtags = new Map<
    string,
    { readonly etag: string; readonly left?: 'expired' | 'invalidated' }
  >();

  /** Records the judgement of a hit. */
  judged(key: string, held: HeldAnswer, judgement: Judgement, at: VirtualMs): void {
    const { truth, cause, staleForMs: ageMs, should } = judgement;
    if (truth === 'fresh' || ageMs === undefined) return;
    this.#ages.add(ageMs);
    if (truth !== 'wrong' || !cause || !should) return;
    this.#causes[cause]++;
    const answer = { at, key, cause, ageMs, shown: linesOf(held.body), should: linesOf(should) };
    this.#lastWrong = [answer, ...this.#lastWrong.filter((one) => one.key !== key)].slice(0, MAX_WRONG);
  }

  /** Records a fetched answer. Returns whether the previous one showed the same. */
  fetched(hash: string, etag: string, invalidated: boolean): boolean {
    const before = this.#lastEtags.get(hash);
    this.#lastEtags.delete(hash);
    this.#lastEtags.set(hash, { etag });
    if (before?.etag !== etag) return false;
    this.#needlessBy[before.left ?? (invalidated ? 'invalidated' : 'renewed')]++;
    return true;
  }

  /** Records that a query left the cache; its last ETag stays remembered while there is room. */
  left(hash: string, why: 'expired' | 'invalidated'): void {
    const held = this.#lastEtags.get(hash);
    if (!held) return;
    this.#lastEtags.delete(hash);
    this.#lastEtags.set(hash, { etag: held.etag, left: why });
    if (this.#lastEtags.size <= MAX_REMEMBERED) return;
    for (const [other, { left }] of this.#lastEtags)
      if (left) {
        this.#lastEtags.delete(other);
        return;
      }
  }

  /** Returns the counts since the start of the run. */
  counts(counts: TierCounters): TruthCounts {
    return { ...counts, needlessBy: { ...this.#needlessBy }, causes: { ...this.#causes } };
  }

  report(counts: TierCounters): CacheTruth {
    return {
      ...counts,
      cache: 'query',
      needlessBy: this.#needlessBy,
      ages: this.#ages.counts,
      oldestMs: this.#ages.longest,
      causes: this.#causes,
      lastWrong: this.#lastWrong,
    };
  }
}

/** Returns what a page shows, line by line. */
function linesOf(body: ApiBody): ShownLine[] {
  if (body.kind === 'product') return [{ what: body.product.name, priceCents: body.product.priceCents }];
  return body.items.map(({ name, priceCents, stock, because }) => {
    const why = stock === 0 ? 'sold out' : because;
    return { what: name, priceCents, ...(why && { why }) };
  });
}
