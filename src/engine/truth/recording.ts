import type { VirtualMs } from '../../base/units';
import type { Removal } from '../../cache/answer';
import type { Model } from '../../recommender/contract';
import type { FactChange } from '../../store/changes';
import type { Checkpoint, Store } from '../../store/facts';
import type { ApiRequest, HitTruth, RecordingStart } from '../contract/engine';
import type { AnyStageResult } from '../serving/stage-result';

/** Whether the facts of a value say all about it. What says otherwise cannot be checked against facts. */
interface ByFacts {
  readonly byFacts: boolean;
}

/**
 * What caches did, as it was judged at the time. `made` is what the shopper saw: values never change once made, except
 * in a naive way, and then they are not `byFacts`.
 */
export type RecordedEvent =
  | (ByFacts & {
      readonly kind: 'served';
      readonly result: AnyStageResult;
      readonly truth: HitTruth;
    })
  | (ByFacts & {
      readonly kind: 'computed';
      readonly result: AnyStageResult;
      readonly stored: boolean;
      readonly needless: boolean;
    })
  | {
      readonly kind: 'left';
      readonly result: AnyStageResult;
      readonly why: Removal;
      /** Whether it was the last value of its key. */
      readonly last: boolean;
    }
  /** This browser gave an answer from its own cache and asked whether it is true. */
  | (ByFacts & {
      readonly kind: 'claimed';
      readonly request: ApiRequest;
      readonly etag: string;
      /** Fact and version in turn. */
      readonly versions: readonly number[];
      readonly truth: HitTruth;
    });

/** A happening with its moment: the virtual time, and the number of the last change in the store's feed. */
export interface Note {
  readonly at: VirtualMs;
  readonly after: number;
  readonly what: RecordedEvent;
}

/** A stretch of a run: from `base`, through every change of the store, what the caches did. */
export interface Recorded {
  /** The store before the first of `changes`; undefined: the shop as it was opened. */
  readonly base: Checkpoint | undefined;
  readonly changes: readonly FactChange[];
  /** By version of the model fact. Training is not the caches' business, so models are taken as they were. */
  readonly models: ReadonlyMap<number, Model>;
  /** In the order in which they happened. */
  readonly notes: readonly Note[];
  /** The span that the notes cover. */
  readonly from: VirtualMs;
  readonly to: VirtualMs;
  /** Only if it begins with the run, no value is older than the notes. */
  readonly begins: RecordingStart;
}

export interface RecordingLimits {
  /** The last so many happenings are kept. */
  readonly notes: number;
  /** After so many changes a new checkpoint is taken; what is older than the last two is forgotten. */
  readonly changes: number;
  /** After so many new models too: one may be a matrix of many megabytes. */
  readonly models: number;
}
const LIMITS: RecordingLimits = { notes: 50_000, changes: 20_000, models: 1 };

/** A purchase changes a history and a stock. */
const MOST_A_TRANSACTION = 2;

interface Stretch {
  readonly base: Checkpoint | undefined;
  /** The last change before this stretch. */
  readonly after: number;
  readonly changes: FactChange[];
  /** New models among the changes. */
  models: number;
}

/**
 * Records what the caches do and the changes of the store, so that other code can check the verdicts later.
 * Bounded: notes are in a ring, and changes are kept since one of the last two checkpoints.
 */
export class Recording {
  /** The ring of the last notes, in columns: as an object each, they would outlive a collection and cost more than the run's own. */
  readonly #what: RecordedEvent[] = [];
  readonly #at: Float64Array;
  readonly #after: Float64Array;
  #noted = 0;
  /** Notes before this one are not kept. */
  #first = 0;
  /** Where it began: with the run, or at a restore. */
  #begun: { readonly at: VirtualMs; readonly with: 'run' | 'restore' } = { at: 0, with: 'run' };
  #stretches: Stretch[];
  readonly #models: Map<number, Model>;
  readonly #stop: () => void;

