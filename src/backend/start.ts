import { failed, ok, type Reply } from '../base/result';
import type { BackendParts } from './respond';

/**
 * Puts the mocked backend between this page and the network, by a service worker at `base`. Comes back when it answers,
 * so that no request can be earlier. A browser that forbids service workers gives a Problem: the page goes on without
 * its shop.
 */
export async function startBackend(parts: BackendParts, base: string): Promise<Reply<void>> {
  try {
    // A chunk of its own: the page can be drawn while it is on its way.
    const [{ setupWorker }, { handlers }] = await Promise.all([import('msw/browser'), import('./handlers')]);
    // When a page is left, MSW tells its service worker to unregister once nobody is left. After a reload that comes
    // too late: the new page stands without a backend.
    window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation());
    const worker = setupWorker(...handlers(parts, `${base}api/`));
    await worker.start({
      serviceWorker: { url: `${base}mockServiceWorker.js` },
      onUnhandledRequest: 'bypass',
      quiet: true,
    });
    return ok(undefined);
  } catch (error) {
    return failed(
      'no-service-worker',
      `The mocked backend could not start: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
