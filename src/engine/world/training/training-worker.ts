import { problemFrom } from '../../../base/result';
import { models } from '../../../recommender/models/registry';
import { carryOut } from './carry-out';
import type { TrainingNews } from './train-in-worker';
import type { TrainingTask } from './trainer';

/** Least interval between two progress messages, wall time. */
const PROGRESS_EVERY_MS = 50;

const post = (news: TrainingNews, transfer: Transferable[] = []) => self.postMessage(news, { transfer });

/** One task, then the worker is done. */
self.addEventListener('message', ({ data }: MessageEvent<TrainingTask>) => {
  const begun = performance.now();
  let postedAt = begun;
  try {
    const training = carryOut(data, models);
    for (;;) {
      const step = training.next();
      if (step.done) {
        const columns = step.value.columns();
        const buffers = Object.values(columns.columns).map(({ buffer }) => buffer);
        post({ kind: 'done', columns, measuredMs: performance.now() - begun }, buffers);
        return;
      }
      if (performance.now() - postedAt < PROGRESS_EVERY_MS) continue;
      postedAt = performance.now();
      post({ kind: 'progress', share: step.value });
    }
  } catch (error) {
    post({ kind: 'failed', what: problemFrom('', error).what });
  }
});
