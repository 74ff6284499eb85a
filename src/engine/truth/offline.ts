import {
  type AuditedCache,
  type AuditedCounts,
  type Disagreement,
  type HitTruth,
  type MemoCacheName,
  memoCacheNames,
  type OfflineAudit,
} from '../contract/engine';
import type { PageKeys } from '../serving/keys';
import { looksSame } from '../serving/looks-same';
import { etagOf, type ShopPages } from '../serving/shop-pages';
import type { AnyStageResult } from '../serving/stage-result';
import { OfflineLastValues } from './offline-last-values';
import type { OfflineTruth } from './offline-truth';
import type { Note, Recorded, RecordedEvent } from './recording';

type Counts = { -readonly [K in keyof AuditedCounts]: number };
type Tally = {
  live: Counts;
  offline: Counts;
  uncheckedWrong: number;
  undecided: number;
  notCovered: number;
};

/** What an audit needs to name and to find things; none of it is the live audit's. */
export interface Names {
  readonly keys: PageKeys;
  readonly pages: ShopPages;
  keyText(stage: MemoCacheName, key: number): string;
}

/**
 * Checks a recorded run after the fact: goes through it note by note, decides each by brute force, and counts where
 * the live audit said otherwise. It shares with the live audit the stages, what looks the same to a shopper, and
 * nothing else. What depends on more than facts it cannot decide, and counts apart.
 */
export class OfflineAuditor {
  readonly #last: OfflineLastValues;
  readonly #tallies: Readonly<Record<AuditedCache['cache'], Tally>> = {
    similarities: newTally(),
    weights: newTally(),
    rankings: newTally(),
    query: newTally(),
  };
  #differing = 0;
  #first: Disagreement | undefined;
  #next = 0;

  constructor(
    private readonly recorded: Recorded,
    private readonly truth: OfflineTruth,
    private readonly names: Names,
  ) {
    this.#last = new OfflineLastValues(recorded.begins === 'run');
  }

  /** Applies one change or checks one note. Returns false when all is done. */
  step(): boolean {
    const note = this.recorded.notes[this.#next];
    if (!note) return false;
    if (this.truth.applyNext(note.after)) return true;
    this.#next++;
    this.#check(note);
    return true;
  }

  /** Share of the work that is done, 0 to 1. */
  get done(): number {
    const { notes, changes } = this.recorded;
    const all = notes.length + changes.length;
    return all === 0 ? 1 : (this.#next + changes.length - this.truth.left) / all;
  }

  get result(): OfflineAudit {
    const { from, to, begins } = this.recorded;
    return {
      notes: this.#next,
      from,
      to,
      begins,
      caches: ([...memoCacheNames, 'query'] as const).map((cache) => ({ cache, ...this.#tallies[cache] })),
      differing: this.#differing,
      first: this.#first,
    };
  }

  #check(note: Note): void {
    const { what } = note;
    if (what.kind !== 'left' && !what.byFacts) {
      this.#tallies[what.kind === 'claimed' ? 'query' : what.result.stage].notCovered++;
      if (what.kind === 'computed') this.#last.follow(what);
      return;
    }
    switch (what.kind) {
      case 'served': {
        const offline = this.#judge(what.result);
        this.#answered(
          note,
          what.result.stage,
          this.names.keyText(what.result.stage, what.result.key),
          what.truth,
          offline,
        );
        return;
      }
      case 'claimed':
        this.#answered(note, 'query', textOf(what), what.truth, this.#judgeClaim(what));
        return;
      case 'computed':
        this.#recomputed(note, what);
        this.#last.follow(what);
        return;
      case 'left':
        this.#last.follow(what);
    }
  }

  #answered({ at }: Note, cache: AuditedCache['cache'], key: string, live: HitTruth, offline: Decided): void {
    const tally = this.#tallies[cache];
    tally.live[live]++;
    tally.offline[offline]++;
    if (live === 'unchecked') {
      // The live audit gave no verdict that could differ.
      if (offline === 'wrong') tally.uncheckedWrong++;
    } else if (offline !== live) this.#disagree({ at, cache, key, live, offline });
  }

  #recomputed({ at }: Note, what: Extract<RecordedEvent, { kind: 'computed' }>): void {
    const { result } = what;
    const tally = this.#tallies[result.stage];
    const before = this.#last.before(result);
    if (before === 'unknown') {
      tally.undecided++;
      return;
    }
    const needless = before !== 'none' && looksSame(before, result);
    if (what.needless) tally.live.needless++;
    if (needless) tally.offline.needless++;
    if (needless === what.needless) return;
    const said = (is: boolean) => (is ? 'needless' : 'needed');
    const key = this.names.keyText(result.stage, result.key);
    this.#disagree({ at, cache: result.stage, key, live: said(what.needless), offline: said(needless) });
  }

  /** Recomputes also what is current by its facts: they may not say all about it. */
  #judge(result: AnyStageResult): Decided {
    if (!looksSame(result, this.truth.shouldBe(result))) return 'wrong';
    return this.truth.isCurrent(result) ? 'fresh' : 'stale';
  }

  #judgeClaim({ request, etag, versions }: Extract<RecordedEvent, { kind: 'claimed' }>): Decided {
    const read = {
      facts: Int32Array.from(versions.filter((_, i) => i % 2 === 0)),
      versions: Int32Array.from(versions.filter((_, i) => i % 2 === 1)),
    };
    const key = this.names.pages.keyOf(request);
    if (key === undefined) return 'fresh';
    if (etagOf(request, this.truth.page(key)) !== etag) return 'wrong';
    return this.truth.isCurrent(read) ? 'fresh' : 'stale';
  }

  #disagree(where: Disagreement): void {
    this.#differing++;
    this.#first ??= where;
  }
}

/** What an audit after the fact makes of an answer: it leaves none unchecked. */
type Decided = Exclude<HitTruth, 'unchecked'>;

const newTally = (): Tally => ({
  live: { fresh: 0, stale: 0, unchecked: 0, wrong: 0, needless: 0 },
  offline: { fresh: 0, stale: 0, unchecked: 0, wrong: 0, needless: 0 },
  uncheckedWrong: 0,
  undecided: 0,
  notCovered: 0,
});

const textOf = ({ request: { kind, ...ids } }: Extract<RecordedEvent, { kind: 'claimed' }>): string =>
  `${kind} ${Object.values(ids).join(', ')}`;
