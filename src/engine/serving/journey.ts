import type { Random } from '../../base/random';
import type { VirtualMs } from '../../base/units';
import type { Answer, Lease, Served } from '../../cache/answer';
import type { About, Asking, Memo } from '../../cache/memo';
import { backoff } from '../../cache/protections/retry-budget';
import type { FailureReason, MemoCacheName, Outcome } from '../contract/engine';
import type { Settings } from '../contract/settings';
import type { Clock } from '../time/clock';
import type { Audit } from '../truth/audit';
import type { Figures } from '../watch/figures';
import type { Hearing } from '../watch/probes/probe';
import type { PageHabits } from './answer/page-habits';
import type { Arrival, Spent } from './arrival';
import type { Replica } from './cores';
import { cost, timeOf } from './cost';
import type { PageKeys } from './keys';
import type { AnyMade, FactsRead, Made } from './made';
import type { Memos } from './memos';
import { RETRY_BACKOFF_MS } from './protections';
import { RequestQueries } from './request-queries';
import { asksStore, type Computed, neighboursOf, type Stages } from './stages';

/** What came of asking one cache for one value; undefined when it could not be had. */
type Then<S extends MemoCacheName> = (made: Made<S> | undefined, outcome: Outcome, reason: string) => void;

/** What who waits is told: a new value, one from before, or that there is none, and why. */
type End =
  | { readonly made: AnyMade }
  | { readonly instead: Served<number, AnyMade> }
  | { readonly failed: FailureReason };

/**
 * One request through cache, compute and store. Read `answer` first: it is the whole way. Each of the three stages is
 * asked of its memo cache; what is not there is computed, once, on a core of the replica, and everything that waits
 * for it is woken when it is done. All of it in virtual time.
 */
export class Journey {
  readonly #waiting = new Map<Lease<number>, ((end: End) => void)[]>();

  constructor(
    private readonly clock: Clock,
    private readonly memos: Memos,
    private readonly stages: Stages,
    private readonly replica: Replica,
    private readonly keys: PageKeys,
    private readonly habits: PageHabits,
    private readonly audit: Audit,
    private readonly figures: Figures,
    private readonly probes: Hearing,
    private readonly settings: () => Settings,
    private readonly random: Random,
  ) {}

