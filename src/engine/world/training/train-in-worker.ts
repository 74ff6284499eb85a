import { failed, ok, problemFrom } from '../../../base/result';
import type { Milliseconds } from '../../../base/units';
import type { ModelColumns } from '../../../recommender/contract';
import { models } from '../../../recommender/models/registry';
import { modelNamed } from './carry-out';
import type { Trainer } from './trainer';

/** What the worker says; the last is `done` or `failed`. */
export type TrainingNews =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly columns: ModelColumns; readonly measuredMs: Milliseconds }
  | { readonly kind: 'failed'; readonly what: string };

/** Trains in a worker of its own for each training: to cancel is to end it, and its matrices go with it. */
export const trainInWorker = (
  startWorker: () => Worker = () =>
    new Worker(new URL('./training-worker.ts', import.meta.url), { type: 'module', name: 'training' }),
): Trainer => ({
  start(task, { progressed, ended }) {
    let over = false;
    let worker: Worker | undefined;
    const stop = () => {
      over = true;
      worker?.terminate();
    };
    const lose = (what: string) => {
      if (over) return;
      stop();
      ended(failed('training-lost', `The training was lost: ${what} The present model stays.`));
    };
    const loseBy = (error: unknown) => lose(`${problemFrom('', error).what}.`);
    const hear = (news: TrainingNews) => {
      if (over) return;
      if (news.kind === 'progress') progressed(news.share);
      else if (news.kind === 'failed') lose(`${news.what}.`);
      else {
        const { columns, measuredMs } = news;
        const model = modelNamed(columns.model, models).fromColumns(columns);
        stop();
        ended(ok({ model, measuredMs }));
      }
    };
    try {
      worker = startWorker();
      worker.addEventListener('message', ({ data }: MessageEvent<TrainingNews>) => {
        try {
          hear(data);
        } catch (error) {
          loseBy(error);
        }
      });
      worker.addEventListener('messageerror', () => lose('its model could not be read.'));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        // Without a message it is the script itself that could not be had.
        lose(event.message ? `${event.message}.` : 'its worker could not be loaded.');
      });
      worker.postMessage(task);
    } catch (error) {
      loseBy(error);
    }
    return stop;
  },
});
