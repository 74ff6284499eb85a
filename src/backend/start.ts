import { fetchedCode, later } from '../base/later';
import { failed, ok, problemFrom, type Reply } from '../base/result';
import type { BackendParts } from './respond';

/** Chunks of their own: the page can be drawn while they are on their way. */
const interceptor = later(() => import('msw/browser'));
const routes = later(() => import('./handlers'));

/**
 * Puts the mocked backend between this page and the network, by a service worker at `base`. Comes back when it answers,
 * so that no request can be earlier. A browser that forbids service workers gives a Problem: the page goes on without
 * its shop, and may call again.
 */
export async function startBackend(parts: BackendParts, base: string): Promise<Reply<void>> {
  const [msw, ours] = await Promise.all([
    fetchedCode(interceptor, 'the mocked backend'),
    fetchedCode(routes, 'the mocked backend'),
  ]);
  if (!msw.ok) return msw;
  if (!ours.ok) return ours;
  try {
    // When a page is left, MSW tells its service worker to unregister once nobody is left. After a reload that comes
    // too late: the new page stands without a backend.
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
