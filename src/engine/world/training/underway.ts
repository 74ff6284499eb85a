import type { VirtualMs } from '../../../base/units';
import type { ModelColumns, ModelTraits, TrainedModel } from '../../../recommender/contract';
import { traitsOf } from '../../../recommender/models/traits';
import type { Trained } from './trainer';

/** A training from the moment it is wanted: it waits for a core, holds it, and ends or is cancelled. */
export class Underway {
  /** Share of the real work that is done, 0 to 1. */
  share = 0;
  /** When its model takes over, a whole number of milliseconds; undefined while it waits for a core. */
  takesOverAt: VirtualMs | undefined;
  /** Purchases that it knows, counted from the shop's first. */
  knows = 0;
  /** What was really begun: an update that would cost more than a training is one. */
  result: 'trained' | 'updated' = 'trained';
  trained: Trained | undefined;
  /** Ends the real work. */
  stop = () => {};
  hasCore = false;
  /** Comes when virtual time need not wait for it any more. */
  readonly settled: Promise<void>;
  #settle = () => {};

  constructor(
    /** Counts the trainings of the run. */
    readonly id: number,
    readonly task: 'train' | 'update',
    readonly traits: ModelTraits,
  ) {
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** A training as it was saved. */
  static from(
    { task, name, trained, ...state }: ReturnType<Underway['save']>,
    modelOf: (columns: ModelColumns) => TrainedModel,
  ): Underway {
    const underway = Object.assign(new Underway(state.id, task, traitsOf(name)), state);
    if (trained) underway.finish({ model: modelOf(trained.columns), measuredMs: trained.measuredMs });
    return underway;
  }

  save() {
    const { id, task, traits, share, takesOverAt, knows, result, hasCore, trained } = this;
    const done = trained && { columns: trained.model.columns(), measuredMs: trained.measuredMs };
    return { id, task, name: traits.name, share, takesOverAt, knows, result, hasCore, trained: done };
  }

  finish(trained: Trained): void {
    this.share = 1;
    this.trained = trained;
    this.#settle();
  }

  cancel(): void {
    this.stop();
    this.#settle();
  }
}
