import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findOrInstallBrowser } from '../find-browser';
import { freePort } from '../free-port';
import type { Fingerprints } from './play';
import type { Played } from './played';

const OUT = resolve('.cache/golden/page');

/** Plays the golden runs in Chromium, on a page built for this purpose and served from loopback. */
export async function playInChromium(): Promise<Played> {
  const root = resolve('src/cli/golden/page');
  const shared = { configFile: false, root, logLevel: 'warn' } as const;
  await build({ ...shared, build: { outDir: OUT, emptyOutDir: true, target: 'es2022' } });
  const server = await preview({
    ...shared,
    build: { outDir: OUT },
    preview: { host: '127.0.0.1', port: await freePort(), strictPort: true },
  });
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(console.error) });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    const fingerprints: Fingerprints = await page.evaluate(() => window.playGolden());
    return { engine: `Chromium ${browser.version()}`, fingerprints };
  } finally {
    await browser.close();
    await server.close();
  }
}
