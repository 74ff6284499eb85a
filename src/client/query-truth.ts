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

/** Wrong answers that are kept to be looked at. */
const KEPT_WRONG = 6;
/** Queries that have left the cache of which the last ETag is remembered. */
const MOST_DEPARTED = 1_000;

/** What the audit found of the answers of the query cache, in the words of the engine's caches. */
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
  /** By query hash: the last ETag, and why the query left; undefined while it is there. */
  readonly #inHand = new Map<string, { readonly etag: string; readonly left?: 'expired' | 'invalidated' }>();

  /** A hit was judged. */
  judged(key: string, held: HeldAnswer, judgement: Judgement, at: VirtualMs): void {
    const { truth, cause, staleForMs: ageMs, should } = judgement;
    if (truth === 'fresh' || ageMs === undefined) return;
    this.#ages.add(ageMs);
    if (truth !== 'wrong' || !cause || !should) return;
    this.#causes[cause]++;
    const answer = { at, key, cause, ageMs, shown: linesOf(held.body), should: linesOf(should) };
    this.#lastWrong = [answer, ...this.#lastWrong.filter((one) => one.key !== key)].slice(0, KEPT_WRONG);
  }

  /** An answer came in for a query. Whether the one in hand showed the same. */
  fetched(hash: string, etag: string, invalidated: boolean): boolean {
    const before = this.#inHand.get(hash);
    this.#inHand.delete(hash);
    this.#inHand.set(hash, { etag });
    if (before?.etag !== etag) return false;
    this.#needlessBy[before.left ?? (invalidated ? 'invalidated' : 'renewed')]++;
    return true;
  }

  /** A query left the cache: its last answer stays in hand, as far as it is remembered. */
  left(hash: string, why: 'expired' | 'invalidated'): void {
    const held = this.#inHand.get(hash);
    if (!held) return;
    this.#inHand.delete(hash);
    this.#inHand.set(hash, { etag: held.etag, left: why });
    if (this.#inHand.size <= MOST_DEPARTED) return;
    for (const [other, { left }] of this.#inHand)
      if (left) {
        this.#inHand.delete(other);
        return;
      }
  }

  /** Counts since the start of the run, as they stand. */
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

/** What a page shows, line by line. */
function linesOf(body: ApiBody): ShownLine[] {
  if (body.kind === 'product') return [{ what: body.product.name, priceCents: body.product.priceCents }];
  return body.items.map(({ name, priceCents, stock, because }) => {
    const why = stock === 0 ? 'sold out' : because;
    return { what: name, priceCents, ...(why && { why }) };
  });
}
