/**
 * Replaces `tldts`, the list of all public suffixes (115 kB gzip), which MSW's cookie jar uses to find the domain of a
 * cookie. The shop's API sets no cookies, so no domain is ever looked up. It is the only package that the build
 * replaces; `vite.config.ts` configures the alias.
 */
export const getDomain = (): null => null;
