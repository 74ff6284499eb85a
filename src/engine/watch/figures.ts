import { binOf } from '../../base/histogram';
import { type Latency, latencyOf } from '../../base/latency';
import type { Saved } from '../../base/saved';
import { Timeline, type TimelineFrame } from '../../base/timeline';
import type { VirtualMs } from '../../base/units';
import type { Removal } from '../../cache/answer';
import type { CacheCounters } from '../../cache/counters';
import {
  type DatabaseLoad,
  type FailureReason,
  type Failures,
  failureReasons,
  type MemoCacheName,
  type Misses,
  type MissReason,
  memoCacheNames,
  missReasons,
  type Outcome,
  outcomes,
  type PageFigures,
  type Repeats,
  SERIES_BUCKETS,
  seriesWidths,
  type TierCounters,
} from '../contract/engine';
import type { Arrival } from '../serving/arrival';
import { cost } from '../serving/cost';
import type { DegradedVerdict } from '../serving/judge';
import type { Execution, Hop } from '../serving/observer';
import type { AnyStageResult } from '../serving/stage-result';
import type { Verdict } from '../serving/verdict';
import { PageBook } from './page-book';
import { sumReasons } from './reason-counts';
import { StageTotals } from './stage-totals';
import { TierCounts } from './tier-counts';