  constructor(
    private readonly store: Store,
    private readonly model: () => Model,
    private readonly now: () => VirtualMs,
    readonly limits = LIMITS,
  ) {
    this.#at = new Float64Array(limits.notes);
    this.#after = new Float64Array(limits.notes);
    this.#stretches = [{ base: undefined, after: store.changes.last, changes: [], models: 0 }];
    this.#models = new Map([[this.#modelVersion, model()]]);
    this.#stop = store.changes.follow((transaction) => this.#changed(transaction));
  }

  /** The most changes that may be kept: two stretches, each of which ends with the transaction that fills it. */
  get mostChanges(): number {
    return 2 * (this.limits.changes - 1 + MOST_A_TRANSACTION);
  }

  /** Notes and changes that are kept. */
  get kept(): { readonly notes: number; readonly changes: number } {
    return {
      notes: this.#noted - this.#first,
      changes: this.#stretches.reduce((sum, { changes }) => sum + changes.length, 0),
    };
  }

  close(): void {
    this.#stop();
  }

  /**
   * Begins again at a restored moment; store and model have been restored. Notes are not part of a saved run: after
   * three minutes of the default run they hold 6 MB of values that no cache holds any more, and 2 MB themselves, where a
   * saved run may take 2 MB in the mean.
   */
  restart(base: Checkpoint): void {
    this.#what.length = 0;
    this.#noted = 0;
    this.#first = 0;
    this.#begun = { at: this.now(), with: 'restore' };
    this.#stretches = [{ base, after: this.store.changes.last, changes: [], models: 0 }];
    this.#models.clear();
    this.#models.set(this.#modelVersion, this.model());
  }

  note(what: RecordedEvent): void {
    const place = this.#noted++ % this.limits.notes;
    this.#what[place] = what;
    this.#at[place] = this.now();
    this.#after[place] = this.store.changes.last;
    if (this.#noted - this.#first > this.limits.notes) this.#first++;
  }

  /** What is kept, as of now; what happens later does not touch it. */
  take(): Recorded {
    const [first] = this.#stretches;
    if (!first) throw new Error('A recording has no stretch');
    const notes: Note[] = [];
    for (let i = this.#first; i < this.#noted; i++) {
      const place = i % this.limits.notes;
      const [at, after] = [this.#at[place] as number, this.#after[place] as number];
      if (after >= first.after) notes.push({ at, after, what: this.#what[place] as RecordedEvent });
    }
    const isWhole = notes.length === this.#noted;
    const to = this.now();
    return {
      base: first.base,
      changes: this.#stretches.flatMap(({ changes }) => changes),
      models: new Map(this.#models),
      notes,
      from: isWhole ? this.#begun.at : (notes[0]?.at ?? to),
      to,
      begins: isWhole ? this.#begun.with : 'limit',
    };
  }

  #changed(transaction: readonly FactChange[]): void {
    let last = this.#stretches.at(-1);
    if (!last) return;
    last.changes.push(...transaction);
    if (transaction.some(({ kind }) => kind === 'model')) {
      this.#models.set(this.#modelVersion, this.model());
      last.models++;
    }
    if (last.changes.length < this.limits.changes && last.models < this.limits.models) return;
    last = { base: this.store.checkpoint(), after: this.store.changes.last, changes: [], models: 0 };
    this.#stretches = [...this.#stretches.slice(-1), last];
    this.#forgetModels();
  }

  /** Models that were gone before the first change that is kept. */
  #forgetModels(): void {
    const since = this.#stretches[0]?.changes.find(({ kind }) => kind === 'model');
    const oldest = since ? since.version - 1 : this.#modelVersion;
    for (const version of this.#models.keys()) if (version < oldest) this.#models.delete(version);
  }

  get #modelVersion(): number {
    return this.store.versions[this.store.facts.model] ?? 0;
  }
}
