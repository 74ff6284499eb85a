import type { TrainedModel, Training } from './contract';

/** A training to its end, in one go. */
export function trained(training: Training): TrainedModel {
  for (;;) {
    const step = training.next();
    if (step.done) return step.value;
  }
}
