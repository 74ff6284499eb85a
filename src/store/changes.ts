import type { Cents, VirtualMs } from '../base/units';

/** The preferences that a shopper has stated and can change. */
export interface Taste {
  /** Categories that the shopper wants to see more of. */
  readonly likes: readonly number[];
  /** 0: price does not matter; 1: cheaper is better. */
  readonly thrift: number;
}

/** What changed, with the old and the new value. A purchase only adds, so it has no `from`. */
export type ChangeDetail =
  | { readonly kind: 'price'; readonly product: number; readonly from: Cents; readonly to: Cents }
  | { readonly kind: 'stock'; readonly product: number; readonly from: number; readonly to: number }
  | { readonly kind: 'profile'; readonly shopper: number; readonly from: Taste; readonly to: Taste }
  | {
      readonly kind: 'purchase';
      readonly shopper: number;
      readonly product: number;
      readonly quantity: number;
    }
  | { readonly kind: 'model'; readonly name: string; readonly from: number; readonly to: number };
export type ChangeKind = ChangeDetail['kind'];

/** One version bump of one fact, as an entry of the feed. */
export type FactChange = ChangeDetail & {
  /** Position in the feed, from 1 without gaps. */
  readonly sequence: number;
  /** Sequence number of the first change of its transaction; all changes of a transaction share it. */
  readonly transaction: number;
  readonly fact: number;
  /** The version after the change. */
  readonly version: number;
  readonly at: VirtualMs;
};

/** A change that states the new value, not a difference: writing it twice equals writing it once. */
export type Statement = Extract<FactChange, { readonly kind: 'price' | 'profile' }>;

/** A change that has no position in the feed yet. */
export type Bump = ChangeDetail & { readonly fact: number; readonly version: number };

/** A reader's position in a feed. Opaque: take it from `begin`, `end` or a reading. */
export interface Cursor {
  readonly sequence: number;
  /** How often the feed had been rewound at that time. */
  readonly rewinds: number;
}

/** The changes that a reader has not seen yet, oldest first. */
export interface Reading {
  readonly changes: readonly FactChange[];
  /** Number of unseen changes not in `changes`: dropped by the feed, or beyond the limit. */
  readonly missed: number;
  /** The feed was rewound since the last reading: some of the changes read before may no longer hold. */
  readonly rewound: boolean;
  readonly next: Cursor;
}

type Follower = (transaction: readonly FactChange[]) => void;

/**
 * All changes of facts, in commit order. A follower receives each transaction as a whole, synchronously, after its
 * commit. A reader polls with a cursor. The feed keeps the last `capacity` changes; a late reader learns how many it
 * missed.
 */
export class ChangeFeed {
  #kept: FactChange[] = [];
  #last = 0;
  #rewinds = 0;
  readonly #followers = new Set<Follower>();

  constructor(private readonly capacity = 4_096) {
    if (!(capacity >= 1)) throw new Error(`A feed must keep at least one change, not ${capacity}`);
  }

  /** Sequence number of the last change; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** The position before the first change. */
  get begin(): Cursor {
    return { sequence: 0, rewinds: this.#rewinds };
  }

  /** The position after the last change so far. */
  get end(): Cursor {
    return { sequence: this.#last, rewinds: this.#rewinds };
  }

  /**
   * Numbers the changes of a committed transaction and sends them to the followers together. Ignores an empty
   * transaction.
   */
  commit(bumps: readonly Bump[], at: VirtualMs): void {
    if (bumps.length === 0) return;
    const transaction = this.#last + 1;
    // Spread last: spread first, V8 gives each object a hidden class of its own, three times the object's size.
    const changes = bumps.map((bump): FactChange => ({ sequence: ++this.#last, transaction, at, ...bump }));
    this.#kept.push(...changes);
    // Trimmed only at twice the capacity: copying the list for each change would cost more than the change.
    if (this.#kept.length > 2 * this.capacity) this.#kept = this.#kept.slice(-this.capacity);
    for (const follow of this.#followers) follow(changes);
  }

  /** Calls `follower` with each transaction from now on. Returns a function that ends it. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Returns the changes after `cursor`; if there are more than `limit`, the last ones. */
  read(cursor: Cursor, limit = this.capacity): Reading {
    const rewound = cursor.rewinds !== this.#rewinds;
    // After a rewind it is unknown which of the changes read before still hold: the reader starts again from the first.
    const seen = rewound ? 0 : cursor.sequence;
    const wanted = this.#last - seen;
    const given = Math.min(wanted, limit, this.capacity, this.#kept.length);
    return {
      changes: given > 0 ? this.#kept.slice(-given) : [],
      missed: wanted - given,
      rewound,
      next: this.end,
    };
  }

  /** Returns the kept changes and the last sequence number. */
  save(): FeedState {
    return { kept: this.#kept.slice(-this.capacity), last: this.#last };
  }

  /** Restores what `save` returned. Followers are not called; readers see a rewind. */
  restore({ kept, last }: FeedState): void {
    this.#kept = [...kept];
    this.#last = last;
    this.#rewinds++;
  }

  clear(): void {
    this.restore({ kept: [], last: 0 });
  }
}

export interface FeedState {
  readonly kept: readonly FactChange[];
  readonly last: number;
}
