import { fetchedCode, later } from '../base/later';
import { failed, ok, problemFrom, type Reply } from '../base/result';
import type { BackendParts } from './respond';

/** Separate chunks: the page renders while they load. */
const interceptor = later(() => import('msw/browser'));
const routes = later(() => import('./handlers'));

/**
 * Starts the mocked backend between this page and the network, as a service worker at `base`. Resolves when the worker
 * answers, so that no request comes before. A browser that forbids service workers gives a Problem; the page then works
 * without its shop, and may call again.
 */
export async function startBackend(parts: BackendParts, base: string): Promise<Reply<void>> {
  const [msw, ours] = await Promise.all([
    fetchedCode(interceptor, 'the mocked backend'),
    fetchedCode(routes, 'the mocked backend'),
  ]);
  if (!msw.ok) return msw;
  if (!ours.ok) return ours;
  try {
    // When a page is left, MSW tells its service worker to unregister once it has no clients. After a reload this comes
    // too late: the new page would have no backend.
    window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation());
    const worker = msw.value.setupWorker(...ours.value.handlers(parts, `${base}api/`));
    await worker.start({
      serviceWorker: { url: `${base}mockServiceWorker.js` },
      onUnhandledRequest: 'bypass',
      quiet: true,
    });
    return ok(undefined);
  } catch (error) {
    return failed('no-service-worker', `The mocked backend could not start: ${problemFrom('', error).what}.`);
  }
}
