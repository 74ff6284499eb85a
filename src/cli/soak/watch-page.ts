import type { Page } from '@playwright/test';
import { z } from 'zod';
import { snapshotSchema } from './identities';

const watchedSchema = z.object({
  frames: z.number(),
  longTasks: z.number(),
  longestMs: z.number(),
  snapshot: z.unknown(),
});

/** What the page did since the last look, and the last snapshot that its worker sent. */
export type Watched = ReturnType<typeof lookAt> extends Promise<infer W> ? W : never;

/**
 * Has the page count its frames and long tasks, and keep the last snapshot of the worker's answers; before it is opened.
 * As text: what transforms this file for Node would put calls into a function that a page does not know.
 */
export const watchFromTheStart = (page: Page): Promise<unknown> =>
  page.addInitScript(`
    const seen = { frames: 0, longTasks: 0, longestMs: 0, snapshot: undefined };
    window.soakSeen = () => {
      const now = { ...seen };
      seen.frames = 0;
      seen.longTasks = 0;
      seen.longestMs = 0;
      return now;
    };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        seen.longTasks++;
        seen.longestMs = Math.max(seen.longestMs, duration);
      }
    }).observe({ type: 'longtask' });
    requestAnimationFrame(function next() {
      seen.frames++;
      requestAnimationFrame(next);
    });
    window.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        this.addEventListener('message', ({ data }) => {
          const told = data?.value;
          if (told?.tier?.total) seen.snapshot = { tier: { ...told.tier }, travel: told.travel };
        });
      }
    };
  `);

export async function lookAt(page: Page) {
  const { snapshot, ...rest } = watchedSchema.parse(await page.evaluate('window.soakSeen()'));
  return { ...rest, snapshot: snapshotSchema.parse(snapshot) };
}
