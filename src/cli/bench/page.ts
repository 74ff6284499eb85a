import { type Browser, chromium, type Page } from '@playwright/test';
import { bundleLimits, bundleWeights } from '../check/bundle-size';
import { findOrInstallBrowser } from '../find-browser';
import { serveSite } from '../serve-site';
import { type BenchOptions, type Comparison, compared, type Suite } from './suite';

const SITE = '.cache/site';
/** Length of a round at full speed: the caches get warm, and every part of the page is drawn often. */
const WARM_UP_MS = 4_000;
const WATCHED_MS = 10_000;

interface Watched {
  readonly requestsPerSecond: number;
  readonly hitRatio: number;
  readonly longestTaskMs: number;
  readonly framesPerSecond: number;
  readonly readyMs: number;
}

/** The page as users get it, in a browser with default settings: load time, speed of the run, and long tasks. */
export const page: Suite = {
  name: 'page',
  async *run({ rounds, only, say }: BenchOptions) {
    const site = await serveSite();
    const weights = bundleWeights(SITE);
    const weight = (name: string, kind: keyof typeof weights): Bound => ({
      name: `${name}, gzip`,
      unit: 'kB',
      bound: bundleLimits[kind],
      better: 'lower',
      values: [weights[kind]],
    });
    const bounds: Bound[] = [
      weight('scripts before the first paint', 'firstPaint'),
      weight('all scripts of the Live page, without SQLite', 'live'),
      weight('styles', 'css'),
    ];
    const wanted = (name: string) => only === undefined || name.includes(only);
    try {
      if (wanted('at full speed')) {
        const browser = await chromium.launch({ executablePath: findOrInstallBrowser(say) });
        const seen: Watched[] = [];
        for (let round = 0; round < rounds; round++) seen.push(await watch(browser, site.url));
        await browser.close();
        const values = (figure: keyof Watched) => seen.map((one) => one[figure]);
        bounds.push(
          {
            name: 'at full speed: requests',
            unit: 'requests/s',
            bound: 10_000,
            better: 'higher',
            values: values('requestsPerSecond'),
          },
          {
            name: 'at full speed: hit ratio of the memo caches',
            unit: 'of 1',
            bound: 0.8,
            better: 'higher',
            values: values('hitRatio'),
          },
          {
            name: 'at full speed: longest task on the page in all rounds',
            unit: 'ms',
            bound: 50,
            better: 'lower',
            // The maximum of all rounds: no round may have a longer task.
            values: seen.map(() => Math.max(...values('longestTaskMs'))),
          },
          {
            name: 'at full speed: frames',
            unit: 'frames/s',
            bound: 55,
            better: 'higher',
            values: values('framesPerSecond'),
          },
          {
            name: 'first load to live charts',
            unit: 'ms',
            bound: 3_000,
            better: 'lower',
            values: values('readyMs'),
          },
        );
      }
      for (const bound of bounds) if (wanted(bound.name)) yield againstBound(bound);
    } finally {
      await site.close();
    }
  },
};

interface Bound {
  readonly name: string;
  readonly unit: string;
  readonly bound: number;
  readonly better: 'higher' | 'lower';
  readonly values: readonly number[];
}

function againstBound({ bound, values, ...about }: Bound): Comparison {
  return compared({
    suite: 'page',
    against: 'the bound',
    target: 1,
    ours: values,
    theirs: values.map(() => bound),
    ...about,
  });
}

/** Measures one visit with a cold browser cache. Long tasks count once the charts are live. */
async function watch(browser: Browser, url: string): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const tab = await context.newPage();
  const start = performance.now();
  await tab.goto(url);
  await tab.locator('#memo-outcomes .recharts-surface').waitFor();
  const readyMs = performance.now() - start;
  await tab.getByRole('slider', { name: 'Speed' }).fill('10');
  await tab.waitForTimeout(WARM_UP_MS);
  await observe(tab);
  const before = await requestsSoFar(tab);
  await tab.waitForTimeout(WATCHED_MS);
  const after = await requestsSoFar(tab);
  const { longest, frames, ms } = await tab.evaluate(() => window.observed());
  const hitRatio = Number(
    await tab.locator('[data-tier="memo"] [data-figure="hit-ratio"]').getAttribute('data-value'),
  );
  await context.close();
  return {
    requestsPerSecond: ((after.count - before.count) / (after.at - before.at)) * 1_000,
    hitRatio,
    longestTaskMs: longest,
    framesPerSecond: (frames / ms) * 1_000,
    readyMs,
  };
}

declare global {
  interface Window {
    observed(): { longest: number; frames: number; ms: number };
  }
}

/**
 * Starts to observe long tasks and to count frames. The script is a string: the compiler for Node would add calls to
 * functions that the page lacks.
 */
const observe = (tab: Page) =>
  tab.evaluate(`
    let longest = 0;
    let frames = 0;
    const start = performance.now();
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    requestAnimationFrame(function next() {
      frames++;
      requestAnimationFrame(next);
    });
    window.observed = () => ({ longest, frames, ms: performance.now() - start });
  `);

async function requestsSoFar(tab: Page): Promise<{ count: number; at: number }> {
  const bar = tab.locator('[data-figure="requests-per-second"]');
  return { count: Number(await bar.getAttribute('data-total')), at: performance.now() };
}
