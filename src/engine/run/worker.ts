import { problemFrom } from '../../base/result';
import type { WorkerNews } from '../contract/worker-life';

/**
 * The worker's first script, which is short: it reports that it runs, then fetches the engine. So the page
 * can distinguish a slow download from a worker that does not answer, and gets the reason of a failed one.
 */
const post = (news: WorkerNews): void => postMessage(news);

post({ engine: 'loading' });
import('./worker-engine').then(
  () => post({ engine: 'ready' }),
  (error: unknown) => post({ engine: 'failed', what: problemFrom('', error).what }),
);
