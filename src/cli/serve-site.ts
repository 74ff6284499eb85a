import { build, preview } from 'vite';
import { freePort } from './free-port';

/**
 * Builds the page and serves it from loopback on a free port, for tools that use the real page. Returns its address and
 * a function that stops it.
 */
export async function serveSite({
  base = '/cachescope/',
  outDir = '.cache/site',
  fresh = true,
} = {}): Promise<{ url: string; close(): Promise<void> }> {
  if (fresh) await build({ base, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    base,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: await freePort(), strictPort: true },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The preview server has no address');
  return { url, close: () => server.close() };
}