  /** A shopper asks for a page; `arrived` is called at the virtual moment of the answer. */
  answer(key: number, arrived: (arrival: Arrival) => void): void {
    const spent = newSpent(this.clock.now);
    this.#obtain('rankings', key, spent, (page, outcome, reason) => {
      const ms = this.clock.now - spent.startedAt + cost.hitMs;
      this.figures.pages.ended(this.audit.pageOutcome(outcome, page, key), ms);
      this.figures.repeated(spent.asked);
      const arrival = { page, outcome, reason, spent };
      this.probes.ended(key, arrival);
      arrived(arrival);
    });
  }

  /** Makes a value anew that something has changed for, behind those who get the old one until then. */
  renew(stage: MemoCacheName, key: number, ended: () => void): void {
    const lease = this.memos[stage].renew(key);
    this.#waiting.set(lease, [ended]);
    this.#make(stage, key, lease, newSpent(this.clock.now));
  }

  /** Starts the computation of what a lease is for, on somebody's account. */
  #make(stage: MemoCacheName, key: number, lease: Lease<number>, spent: Spent): void {
    switch (stage) {
      case 'similarities':
        this.#compute('similarities', key, lease, spent, (stages) => stages.similarities(key));
        break;
      case 'weights':
        this.#compute('weights', key, lease, spent, (stages) => stages.weights(key));
        break;
      case 'rankings':
        this.#rank(key, lease, spent);
    }
  }

  /** Stage 3 needs stage 2 of its shopper, then stage 1 of what the shopper bought; then it can be computed. */
  #rank(key: number, lease: Lease<number>, spent: Spent): void {
    const page = this.keys.page(key);
    // What is made behind an answer can wait for parts that are being made anew; who has to answer cannot.
    const how = { newest: lease.reason === 'refresh' };
    const withWeights = (weights: Made<'weights'> | undefined) => {
      this.#similar(neighboursOf(page, weights), spent, how, (neighbours) => {
        // Parts were read before this page's own facts are: what has changed of them since counts too.
        this.memos.rankings.declare(lease, factsOf(weights ? [weights, ...neighbours] : neighbours));
        this.#compute('rankings', key, lease, spent, (stages) => stages.rankings(page, weights, neighbours));
      });
    };
    if (page.kind === 'product') withWeights(undefined);
    else this.#obtain('weights', page.shopper, spent, withWeights, how);
  }

  /** Stage 1 for several products at once; those that cannot be had are left out. */
  #similar(
    products: ArrayLike<number>,
    spent: Spent,
    how: Asking,
    then: (found: Made<'similarities'>[]) => void,
  ): void {
    const found: (Made<'similarities'> | undefined)[] = new Array(products.length);
    let missing = products.length;
    if (missing === 0) then([]);
    for (let i = 0; i < products.length; i++) {
      const product = products[i] as number;
      const have = (made: Made<'similarities'> | undefined) => {
        found[i] = made;
        if (--missing === 0) then(found.filter((one) => one !== undefined));
      };
      this.#obtain('similarities', product, spent, have, how);
    }
  }

  /**
   * Asks a memo cache. A hit answers at once, and may have to be renewed behind the answer; a miss begins the
   * computation; an equal one in flight is joined; a failure that is remembered is not tried again.
   */
  #obtain<S extends MemoCacheName>(
    stage: S,
    key: number,
    spent: Spent,
    then: Then<S>,
    how: Asking = {},
  ): void {
    const answer = this.memos[stage].ask(key, how);
    switch (answer.status) {
      case 'hit':
      case 'stale':
        this.#serve(stage, key, answer, then);
        if (answer.refresh) this.#make(stage, key, answer.refresh, newSpent(this.clock.now));
        return;
      case 'failed':
        this.figures.failed(stage, key, 'remembered', 0);
        then(undefined, 'error', 'remembered');
        return;
      case 'coalesced':
      case 'miss':
        this.#wait(stage, key, answer, spent, then);
        if (answer.status === 'miss') this.#make(stage, key, answer.lease, spent);
    }
  }

  /** Hands out a value that was there, counted by whether it is true. */
  #serve<S extends MemoCacheName>(
    stage: S,
    key: number,
    { value, slot, status, reason }: Served<number, Made<S>>,
    then: Then<S>,
  ): void {
    const made = value as AnyMade;
    this.probes.served({ made, slot, late: status === 'stale' });
    const verdict = this.audit.served(made, key);
    if (verdict.truth !== 'unchecked' && verdict.audited && !verdict.missed)
      this.probes.auditedFresh({ made, asked: key, wrong: verdict.truth === 'wrong' });
    this.figures.hit(stage, key, verdict, made, reason);
    then(made as Made<S>, verdict.truth, reason);
  }

  /** Waits for the end of a computation, within the time limits that are set. */
  #wait<S extends MemoCacheName>(
    stage: S,
    key: number,
    { status, reason, lease }: Extract<Answer<number, Made<S>>, { readonly lease: Lease<number> }>,
    spent: Spent,
    then: Then<S>,
  ): void {
    const started = this.clock.now;
    let waiting = true;
    const settle = (end: End) => {
      if (!waiting) return;
      waiting = false;
      if ('instead' in end) return this.#serve(stage, key, end.instead as Served<number, Made<S>>, then);
      const waited = this.clock.now - started;
      if ('made' in end) {
        // The last stage ends the request: then all that it has asked of the store is known.
        const asked = stage === 'rankings' ? spent.asked : undefined;
        const { missingParts } = end.made;
        const outcome = missingParts > 0 ? 'degraded' : status;
        const why = missingParts > 0 ? withoutParts(missingParts) : reason;
        this.figures.missed(stage, key, outcome, why, waited, asked);
        if (missingParts > 0) this.figures.degraded(stage, this.audit.degraded(end.made));
        then(end.made as Made<S>, outcome, why);
      } else {
        this.figures.failed(stage, key, end.failed, waited);
        then(undefined, 'error', end.failed);
      }
    };
    const waiters = this.#waiting.get(lease) ?? [];
    waiters.push(settle);
    this.#waiting.set(lease, waiters);

    const memo = this.memos[stage] as Memo<number, Made<S>>;
    const { softLimit, hardLimit } = this.settings();
    if (softLimit !== 'off')
      this.clock.after(softLimit, () => {
        const served = waiting ? memo.late(lease) : undefined;
        if (served) settle({ instead: served as Served<number, AnyMade> });
      });
    if (hardLimit !== 'off')
      this.clock.after(hardLimit, () => {
        if (waiting) memo.abandon(lease);
        settle({ failed: 'timeout' });
      });
  }

  /** Waits for a core, reads the facts as they are when it gets one, holds the core for as long as the work takes. */
  #compute<S extends MemoCacheName>(
    stage: S,
    key: number,
    lease: Lease<number>,
    spent: Spent,
    run: (stages: Stages) => Computed<S>,
    attempts = 1,
  ): void {
    const memo = this.memos[stage] as Memo<number, Made<S>>;
    const submittedAt = this.clock.now;
    let made: Made<S> | undefined;
    const taken = this.replica.submit({
      begin: () => {
        memo.reading(lease);
        const { storeDown, storeLatency } = this.settings();
        if (storeDown && asksStore[stage]) {
          spent.storeMs += storeLatency;
          return storeLatency;
        }
        const computed = this.figures.measured(() => run(this.stages), stage);
        const { facts, queries, uses, work } = computed;
        const { storeMs, computeMs } = timeOf(queries, work, this.settings());
        const costMs = storeMs + computeMs;
        spent.queueMs += this.clock.now - submittedAt;
        spent.storeMs += storeMs;
        spent.computeMs += computeMs;
        spent.queries += queries;
        spent.asked.add(stage, uses);
        const toMade = ({ value, facts, versions, missingParts }: Computed<S>): Made<S> => {
          const madeAt = this.clock.now;
          return this.habits.made({
            stage,
            key,
            value,
            facts,
            versions,
            missingParts,
            madeAt,
            costMs,
            queries,
          });
        };
        made = toMade(computed);
        memo.declare(lease, facts);
        this.figures.computed(stage, queries, work, costMs);
        this.probes.computed(made as AnyMade, (stages) => toMade(run(stages)) as AnyMade);
        return costMs;
      },
      end: () => {
        if (!made || this.#fails()) {
          const why = made ? 'compute failed' : 'store down';
          if (!memo.mayRetry(lease, attempts)) return this.#failed(memo, lease, why);
          this.figures.retried(stage);
          const pauseMs = backoff(RETRY_BACKOFF_MS, attempts, this.random);
          this.clock.after(pauseMs, () => this.#compute(stage, key, lease, spent, run, attempts + 1));
          return;
        }
        const whole = { tags: made.facts, costMs: made.costMs };
        const about = made.missingParts > 0 ? { ...whole, ...this.#keeping(memo, key, lease) } : whole;
        const slot = memo.fulfil(lease, made, about);
        if (slot >= 0) this.figures.inserted(stage);
        if (slot >= 0) this.probes.kept({ made: made as AnyMade, outdated: lease.revoked });
        else this.figures.refused(stage, key, this.#whyRefused(lease, made));
        const needless = this.audit.computed(made as AnyMade, lease.reason, slot >= 0);
        if (needless) this.figures.needless(stage, key, needless);
        this.#wake(lease, { made: made as AnyMade });
      },
    });
    if (!taken) this.#failed(memo, lease, 'queue full');
  }

  #fails(): boolean {
    const { computeErrors } = this.settings();
    return computeErrors > 0 && 100 * this.random.next() < computeErrors;
  }

  /** How a value without some of its parts is kept: not at all, or for its own time where nothing better is there. */
  #keeping<S extends MemoCacheName>(
    memo: Memo<number, Made<S>>,
    key: number,
    { reason }: Lease<number>,
  ): Pick<About, 'keep' | 'ttlMs'> {
    const { keepDegraded, ttl } = this.settings();
    if (keepDegraded === 'off' || reason === 'refresh' || memo.slotOf(key) >= 0) return { keep: false };
    return { ttlMs: ttl === 'never' ? keepDegraded : Math.min(ttl, keepDegraded) };
  }

  #whyRefused(
    { revoked, superseded }: Lease<number>,
    { missingParts }: Pick<AnyMade, 'missingParts'>,
  ): string {
    if (superseded) return 'a newer value came first';
    if (revoked) return 'changed while it was made';
    if (missingParts > 0) return withoutParts(missingParts);
    return this.settings().scanBypass ? 'asked for only once' : 'does not fit';
  }

  #failed<S extends MemoCacheName>(
    memo: Memo<number, Made<S>>,
    lease: Lease<number>,
    why: FailureReason,
  ): void {
    const instead = memo.fail(lease, new Error(why));
    this.#wake(lease, instead ? { instead: instead as Served<number, AnyMade> } : { failed: why });
  }

  #wake(lease: Lease<number>, end: End): void {
    const waiters = this.#waiting.get(lease) ?? [];
    this.#waiting.delete(lease);
    for (const settle of waiters) settle(end);
  }
}

const withoutParts = (missing: number): string => `without ${missing} ${missing === 1 ? 'part' : 'parts'}`;

const factsOf = (parts: readonly FactsRead[]): number[] => parts.flatMap(({ facts }) => [...facts]);

const newSpent = (startedAt: VirtualMs): Spent => ({
  startedAt,
  queueMs: 0,
  computeMs: 0,
  storeMs: 0,
  queries: 0,
  asked: new RequestQueries(),
});
