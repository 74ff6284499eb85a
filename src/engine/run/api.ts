import { Random } from '../../base/random';
import { failed, ok } from '../../base/result';
import type { VirtualMs } from '../../base/units';
import type { ApiAnswer, ApiReply, ApiRequest, Claim, Judgement, RequestedBy } from '../contract/engine';
import type { Arrival } from '../serving/arrival';
import { cost } from '../serving/cost';
import { etagOf } from '../serving/shop-pages';
import type { StageResult } from '../serving/stage-result';
import { idleCost } from './idle-cost';
import type { Run } from './run';

/** The clock goes on for so long at most when a paused run must answer. */
const LONGEST_WAIT_MS: VirtualMs = 600_000;

type Settle = (reply: ApiReply) => void;

/** The shop's API over one run: answers this browser's requests, and checks the answers that it holds. */
export class ShopApi {
  /** Visits by hand that have not been answered. */
  readonly #waiting = new Set<Settle>();

  /** Which of the browser's hits are audited. This browser is no part of the run, so it does not draw from it. */
  readonly #random: Random;

  constructor(
    private readonly run: Run,
    private readonly isPlaying: () => boolean,
  ) {
    this.#random = Random.for(run.spec.seed, 'audit of this browser');
  }

  request(ask: ApiRequest, by: RequestedBy): Promise<ApiReply> {
    const key = this.run.pages.keyOf(ask);
    if (key === undefined) return Promise.resolve(failed('not-found', 'There is no such page in this shop.'));
    return by === 'hand' ? this.#visit(ask) : Promise.resolve(ok(this.#observed(ask, key)));
  }

  /** Lets a paused run go on just as far as the visits under way need; those that wait too long are refused. */
  settle(): void {
    const { clock, models } = this.run;
    const limit = clock.now + LONGEST_WAIT_MS;
    while (this.#waiting.size > 0 && clock.next <= limit && clock.step());
    if (this.#waiting.size > 0 && clock.held) {
      void models.underway?.settled.then(() => this.isPlaying() || this.settle());
      return;
    }
    const minutes = LONGEST_WAIT_MS / 60_000;
    this.#refuse('no-answer', `No answer came within ${minutes} minutes of the run’s time.`);
  }

  /** Ends the waits of requests that are still under way: the run is left. */
  close(): void {
    this.#refuse('no-answer', 'The run was left before the answer came.');
  }

  /** Compares a held answer with what the store says now, off the books. */
  judge(claim: Claim): Judgement {
    const judgement = this.#judge(claim);
    const { request, etag, versions, counts } = claim;
    const { truth } = judgement;
    const byFacts = this.run.presentation.factsToldAll;
    if (counts) this.run.recording.note({ kind: 'claimed', request, etag, versions, truth, byFacts });
    return judgement;
  }

  #judge({ request, etag, versions: pairs, counts = false }: Claim): Judgement {
    const { run } = this;
    const key = run.pages.keyOf(request);
    const read = {
      facts: Int32Array.from(pairs.filter((_, i) => i % 2 === 0)),
      versions: Int32Array.from(pairs.filter((_, i) => i % 2 === 1)),
    };
    if (key === undefined) return { truth: 'fresh' };
    const changed = run.truth.changedFacts(read);
    const missed = run.truth.firstMissed(read);
    const { products } = run.store.size;
    // This browser makes few requests: those whose facts are all current are audited at the same rate as the others.
    const audited = !counts || 100 * this.#random.next() < run.settings.auditRate;
    const should = audited ? run.presentation.withDeal(run.truth.page(key)) : undefined;
    const wrong = should !== undefined && etagOf(request, should) !== etag;
    const right = changed.length === 0 ? 'fresh' : audited ? 'stale' : 'unchecked';
    return {
      truth: wrong ? 'wrong' : right,
      audited,
      staleForMs: missed && run.clock.now - missed.at,
      cause: missed?.kind,
      should: wrong && counts ? run.pages.body(request, should) : undefined,
      prices: run.store
        .offTheBooks()
        .products(changed.filter((fact) => fact < products))
        .map(({ id, priceCents }) => [id, priceCents] as const),
    };
  }

  #visit(page: ApiRequest): Promise<ApiReply> {
    return new Promise((resolve) => {
      const settle: Settle = (reply) => {
        this.#waiting.delete(settle);
        resolve(reply);
      };
      this.#waiting.add(settle);
      // The answer is made at its virtual moment: the run may go on before the promise is heard of.
      const planned = this.run.plan({ kind: 'visit', page }, undefined, (arrival) =>
        settle(arrival.page ? ok(this.#answer(page, arrival.page, arrival)) : this.#unanswered(arrival)),
      );
      if (!planned.ok) settle(planned);
      else if (!this.isPlaying()) this.settle();
    });
  }

  #unanswered({ reason, request }: Arrival): ApiReply {
    const what = `The request could not be answered: ${reason}.`;
    const tookMs = this.run.clock.now - request.startedAt + cost.hitMs;
    return { ok: false, problem: { kind: 'overloaded', what, tookMs } };
  }

  /** What the caches would give, or what would be computed, without a trace in the run. */
  #observed(ask: ApiRequest, key: number): ApiAnswer {
    const { clock, layers, presentation, truth, audit } = this.run;
    const held = layers.peek('rankings', key);
    if (!held)
      return this.#answer(ask, presentation.result({ ...truth.page(key), computedAt: clock.now }), {
        outcome: 'miss',
        reason: 'not in the cache',
        observedMs: idleCost(this.run, key),
      });
    return this.#answer(ask, held, { outcome: audit.truthOf(held, key), reason: 'in the cache' });
  }

  #answer(
    ask: ApiRequest,
    page: StageResult<'rankings'>,
    {
      outcome,
      reason,
      request,
      observedMs = cost.hitMs,
    }: Pick<Arrival, 'outcome' | 'reason'> &
      Partial<Pick<Arrival, 'request'>> & { readonly observedMs?: VirtualMs },
  ): ApiAnswer {
    const { run } = this;
    const { now } = run.clock;
    const spent = request?.spent;
    const shown = run.presentation.shown(page);
    const versions: number[] = [];
    page.facts.forEach((fact, i) => {
      versions.push(fact, page.versions[i] as number);
    });
    return {
      body: run.pages.body(ask, shown),
      etag: etagOf(ask, shown),
      versions,
      outcome,
      reason,
      at: now,
      ageMs: now - page.computedAt,
      freshForMs: this.#freshFor(page),
      timing: {
        totalMs: request ? now - request.startedAt + cost.hitMs : observedMs,
        queueMs: spent?.queueMs ?? 0,
        computeMs: spent?.computeMs ?? 0,
        storeMs: spent?.storeMs ?? 0,
        queries: spent?.queries ?? 0,
      },
    };
  }

  /** For how much longer the memo cache gives this page; 0 when it is not in there. */
  #freshFor(page: StageResult<'rankings'>): VirtualMs | 'never' {
    const held = this.run.layers.holding(page);
    if (!held) return 0;
    const deadline = held.layer.caches.rankings.deadlineAt(held.slot);
    return Number.isFinite(deadline) ? deadline - this.run.clock.now : 'never';
  }

  #refuse(kind: string, what: string): void {
    for (const settle of [...this.#waiting]) settle(failed(kind, what));
  }
}
