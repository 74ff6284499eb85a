import type { Saved } from '../../../base/saved';
import type { VirtualMs } from '../../../base/units';
import type { FactChange } from '../../../store/changes';
import type { FactSpace, Store } from '../../../store/facts';
import type { Evidence, MemoCacheName, RuleName, RuleState } from '../../contract/engine';
import type { Settings } from '../../contract/settings';
import type { Generations } from '../../invalidation/generations';
import type { Held } from '../../invalidation/holders';
import type { Names } from '../../invalidation/names';
import type { Strategy } from '../../invalidation/strategy';
import type { MemoLayers } from '../../serving/memo-layers';
import type { Observer } from '../../serving/observer';
import type { AnyStageResult } from '../../serving/stage-result';
import type { StageInputs } from '../../serving/stage-runner';
import type { DrillRecords } from '../drill-records';
import type { Book } from './book';

/** Events that a run sends to its probes: of the serving path, and of changes. */
export interface Hearing extends Pick<Observer, 'hop' | 'computed' | 'stored' | 'admitted' | 'ended'> {
  changed(change: FactChange): void;
  /** A message about a change has arrived and is about to be applied to the entries `concerned`. */
  messageArrived(change: FactChange, strategy: Strategy, concerned: readonly Held[]): void;
}

/** One of the five rules, watched all the time. It hears what it needs to. */
export interface Probe extends Partial<Hearing>, Saved {
  readonly book: Book;
  readonly state: RuleState;
  evidence(): Evidence[];
}

/** Of a run, what probes look at. */
export interface Subject {
  readonly now: () => VirtualMs;
  readonly store: Store;
  readonly facts: FactSpace;
  readonly layers: MemoLayers;
  readonly names: Names;
  readonly generations: Generations;
  readonly drillRecords: DrillRecords;
  /** Computes a value once more, over a reader that is not counted. */
  readonly again: (from: StageInputs, costMs: VirtualMs) => AnyStageResult;
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

export const entryOf = ({ stage, key }: AnyStageResult): { cache: MemoCacheName; key: number } => ({
  cache: stage,
  key,
});
