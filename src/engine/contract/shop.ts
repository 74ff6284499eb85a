import type { z } from 'zod/mini';
import type { Problem } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { ChangeKind } from '../../store/changes';
import type { HitTruth, Outcome } from './tier';
import type { apiRequestSchema } from './value-schemas';

export type ApiRequest = z.infer<typeof apiRequestSchema>;
export type RequestedBy = 'hand' | 'autopilot';

export interface ShopProduct {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  readonly priceCents: number;
  readonly stock: number;
}
export interface ShopItem extends ShopProduct {
  /** Relevance. A list is moved apart for diversity after it was scored: a higher score may stand below a lower one. */
  readonly score: number;
  /** Left out where nothing speaks for it: it is only there. */
  readonly because?: Because;
}
/** Why a product is recommended, with what a person needs to check it. */
export type Because =
  | {
      /** It is similar to this: to a product of the shopper's history, or to the one whose page it is on. */
      readonly kind: 'bought' | 'alike';
      readonly product: number;
      readonly name: string;
    }
  | { readonly kind: 'again'; readonly everyDays: number }
  | {
      /** The shopper buys from its category; or it is much bought within that. */
      readonly kind: 'category' | 'popular';
      readonly category: number;
      readonly name: string;
    }
  | { readonly kind: 'before' | 'bestseller' }
  | { readonly kind: 'price'; readonly usualCents: number };
export type ApiBody =
  | {
      readonly kind: 'recommendations';
      readonly shopper: {
        readonly id: number;
        readonly name: string;
        readonly likes: readonly string[];
      };
      readonly items: readonly ShopItem[];
    }
  | { readonly kind: 'product'; readonly product: ShopProduct }
  | {
      readonly kind: 'similar';
      readonly product: number;
      readonly items: readonly ShopItem[];
    }
  | {
      readonly kind: 'category';
      readonly category: { readonly id: number; readonly name: string };
      readonly items: readonly ShopItem[];
    };

export interface ApiAnswer {
  readonly body: ApiBody;
  /** Hash of what the shopper sees: equal tags, equal pages. */
  readonly etag: string;
  /** Fact numbers and the versions they were read in, in pairs. */
  readonly versions: readonly number[];
  /** What the memo layer did for this request. */
  readonly outcome: Outcome;
  readonly reason: string;
  readonly at: VirtualMs;
  /** How old the answer is, and for how much longer the memo cache would give it. */
  readonly ageMs: VirtualMs;
  readonly freshForMs: VirtualMs | 'never';
  /**
   * Where the virtual time went. For the autopilot, which only observes, `totalMs` of what is not in the cache is what
   * it would take with idle cores, and the other times are 0. All but `totalMs` are sums over the computations that this request began; some ran
   * side by side, so they may be more than the total. A request that joined others' computations only waited.
   */
  readonly timing: {
    readonly totalMs: VirtualMs;
    readonly queueMs: VirtualMs;
    readonly computeMs: VirtualMs;
    readonly storeMs: VirtualMs;
    readonly queries: number;
  };
}

/** Why a request of this browser got no answer, and after how much virtual time; left out: at once. */
export interface NoAnswer extends Problem {
  readonly tookMs?: VirtualMs;
}
export type ApiReply =
  | { readonly ok: true; readonly value: ApiAnswer }
  | { readonly ok: false; readonly problem: NoAnswer };

/** "I hold this answer": what the browser asks to have checked. */
export interface Claim {
  readonly request: ApiRequest;
  readonly etag: string;
  readonly versions: readonly number[];
  /** A hit that counts is audited at the rate that is set; what is merely on the page always is. */
  readonly counts?: boolean;
}
export interface Judgement {
  readonly truth: HitTruth;
  /** Whether it was recomputed; left out: no, its versions alone were compared. */
  readonly audited?: boolean;
  readonly staleForMs?: VirtualMs;
  /** The kind of the first change that it missed. */
  readonly cause?: ChangeKind;
  /** What a wrong answer that counts should have been. */
  readonly should?: ApiBody;
  /** Present prices of products whose price the held answer shows wrongly: id and cents. */
  readonly prices?: readonly (readonly [product: number, cents: number])[];
}
