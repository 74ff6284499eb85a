/** The reason why code of the page could not be fetched. */
export type WhyMissing = 'no connection' | 'new release' | 'not given';

/**
 * Finds out from the page's own document why a file could not be fetched: the server is unreachable, has a newer
 * release with other files, or does not serve this file.
 */
export async function whyMissing(): Promise<WhyMissing> {
  try {
    const answer = await fetch(document.baseURI, { cache: 'no-store' });
    if (!answer.ok) return 'not given';
    const there = entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    return there === undefined || there === entryOf(document) ? 'not given' : 'new release';
  } catch {
    return 'no connection';
  }
}

/** The entry script of a page; its name contains the hash of its contents. */
const entryOf = (page: Document): string | undefined =>
  page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? undefined;
