import type { VirtualMs } from '../base/units';
import type { Lease } from '../cache/answer';
import type { Memo } from '../cache/memo';
import type { Clock } from './clock';
import { cost } from './cost';
import type { Figures } from './figures';
import type { PageKeys } from './keys';
import type { AnyMade, Made } from './made';
import type { MemoCacheName, Outcome } from './protocol';
import type { Replica } from './replica';
import type { Settings } from './settings';
import { type Computed, neighboursOf, type Stages } from './stages';
import type { Truth } from './truth';

export type Memos = { readonly [S in MemoCacheName]: Memo<number, Made<S>> };

/** How a page was answered, and where its virtual time went. */
export interface Arrival {
  readonly page: Made<'rankings'> | undefined;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly spent: Spent;
}
export interface Spent {
  startedAt: VirtualMs;
  queueMs: VirtualMs;
  computeMs: VirtualMs;
  storeMs: VirtualMs;
  queries: number;
}

/** What came of asking one cache for one value; undefined when its computation was refused. */
type Then<S extends MemoCacheName> = (made: Made<S> | undefined, outcome: Outcome, reason: string) => void;

/**
 * One request through cache, compute and store. Read `answer` first: it is the whole way. Each of the three stages is
 * asked of its memo cache; what is not there is computed, once, on a core of the replica, and everything that waits
 * for it is woken when it is done. All of it in virtual time.
 */
export class Journey {
  readonly #waiting = new Map<Lease<number>, ((made: AnyMade | undefined) => void)[]>();

  constructor(
    private readonly clock: Clock,
    private readonly memos: Memos,
    private readonly stages: Stages,
    private readonly replica: Replica,
    private readonly keys: PageKeys,
    private readonly truth: { of(made: AnyMade): Truth },
    private readonly figures: Figures,
    private readonly settings: () => Settings,
  ) {}

  /** A shopper asks for a page; `arrived` is called at the virtual moment of the answer. */
  answer(key: number, arrived: (arrival: Arrival) => void): void {
    const spent: Spent = { startedAt: this.clock.now, queueMs: 0, computeMs: 0, storeMs: 0, queries: 0 };
    this.#obtain(
      'rankings',
      key,
      (lease) => this.#rank(key, lease, spent),
      (page, outcome, reason) => {
        this.figures.answered(this.clock.now - spent.startedAt + cost.hitMs, this.clock.now);
        arrived({ page, outcome, reason, spent });
      },
    );
  }

  /** Stage 3 needs stage 2 of its shopper, then stage 1 of what the shopper bought; then it can be computed. */
  #rank(key: number, lease: Lease<number>, spent: Spent): void {
    const page = this.keys.page(key);
    const withWeights = (weights: Made<'weights'> | undefined) => {
      this.#similar(neighboursOf(page, weights), spent, (neighbours) => {
        this.#compute('rankings', lease, spent, () => this.stages.rankings(page, weights, neighbours));
      });
    };
    if (page.kind === 'product') withWeights(undefined);
    else {
      const { shopper } = page;
      this.#obtain(
        'weights',
        shopper,
        (own) => {
          this.#compute('weights', own, spent, () => this.stages.weights(shopper));
        },
        withWeights,
      );
    }
  }

  /** Stage 1 for several products at once; those that cannot be had are left out. */
  #similar(products: ArrayLike<number>, spent: Spent, then: (found: Made<'similarities'>[]) => void): void {
    const found: (Made<'similarities'> | undefined)[] = new Array(products.length);
    let missing = products.length;
    if (missing === 0) then([]);
    for (let i = 0; i < products.length; i++) {
      const product = products[i] as number;
      this.#obtain(
        'similarities',
        product,
        (lease) => {
          this.#compute('similarities', lease, spent, () => this.stages.similarities(product));
        },
        (made) => {
          found[i] = made;
          if (--missing === 0) then(found.filter((one) => one !== undefined));
        },
      );
    }
  }

  /** Asks a memo cache. A hit answers at once; a miss begins the computation; an equal one in flight is joined. */
  #obtain<S extends MemoCacheName>(
    stage: S,
    key: number,
    begin: (lease: Lease<number>) => void,
    then: Then<S>,
  ): void {
    const answer = this.memos[stage].ask(key);
    const started = this.clock.now;
    switch (answer.status) {
      case 'hit':
      case 'stale': {
        const made = answer.value as Made<S>;
        const any = made as AnyMade;
        const truth = this.truth.of(any);
        this.figures.hit(stage, key, truth, any, answer.reason);
        then(made, truth, answer.reason);
        return;
      }
      case 'coalesced':
      case 'miss': {
        const outcome = answer.status;
        const { lease } = answer;
        const waiters = this.#waiting.get(lease) ?? [];
        waiters.push((made) => {
          this.figures.missed(stage, key, made ? outcome : 'error', answer.reason, this.clock.now - started);
          then(made as Made<S> | undefined, made ? outcome : 'error', made ? answer.reason : 'queue full');
        });
        this.#waiting.set(lease, waiters);
        if (answer.status === 'miss') begin(lease);
      }
    }
  }

  /** Waits for a core, reads the facts as they are when it gets one, holds the core for as long as the work takes. */
  #compute<S extends MemoCacheName>(
    stage: S,
    lease: Lease<number>,
    spent: Spent,
    run: () => Computed<S>,
  ): void {
    const memo = this.memos[stage] as Memo<number, Made<S>>;
    const { key } = lease;
    const submittedAt = this.clock.now;
    let made: Made<S> | undefined;
    const taken = this.replica.submit({
      begin: () => {
        const { value, facts, versions, queries, work } = this.figures.measured(run);
        const { storeLatency, computeSlowdown } = this.settings();
        const storeMs = queries * storeLatency;
        const computeMs = work * cost.msPerWork * computeSlowdown;
        const costMs = storeMs + computeMs;
        spent.queueMs += this.clock.now - submittedAt;
        spent.storeMs += storeMs;
        spent.computeMs += computeMs;
        spent.queries += queries;
        made = { stage, key, value, facts, versions, madeAt: this.clock.now, costMs, queries };
        memo.declare(lease, facts);
        this.figures.computed(queries);
        return costMs;
      },
      end: () => {
        if (!made) throw new Error(`A computation of ${stage} ${key} ended without a value`);
        const slot = memo.fulfil(lease, made, { tags: made.facts, costMs: made.costMs });
        this.figures.stored(stage, key, slot >= 0 ? 'inserted' : lease.revoked ? 'revoked' : 'refused');
        this.#wake(lease, made as AnyMade);
      },
    });
    if (!taken) {
      memo.fail(lease, new Error('queue full'));
      this.#wake(lease, undefined);
    }
  }

  #wake(lease: Lease<number>, made: AnyMade | undefined): void {
    const waiters = this.#waiting.get(lease) ?? [];
    this.#waiting.delete(lease);
    for (const wake of waiters) wake(made);
  }
}