/** All that is counted in a run. Counting changes nothing else; the identities of the counters hold at every moment. */
export class Figures implements Saved<ReturnType<Figures['save']>> {
  readonly #tiers: Readonly<Record<MemoCacheName, TierCounts>> = {
    similarities: new TierCounts(),
    weights: new TierCounts(),
    rankings: new TierCounts(),
  };
  /** Queries that were made, and those that the answered requests would have made without caches. */
  readonly #queries = new Timeline(2, seriesWidths, SERIES_BUCKETS);
  readonly #repeats = new Map<string, Repeats>();
  computations = 0;
  /** What computing and training took on the wall clock, queries included. */
  measuredMs = 0;
  /** What the last computation took on the wall clock; not part of a saved run, since it is read at once. */
  lastMeasuredMs = 0;
  readonly stages: Readonly<Record<MemoCacheName, StageTotals>> = {
    similarities: new StageTotals(),
    weights: new StageTotals(),
    rankings: new StageTotals(),
  };

  /** What shoppers got. */
  readonly pages: PageBook;

  constructor(
    private readonly now: () => VirtualMs,
    private readonly wallNow: () => number,
  ) {
    this.pages = new PageBook(now);
  }

  /** Counts a lookup of a memo cache. */
  hop({ cache, outcome, reason, since, result, hit, degraded }: Hop): void {
    const ms = this.now() - since;
    if (result && hit) this.#hit(cache, hit.verdict, result, ms);
    else if (outcome === 'error') this.#failed(cache, reason as FailureReason);
    else {
      this.#missed(cache, outcome, ms);
      if (outcome === 'miss') this.#tiers[cache].misses.add(this.now(), reason as MissReason);
      if (degraded) this.#degraded(cache, degraded);
    }
  }

  #hit(stage: MemoCacheName, verdict: Verdict, result: AnyStageResult, ms: VirtualMs): void {
    const tier = this.#tiers[stage];
    const now = this.now();
    const { truth, missed } = verdict;
    tier.add(now, truth);
    tier.add(now, 'savedQueries', result.queries);
    tier.add(now, 'savedMs', result.costMs);
    tier.latency.add(now, binOf(ms));
    if (truth === 'fresh') {
      if (verdict.audited) tier.add(now, 'freshAudited');
      return;
    }
    const whole = result.missingParts === 0;
    if (!missed && whole) tier.add(now, 'hidden');
    const age = missed && now - missed.at;
    if (age !== undefined) tier.stalest.raise(now, 0, age);
  }

  /** Counts what an audit found of an answer that was computed without some of its parts. */
  #degraded(stage: MemoCacheName, found: DegradedVerdict): void {
    if (found === 'unchecked') return;
    const tier = this.#tiers[stage];
    tier.add(this.now(), 'degradedAudited');
    if (found === 'wrong') tier.add(this.now(), 'degradedWrong');
    if (stage === 'rankings') this.pages.auditedDegraded(found === 'wrong');
  }

  #missed(stage: MemoCacheName, outcome: Exclude<Outcome, 'error'>, ms: VirtualMs): void {
    const tier = this.#tiers[stage];
    tier.add(this.now(), outcome);
    tier.latency.add(this.now(), binOf(ms));
  }

  /** Counts a request that got no answer. Its duration enters no percentile. */
  #failed(stage: MemoCacheName, reason: FailureReason): void {
    const tier = this.#tiers[stage];
    tier.add(this.now(), 'error');
    tier.failures.add(this.now(), reason);
  }

  stored({ stage }: AnyStageResult): void {
    this.#tiers[stage].add(this.now(), 'inserted');
  }

  refused({ stage }: AnyStageResult): void {
    this.#tiers[stage].add(this.now(), 'refused');
  }

  needless({ stage }: AnyStageResult): void {
    this.#tiers[stage].add(this.now(), 'needless');
  }

  retried(stage: MemoCacheName): void {
    this.#tiers[stage].add(this.now(), 'retries');
  }

  left({ stage }: AnyStageResult, why: Removal): void {
    const column = why === 'cleared' ? 'invalidated' : why;
    this.#tiers[stage].add(this.now(), column);
  }

  /** Counts a page request that has ended, and what it asked of the store one by one that it could have asked at once. */
  ended({ request, found, page }: Arrival): void {
    if (page) this.#queries.add(this.now(), 1, page.queriesInAll);
    this.pages.ended(found, this.now() - request.startedAt + cost.hitMs);
    for (const { statement, calls } of request.spent.asked.repeated) {
      const { requests, most } = this.#repeats.get(statement) ?? { requests: 0, most: 0 };
      this.#repeats.set(statement, { requests: requests + 1, most: Math.max(most, calls) });
    }
  }

  /** In how many requests a statement was an N+1, and how often at most in one; undefined if in none. */
  repeatsOf = (statement: string): Repeats | undefined => this.#repeats.get(statement);

  /** A computation read its facts with so many queries, and did so much work. */
  computed({ result, queries, work }: Pick<Execution, 'result' | 'queries' | 'work'>): void {
    const totals = this.stages[result.stage];
    this.computations++;
    totals.computations++;
    totals.work += work;
    totals.virtualMs += result.costMs;
    this.#queries.add(this.now(), 0, queries);
  }

  /** Runs something and adds what it took on the wall clock, to its stage too if it is the computation of one. */
  measured<T>(run: () => T, stage?: MemoCacheName): T {
    const start = this.wallNow();
    const result = run();
    const tookMs = this.wallNow() - start;
    this.measuredMs += tookMs;
    this.lastMeasuredMs = tookMs;
    if (stage) this.stages[stage].measuredMs += tookMs;
    return result;
  }

  /** Totals since the start; entries that came and went are the cache's own counts. */
  total(stage: MemoCacheName, stats: CacheCounters): TierCounters {
    const { inserted, evicted, expired, invalidated, replaced, refused } = stats;
    return { ...this.#tiers[stage].total, inserted, evicted, expired, invalidated, replaced, refused };
  }

  window(stage: MemoCacheName, bucketMs: number): TierCounters {
    return this.#tiers[stage].window(bucketMs, this.now());
  }

  /** Virtual time that the window covers: its part before the run's start does not count. */
  windowMs(bucketMs: number): VirtualMs {
    const now = this.now();
    return Math.min(now, (now % bucketMs) + (SERIES_BUCKETS - 1) * bucketMs);
  }

  /** Queries over the window. */
  databaseLoad(bucketMs: number): DatabaseLoad {
    const [made = 0, withoutCaches = 0] = this.#queries.sums(bucketMs, this.now());
    return { made, withoutCaches };
  }

  /** Outcomes by bucket, of one stage or of all. */
  series(stages: readonly MemoCacheName[], bucketMs: number): TimelineFrame {
    const frames = stages.map((stage) => this.#tiers[stage].series.frame(bucketMs, this.now()));
    const [first] = frames;
    if (!first) throw new Error('A series needs a tier');
    const values = new Float64Array(outcomes.length * first.length);
    for (const frame of frames)
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + (frame.values[i] as number);
    return { ...first, values };
  }

  /** What shoppers got in the window. */
  pageFigures(bucketMs: number): PageFigures {
    return this.pages.window(bucketMs, this.failures(['rankings'], bucketMs));
  }

  latency(stage: MemoCacheName, bucketMs: number): Latency {
    const failures = this.failures([stage], bucketMs);
    const failed = failureReasons.reduce((sum, reason) => sum + failures[reason], 0);
    return latencyOf(this.#tiers[stage].latency.sums(bucketMs, this.now()), failed);
  }

  /** Requests of the window that got no answer, by reason. */
  failures(stages: readonly MemoCacheName[], bucketMs: number): Failures {
    const each = stages.map((stage) => this.#tiers[stage].failures.window(bucketMs, this.now()));
    return sumReasons(failureReasons, each);
  }

  /** Misses of the window, by reason. */
  misses(stages: readonly MemoCacheName[], bucketMs: number): Misses {
    const each = stages.map((stage) => this.#tiers[stage].misses.window(bucketMs, this.now()));
    return sumReasons(missReasons, each);
  }

  /** Age of the stalest answer in the window; undefined when none was stale. */
  stalest(stages: readonly MemoCacheName[], bucketMs: number): VirtualMs | undefined {
    const ages = stages.flatMap((stage) => [
      ...this.#tiers[stage].stalest.frame(bucketMs, this.now()).values,
    ]);
    const most = Math.max(...ages);
    return most > 0 ? most : undefined;
  }

  save() {
    const { similarities, weights, rankings } = this.#tiers;
    const { stages, computations, measuredMs } = this;
    return {
      tiers: { similarities: similarities.save(), weights: weights.save(), rankings: rankings.save() },
      stages: {
        similarities: { ...stages.similarities },
        weights: { ...stages.weights },
        rankings: { ...stages.rankings },
      },
      queries: this.#queries.save(),
      repeats: [...this.#repeats],
      pages: this.pages.save(),
      computations,
      measuredMs,
    };
  }

  restore(saved: ReturnType<Figures['save']>): void {
    for (const name of memoCacheNames) {
      this.#tiers[name].restore(saved.tiers[name]);
      Object.assign(this.stages[name], saved.stages[name]);
    }
    this.#queries.restore(saved.queries);
    this.#repeats.clear();
    for (const [statement, repeats] of saved.repeats) this.#repeats.set(statement, repeats);
    this.pages.restore(saved.pages);
    this.computations = saved.computations;
    this.measuredMs = saved.measuredMs;
  }
}
