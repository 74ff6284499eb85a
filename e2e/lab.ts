import { AxeBuilder } from '@axe-core/playwright';
import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { LivePage } from './live-page';

interface Lab {
  /** Errors on the console that a test provokes on purpose. */
  expectedErrors: RegExp[];
  /** Fails a test whose page threw or wrote an error to the console, whatever else the test looked at. */
  noErrors: undefined;
}

interface Worker {
  /** A page that stays open from test to test. */
  keptPage: Page;
}

/** Each test has a page of its own, loaded anew: for what is said of the load, of the browser's memory, of two pages. */
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
 * The tests share one page, as a person has it who goes from run to run: `LivePage.open` puts it back to what a new
 * page shows and opens the link there, in a fifth of the time of a load. After a failure Playwright begins with a new
 * worker, so with a new page: one test cannot fail for another's sake.
 */
export const testOnOnePage = test.extend({
  page: async ({ keptPage }, use) => {
    await use(keptPage);
    // So that it does not take the processor from a test on a page of its own.
    await new LivePage(keptPage).pause();
  },
});

export { expect };

/** Nothing that axe calls serious or critical, in the page as it stands now. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  // What passes is not read, and to describe it takes longer than to find it.
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
