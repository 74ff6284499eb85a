import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

interface Lab {
  /** Errors on the console that a test provokes on purpose. */
  expectedErrors: RegExp[];
  /** Fails a test whose page threw or wrote an error to the console, whatever else the test looked at. */
  noErrors: undefined;
}

export const test = base.extend<Lab>({
  expectedErrors: [[], { option: true }],
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`thrown: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`console: ${message.text()}`);
      });
      await use(undefined);
      const surprises = errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)));
      expect(surprises, 'the page threw or wrote errors to the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Nothing that axe calls serious or critical, in the page as it stands now. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const builder = new AxeBuilder({ page });
  if (within) builder.include(within);
  const { violations } = await builder.analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  expect(grave, 'accessibility').toEqual([]);
}
