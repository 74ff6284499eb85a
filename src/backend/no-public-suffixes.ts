/**
 * Replaces `tldts`, the list of all public suffixes (115 kB gzip) that MSW's cookie jar asks which domain a cookie
 * belongs to. The shop's API sets no cookies, so no domain is ever looked up. The only package that the build replaces;
 * `vite.config.ts` puts it in place.
 */
export const getDomain = (): null => null;
