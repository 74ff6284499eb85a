import type { VirtualMs } from '../../base/units';
import type { Removal } from '../../cache/answer';
import type { Model } from '../../recommender/contract';
import type { FactChange } from '../../store/changes';
import type { Checkpoint, Store } from '../../store/facts';
import type { ApiRequest, HitTruth } from '../contract/engine';
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
  /** Whether the notes begin with the run: then no value is older than they are. */
  readonly fromTheStart: boolean;
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
 * Notes what the caches do and what the store is told, so that somebody else can check the verdicts later. Bounded:
 * notes stand in a ring, changes since one of the last two checkpoints. Noting costs one small object.
 */
export class Recording {
  #notes: Note[] = [];
  /** Where the oldest note stands, once the ring is full. */
  #oldest = 0;
  #noted = 0;
  #stretches: Stretch[];
  readonly #models: Map<number, Model>;
  readonly #stop: () => void;

  constructor(
    private readonly store: Store,
    private readonly model: () => Model,
    private readonly now: () => VirtualMs,
    readonly limits = LIMITS,
  ) {
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
      notes: this.#notes.length,
      changes: this.#stretches.reduce((sum, { changes }) => sum + changes.length, 0),
    };
  }

  close(): void {
    this.#stop();
  }

  /**
   * Begins anew at a saved moment, to which store and model have been taken back: what was noted before it is not kept
   * in saved runs, since it holds on to every value of many minutes.
   */
  restart(base: Checkpoint): void {
    this.#notes = [];
    this.#oldest = 0;
    // Something was noted before: the notes do not begin with the run.
    this.#noted = 1;
    this.#stretches = [{ base, after: this.store.changes.last, changes: [], models: 0 }];
    this.#models.clear();
    this.#models.set(this.#modelVersion, this.model());
  }

  note(what: RecordedEvent): void {
    const note = { at: this.now(), after: this.store.changes.last, what };
    this.#noted++;
    if (this.#notes.length < this.limits.notes) this.#notes.push(note);
    else {
      this.#notes[this.#oldest] = note;
      this.#oldest = (this.#oldest + 1) % this.#notes.length;
    }
  }

  /** What is kept, as of now; what happens later does not touch it. */
  take(): Recorded {
    const [first] = this.#stretches;
    if (!first) throw new Error('A recording has no stretch');
    const kept = [...this.#notes.slice(this.#oldest), ...this.#notes.slice(0, this.#oldest)];
    const notes = kept.filter(({ after }) => after >= first.after);
    return {
      base: first.base,
      changes: this.#stretches.flatMap(({ changes }) => changes),
      models: new Map(this.#models),
      notes,
      fromTheStart: notes.length === this.#noted,
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
