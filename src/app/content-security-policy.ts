import type { Plugin } from 'vite';

/**
 * What the page may load and run, and from where: its own origin, and nothing written into the page. SQLite is
 * WebAssembly, which is compiled under `wasm-unsafe-eval`. React and Recharts set styles through the DOM, which no
 * policy forbids, so styles come from files alone.
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

/** Vite's dev server writes React's refresh code and the styles into the page, and tells of changes by a socket. */
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

/** Puts the policy at the head of `index.html`: a static host need not be told to send it. */
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
