import type { TrainedModel, Training } from './contract';

/** Runs a training to its end in one call. */
export function trained(training: Training): TrainedModel {
  for (;;) {
    const step = training.next();
    if (step.done) return step.value;
  }
}
