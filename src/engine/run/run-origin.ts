import { Random } from '../../base/random';
import type { ModelDefinition, TrainedModel } from '../../recommender/contract';
import type { Store } from '../../store/facts';
import type { MemoCacheName, RunSpec } from '../contract/engine';
import { PageKeys } from '../serving/keys';
import { stageTable } from '../serving/stage-table';
import { Clock } from '../time/clock';
import type { Events, RunClock } from '../time/events';
import type { RecordingLimits } from '../truth/recording';
import { allProbes } from '../watch/probes';
import type { ProbeDefinition } from '../watch/probes/probe';
import { quickModels, trainQuickly } from '../world/training/train-in-place';
import type { Trainer } from '../world/training/trainer';
import { SettingsNow } from './settings-now';

/** What a run is made from. */
export interface RunOptions {
  readonly spec: RunSpec;
  readonly store: Store;
  /** The model that serves first: trained on the shop as it was opened. */
  readonly firstModel: TrainedModel;
  /** Milliseconds of wall time: what real computations take is measured by it. */
  readonly wallNow: () => number;
  /** Number of the last line of the log of the run before; 0 unless set. */
  readonly firstSequence?: number;
  /** How much is recorded for the audit after the fact; the recording's own limits unless set. */
  readonly recording?: RecordingLimits;
  /** Trains the next models; the models of `quickModels` in place unless set. */
  readonly trainer?: Trainer;
  /** The rules that are checked; all of them unless set. */
  readonly probes?: readonly ProbeDefinition[];
  /** A saved run's model is one of these; `quickModels` unless set. */
  readonly models?: readonly ModelDefinition[];
}

const defaults = {
  firstSequence: 0,
  recording: undefined,
  trainer: trainQuickly,
  probes: allProbes,
  models: quickModels,
};

/** What all parts of a run start from: its options, its clock, its settings, and the words for keys and facts. */
export class RunOrigin {
  readonly clock: RunClock = new Clock<Events>();
  readonly settings: SettingsNow;
  readonly keys: PageKeys;

  readonly options: RunOptions & Required<Omit<RunOptions, 'recording'>>;

  constructor(options: RunOptions) {
    this.options = { ...defaults, ...options };
    this.settings = new SettingsNow(options.spec.settings);
    this.keys = new PageKeys(options.store.size);
  }

  readonly now = () => this.clock.now;
  readonly inForce = () => this.settings.inForce;

  /** A generator of its own for one purpose. */
  random(purpose: string): Random {
    return Random.for(this.options.spec.seed, purpose);
  }

  readonly keyText = (stage: MemoCacheName, key: number): string => stageTable[stage].nameOf(key, this.keys);

  readonly factText = (fact: number): string => {
    const { size, facts } = this.options.store;
    const kind = facts.kindOf(fact);
    switch (kind) {
      case 'product':
        return `product ${fact}`;
      case 'model':
        return kind;
      case 'profile':
      case 'purchases':
        return `${kind} of shopper ${(fact - size.products) % size.shoppers}`;
    }
  };
}
