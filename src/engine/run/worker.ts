import { problemFrom } from '../../base/result';
import type { WorkerNews } from '../contract/worker-life';

/**
 * The worker's first script, which is short: it tells the page that it runs, then fetches the engine. So the page knows
 * a slow download from a worker that does not answer, and hears why the engine could not be had.
 */
const tell = (news: WorkerNews): void => postMessage(news);

tell({ engine: 'loading' });
import('./worker-engine').then(
  () => tell({ engine: 'ready' }),
  (error: unknown) => tell({ engine: 'failed', what: problemFrom('', error).what }),
);
