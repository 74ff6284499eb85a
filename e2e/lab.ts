import { AxeBuilder } from '@axe-core/playwright';
import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { LivePage } from './live-page';

interface Lab {
  /** Errors on the console that a test provokes on purpose. */
  expectedErrors: RegExp[];
  /** Fails a test whose page threw or wrote an error to the console. */
  noErrors: undefined;
}

interface Worker {
  /** A page that stays open between tests. */
  keptPage: Page;
}

/** Gives each test a newly loaded page: for tests of the load, of the browser's memory, or of two pages. */
export const test = base.extend<Lab, Worker>({
  keptPage: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport } = project.use;
      const context = await browser.newContext({ baseURL, viewport });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  expectedErrors: [[], { option: true }],
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      const onThrown = (error: Error) => errors.push(`thrown: ${error.stack ?? error.message}`);
      const onConsole = (message: ConsoleMessage) => {
        if (message.type() === 'error') errors.push(`console: ${message.text()} ${message.location().url}`);
      };
      page.on('pageerror', onThrown);
      page.on('console', onConsole);
      await use(undefined);
      page.off('pageerror', onThrown);
      page.off('console', onConsole);
      const surprises = errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)));
      expect(surprises, 'the page threw or wrote errors to the console').toEqual([]);
    },
    { auto: true },
  ],
});

/**
 * The tests share one page, as in a session with several runs: `LivePage.open` restores the state of a new page and
 * opens the link there, in a fifth of the time of a load. After a failure Playwright starts a new worker with a new
 * page, so that one failure does not cause others.
 */
export const testOnOnePage = test.extend({
  page: async ({ keptPage }, use) => {
    await use(keptPage);
    // The shared page must not take processor time from a test on a page of its own.
    await new LivePage(keptPage).pause();
  },
});

export { expect };

/** Expects no serious or critical finding of axe in the current page. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  // Passed rules are not needed, and describing them takes longer than checking them.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (within) builder.include(within);
  const { violations } = await builder.analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  expect(grave, 'accessibility').toEqual([]);
}
