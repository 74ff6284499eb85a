import type { Cents, VirtualMs } from '../base/units';

/** What a shopper has said of themselves that can change. */
export interface Taste {
  /** Categories they want to see more of. */
  readonly likes: readonly number[];
  /** 0: price does not matter; 1: the cheaper the better. */
  readonly thrift: number;
}

/** What changed, from what and to what. A purchase adds to what was there, so it has no `from`. */
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

/** One bump of one fact, as the feed tells it. */
export type FactChange = ChangeDetail & {
  /** Its number in the feed, from 1 without a gap. */
  readonly sequence: number;
  /** Number of the first change of its transaction: what was changed together has it in common. */
  readonly transaction: number;
  readonly fact: number;
  /** The version after the change. */
  readonly version: number;
  readonly at: VirtualMs;
};

/** A change that says what shall be, not what is to be added: it may be said again. */
export type Statement = Extract<FactChange, { readonly kind: 'price' | 'profile' }>;

/** A change before it has its place in the feed. */
export type Bump = ChangeDetail & { readonly fact: number; readonly version: number };

/** Where a reader stands in a feed. Opaque: take it from `begin`, `end` or a reading. */
export interface Cursor {
  readonly sequence: number;
  /** How often the feed had been rewound. */
  readonly rewinds: number;
}

/** What a reader has not seen yet, oldest first. */
export interface Reading {
  readonly changes: readonly FactChange[];
  /** Changes that it can no longer be told: the feed had let go of them, or they were more than it asked for. */
  readonly missed: number;
  /** The feed went back in time since the last reading: what was read after this point did not happen. */
  readonly rewound: boolean;
  readonly next: Cursor;
}

type Follower = (transaction: readonly FactChange[]) => void;

/**
 * Every change of a fact in the order of the commits, for whoever has to know. Followers are told each transaction as
 * a whole, at once, after its commit; readers come when they like with a cursor. The last `capacity` changes are kept:
 * a reader that comes too late is told how many it has missed.
 */
export class ChangeFeed {
  #kept: FactChange[] = [];
  #last = 0;
  #rewinds = 0;
  readonly #followers = new Set<Follower>();

  constructor(private readonly capacity = 4_096) {
    if (!(capacity >= 1)) throw new Error(`A feed must keep at least one change, not ${capacity}`);
  }

  /** Number of the last change; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Before the first change, */
  get begin(): Cursor {
    return { sequence: 0, rewinds: this.#rewinds };
  }

  /** and after the last one so far. */
  get end(): Cursor {
    return { sequence: this.#last, rewinds: this.#rewinds };
  }

  /** A transaction was committed: its changes get their numbers and go out together. One that changed nothing is none. */
  commit(bumps: readonly Bump[], at: VirtualMs): void {
    if (bumps.length === 0) return;
    const transaction = this.#last + 1;
    const changes = bumps.map((bump): FactChange => ({ ...bump, sequence: ++this.#last, transaction, at }));
    this.#kept.push(...changes);
    // Cut now and then: to move everything at each change would cost more than the change.
    if (this.#kept.length > 2 * this.capacity) this.#kept = this.#kept.slice(-this.capacity);
    for (const follow of this.#followers) follow(changes);
  }

  /** Tells each transaction from now on. Returns how to stop. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** What came after `cursor`; of more than `limit` changes the last ones. */
  read(cursor: Cursor, limit = this.capacity): Reading {
    const rewound = cursor.rewinds !== this.#rewinds;
    // After a rewind nobody can say how much of what was read still holds: the reader begins anew.
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

  /** What is kept and where the numbers stand. */
  save(): FeedState {
    return { kept: this.#kept.slice(-this.capacity), last: this.#last };
  }

  /** Back to what `save` gave. Followers hear nothing of it; readers are told that they were taken back. */
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
