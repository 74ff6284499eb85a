import type { VirtualMs } from '../../../base/units';
import type { ModelTraits } from '../../../recommender/contract';
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
  made: 'trained' | 'updated' = 'trained';
  trained: Trained | undefined;
  cancelled = false;
  /** Ends the real work. */
  stop = () => {};
  giveBack = () => {};
  /** Comes when virtual time need not wait for it any more. */
  readonly settled: Promise<void>;
  #settle = () => {};

  constructor(
    readonly task: 'train' | 'update',
    readonly traits: ModelTraits,
  ) {
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Whether virtual time may pass the moment of taking over. */
  get isReady(): boolean {
    return this.cancelled || this.trained !== undefined;
  }

  finish(trained: Trained): void {
    this.share = 1;
    this.trained = trained;
    this.#settle();
  }

  cancel(): void {
    this.cancelled = true;
    this.stop();
    this.giveBack();
    this.#settle();
  }
}
