import type { VirtualMs } from '../../../base/units';
import type { FactChange } from '../../../store/changes';
import type { FactSpace, Store } from '../../../store/facts';
import type { Evidence, MemoCacheName, RuleName, RuleState } from '../../contract/engine';
import type { Settings } from '../../contract/settings';
import type { Generations } from '../../invalidation/generations';
import type { Held } from '../../invalidation/holders';
import type { Names } from '../../invalidation/names';
import type { Strategy } from '../../invalidation/strategy';
import type { Arrival } from '../../serving/arrival';
import type { AnyMade } from '../../serving/made';
import type { MemoLayer } from '../../serving/memo-set';
import type { Stages } from '../../serving/stages';
import type { Exercises } from '../exercises';
import type { Book } from './book';

/** A memoized function with all that it is given: run over other stages, it makes the same once more. */
export type Execution = (stages: Stages) => AnyMade;

/** An entry that a cache answered with. */
export interface ServedEntry {
  readonly made: AnyMade;
  /** -1 for what has no entry. */
  readonly slot: number;
  /** It is past its time, and who asked accepts that. */
  readonly late: boolean;
}

/** A hit on a value whose facts are all current that was recomputed. */
export interface AuditedHit {
  readonly made: AnyMade;
  /** The key that was asked for; the value's own may be another. */
  readonly asked: number;
  /** The recomputation shows something else. */
  readonly wrong: boolean;
}

/** A value that was computed under a lease and put into its cache. */
export interface KeptValue {
  readonly made: AnyMade;
  /** The message about a change to what it was made from had come before. */
  readonly outdated: boolean;
}

/** What a run tells its probes. To hear it changes no counter, no cache, no virtual time, and draws no random number. */
export interface Hearing {
  /** A stage was computed on the books. */
  computed(made: AnyMade, execution: Execution): void;
  served(entry: ServedEntry): void;
  auditedFresh(hit: AuditedHit): void;
  kept(value: KeptValue): void;
  /** A value has come into a slot. */
  admitted(cache: MemoCacheName, slot: number): void;
  changed(change: FactChange): void;
  /** The message about a change is about to be obeyed; `concerned` is what it is about to reach. */
  told(change: FactChange, strategy: Strategy, concerned: readonly Held[]): void;
  /** A page request has ended, with a page or without. */
  ended(key: number, arrival: Arrival): void;
}

/** One of the five rules, watched all the time. It hears what it needs to. */
export interface Probe extends Partial<Hearing> {
  readonly book: Book;
  readonly state: RuleState;
  evidence(): Evidence[];
}

/** Of a run, what probes look at. */
export interface Subject {
  readonly now: () => VirtualMs;
  readonly store: Store;
  readonly facts: FactSpace;
  readonly layer: MemoLayer;
  readonly names: Names;
  readonly generations: Generations;
  readonly exercises: Exercises;
  /** The stages over a reader that is not counted. */
  readonly offTheBooks: Stages;
  readonly settings: () => Settings;
  /** An entry's key in words. */
  readonly keyText: (cache: MemoCacheName, key: number) => string;
}

/** A file each, and a line in `index`. */
export interface ProbeDefinition {
  readonly name: RuleName;
  /** The rule in one sentence. */
  readonly rule: string;
  begin(subject: Subject): Probe;
}

/** A rule that is known by sampling alone: unknown before the first sample. */
export const sampledState = (book: Book): RuleState => {
  if (book.failing()) return 'failing';
  return book.checks > 0 ? 'passing' : 'not yet known';
};

export const entryOf = ({ stage, key }: AnyMade): { cache: MemoCacheName; key: number } => ({
  cache: stage,
  key,
});
