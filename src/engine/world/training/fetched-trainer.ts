import { failed } from '../../../base/result';
import type { Trainer } from './trainer';

/** A trainer whose code is fetched at its first training: most visitors never need it. */
export const fetchedTrainer = (fetchIt: () => Promise<Trainer>): Trainer => ({
  start(task, watch) {
    let over = false;
    let stop = () => {};
    fetchIt().then(
      (trainer) => {
        if (!over) stop = trainer.start(task, watch);
      },
      () => {
        const what = 'The training was lost: its code could not be fetched. The present model stays.';
        if (!over) watch.ended(failed('training-lost', what));
      },
    );
    return () => {
      over = true;
      stop();
    };
  },
});
