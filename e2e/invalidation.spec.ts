import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

/** Facts change only when the test changes them. */
const QUIET = 'ttl=1h&purchasesPerMinute=0&profileUpdatesPerMinute=0&retrainEvery=never';

test.describe('how far invalidation reaches', () => {
  test('each strategy shows the entries that its messages reached, missed, and reached although correct', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open(`${QUIET}&priceChangesPerMinute=600`);
    await page.getByRole('tab', { name: 'Invalidation' }).click();
    const figure = async (strategy: string, column: number) => {
      const cell = page.locator(`[data-strategy="${strategy}"] tr`).first().locator('td').nth(column);
      const text = await cell.getAttribute('data-value', { timeout: 2_000 }).catch(() => null);
      return text === null ? Number.NaN : Number(text);
    };
    const [CHANGES, LOST, REACHED, MISSED] = [1, 2, 3, 6] as const;

    // Without messages all entries with the product are missed.
    await expect.poll(() => figure('none', MISSED)).toBeGreaterThan(20);
    expect(await figure('none', REACHED)).toBe(0);

    await live.choose('Invalidation', 'tags');
    await expect.poll(() => figure('tags', REACHED)).toBeGreaterThan(20);
    expect(await figure('tags', MISSED)).toBe(0);
    expect(await figure('none', MISSED)).toBeGreaterThan(20);

    await live.choose('Invalidation', 'key');
    await expect.poll(() => figure('key', CHANGES)).toBeGreaterThan(10);
    await expect.poll(() => figure('key', MISSED)).toBeGreaterThan(await figure('key', REACHED));

    await live.choose('Invalidation', 'versions');
    const garbage = page.locator('[data-figure="reach-garbage"]');
    await live.type('Profile updates', '600');
    await expect.poll(async () => Number(await garbage.getAttribute('data-value'))).toBeGreaterThan(3);
    await live.type('Profile updates', '0');

    await live.choose('Invalidation', 'write-through');
    await expect.poll(() => figure('write-through', REACHED)).toBeGreaterThan(0);

    await live.choose('Invalidation', 'refresh');
    await expect.poll(() => figure('refresh', REACHED)).toBeGreaterThan(20);
    expect(await figure('refresh', MISSED)).toBe(0);

    await live.type('Message loss', '100');
    await expect.poll(() => figure('refresh', LOST)).toBeGreaterThan(3);
    await expect.poll(() => figure('refresh', MISSED)).toBeGreaterThan(3);
  });

  test('a change lists the entries that it concerned, by keyboard too', async ({ page }) => {
    const live = new LivePage(page);
    await live.open(`${QUIET}&priceChangesPerMinute=0&invalidation=tags&messageDelay=10s`);
    await page.getByRole('tab', { name: 'Truth' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('No change of this kind yet.')).toBeVisible();
    await live.speed(5);
    await live.pass(3_000);
    await live.speed(3);
    await live.type('Price changes', '600');
    const rows = page.getByTestId('reach-changes').locator('tbody tr');
    await expect(rows.first()).toContainText('under way');
    await live.type('Price changes', '0');
    await live.speed(9);
    await expect(rows.first()).toContainText('after 10 s');
    await page.getByRole('button', { name: 'Pause' }).click();
    await rows.filter({ hasText: 'reached' }).first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    const concerned = page.getByTestId('concerned');
    await expect(concerned.getByRole('listitem').first()).toContainText(/reached/);
    await expect(page.getByTestId('reach-graph')).toHaveAttribute(
      'aria-label',
      /products to rankings: \d+ reached/,
    );
    await expectAccessible(page, '[data-study-shown="invalidation"]');
  });
});
