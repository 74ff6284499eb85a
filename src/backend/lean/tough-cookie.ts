/**
 * Stands in for tough-cookie in MSW: the cookie jar that it keeps for requests with credentials. The shop's API has no
 * cookies, and the jar with its lists would be an eighth of the page's scripts. `vite.config.ts` puts it in place.
 */
export class MemoryCookieStore {
  idx = {};
}

export class CookieJar {
  getCookiesSync(): never[] {
    return [];
  }
  async setCookie(): Promise<void> {}
}

export const Cookie = { fromJSON: (): undefined => undefined };
