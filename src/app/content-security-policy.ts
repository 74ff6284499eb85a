import type { Plugin } from 'vite';

/**
 * The Content-Security-Policy: scripts and styles from the page's own origin only, none inline. SQLite is WebAssembly,
 * which needs `wasm-unsafe-eval`. React and Recharts set styles through the DOM, which no policy forbids, so that
 * style files are enough.
 */
const shipped: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** Vite's dev server inlines React's refresh code and the styles, and reports changes over a socket. */
const inDevelopment: typeof shipped = {
  ...shipped,
  'script-src': `${shipped['script-src']} 'unsafe-inline'`,
  'style-src': `${shipped['style-src']} 'unsafe-inline'`,
  'connect-src': `${shipped['connect-src']} ws:`,
};

const written = (policy: typeof shipped): string =>
  Object.entries(policy)
    .map(([what, from]) => `${what} ${from}`)
    .join('; ');

/** Puts the policy into the head of `index.html`, so that a static host needs no configuration. */
export const contentSecurityPolicy = (): Plugin => ({
  name: 'content-security-policy',
  transformIndexHtml: (_html, { server }) => [
    {
      tag: 'meta',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: written(server ? inDevelopment : shipped),
      },
      injectTo: 'head-prepend',
    },
  ],
});
