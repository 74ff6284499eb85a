import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findOrInstallBrowser } from '../src/cli/find-browser';

// Every worker process reads this file again: the first one stores its result for the others.
process.env.BROWSER_PATH = findOrInstallBrowser((line) => console.error(line));

/** A base below the root, as on a static host: a path that forgets the base fails here and not there. */
const base = '/cachescope/';
const port = process.env.E2E_PORT ?? '4173';
const url = `http://127.0.0.1:${port}${base}`;

/** Runs against the production build in .cache/site: `npm test -- e2e` builds it first. */
export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/e2e',
  // Two workers took as long on two cores (846 s against 844 s), and clicks got lost on pages that were late.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalTimeout: 17 * 60_000,
  reporter: [['list']],
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Actions, console and network only. A video, or the DOM at each action, of a page that changes many times a second
    // takes more than half of what the page draws; `--trace on` adds them when a failure has to be looked at.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    launchOptions: {
      executablePath: process.env.BROWSER_PATH,
      // Chromium's own calls home: they cost time, and where there is no network they end as errors on the console.
      args: [
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --outDir .cache/site --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { BASE_PATH: base },
    url,
    reuseExistingServer: false,
  },
});
