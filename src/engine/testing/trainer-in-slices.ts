import { failed, ok } from '../../base/result';
import type { Training } from '../../recommender/contract';
import { models } from '../../recommender/models/registry';
import { carryOut } from '../world/training/carry-out';
import type { Trainer, TrainingTask, TrainingWatch } from '../world/training/trainer';

/** A trainer as slow as a test wants it: a training waits for so many turns, then it is done step by step. */
export class TrainerInSlices implements Trainer {
  /** Trainings that were begun, and those that were ended from outside. */
  readonly begun: TrainingTask['kind'][] = [];
  stopped = 0;
  #present: { readonly training: Training; readonly watch: TrainingWatch; turns: number } | undefined;

  constructor(private readonly turns: number) {}

  start(task: TrainingTask, watch: TrainingWatch): () => void {
    this.begun.push(task.kind);
    const mine = { training: carryOut(structuredClone(task), models), watch, turns: this.turns };
    this.#present = mine;
    return () => {
      if (this.#present !== mine) return;
      this.stopped++;
      this.#present = undefined;
    };
  }

  /** Waits for one of its turns, or does one step of the training. */
  takeTurn(): void {
    const present = this.#present;
    if (!present || present.turns-- > 0) return;
    const step = present.training.next();
    if (!step.done) {
      present.watch.progressed(step.value);
      return;
    }
    this.#present = undefined;
    present.watch.ended(ok({ model: step.value, measuredMs: 1 }));
  }

  /** As if its worker had been lost. */
  lose(): void {
    const present = this.#present;
    this.#present = undefined;
    present?.watch.ended(failed('training-lost', 'The training was lost.'));
  }
}
