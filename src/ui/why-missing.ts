/** Why code of the page could not be fetched. */
export type WhyMissing = 'no connection' | 'new release' | 'not given';

/**
 * Finds out why a file of the page did not come, from the page's own document: a server that cannot be reached, one
 * that has a newer release with other files, or one that does not give this file.
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

/** The script that a page begins with; its name has the hash of its contents. */
const entryOf = (page: Document): string | undefined =>
  page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? undefined;
