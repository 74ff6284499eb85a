import { expect, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

test.describe('the query cache answers its controls', () => {
  test('staleTime 0 refetches at every use; with 60 s the cached data is served, outdated or not', async ({
    page,
  }) => {
    const live = new LivePage(page);
    const shop = page.locator('#shop');
    const outdated = shop.locator('[data-truth]');
    const awayAndBack = async () => {
      await shop.getByRole('button', { name: /£/ }).first().click();
      await expect(page.getByTestId('product-card')).toBeVisible();
      await shop.getByRole('button', { name: 'Home', exact: true }).click();
      await expect(shop.getByRole('button', { name: /£/ }).first()).toBeVisible();
    };
    /** Returns the share of outdated answers after an outdated page was left and reopened several times. */
    const revisited = async (staleTime: string, outdatedThen: number) => {
      await live.open(`staleTime=${staleTime}&priceChangesPerMinute=6000&ttl=100ms`);
      await shop.getByRole('button', { name: 'Home', exact: true }).click();
      await expect(outdated).toBeVisible({ timeout: 20_000 });
      await live.type('Price changes', '0');
      await awayAndBack();
      await expect(outdated).toHaveCount(outdatedThen);
      for (let i = 0; i < 5; i++) await awayAndBack();
      await expect(outdated).toHaveCount(outdatedThen);
      await live.until('query', 'hit-ratio', 0.1);
      return (await live.value('query', 'stale-ratio')) + (await live.value('query', 'wrong-ratio'));
    };
    const asking = await revisited('0', 0);
    const trusting = await revisited('1m', 1);
    expect(trusting).toBeGreaterThan(asking);
  });

  test('gcTime 0 removes queries without an observer', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.speed(5);
    await live.until('query', 'entries', 4);
    await live.type('gcTime', '0');
    await live.until('query', 'entries', 0, 2);
    await live.until('query', 'expirations', 2);
  });

  test('its latency includes latency and jitter of the network, at any speed', async ({ page }) => {
    const live = new LivePage(page);
    for (const stop of [3, 9]) {
      await live.open('networkLatency=2s&networkJitter=0');
      await live.speed(stop);
      // Two seconds in the network, some milliseconds in the service; a bin of the histogram is 9 % wide.
      await live.until('query', 'latency-p99', 1_850, 2_300);
    }
    await live.type('Network latency', '0');
    await live.type('Network jitter', '0');
    await live.restart();
    await live.until('query', 'latency-p99', 0, 200);
  });
});

test.describe('a network that fails', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('errors are retried as often as set, and shown in the shop', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('networkErrors=100&retry=0');
    await live.speed(5);
    await expect(page.getByTestId('log')).toBeVisible();
    await page.getByRole('combobox', { name: 'Tier of the events' }).selectOption('query');
    await expect(page.getByTestId('log')).toContainText(/error/);
    await live.until('query', 'retries', 0, 0);
    await live.type('retry', '3');
    await live.until('query', 'retries', 1);
    await live.type('Network errors', '0');
    await live.until('query', 'entries', 2);
  });

  test('offline: the shop says so, loaded data stays, and requests continue afterwards', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.until('query', 'entries', 2);
    await page.getByRole('button', { name: 'autopilot' }).click();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    const item = page.locator('#shop').getByRole('button', { name: /£/ }).first();
    await expect(item).toBeVisible();
    await live.flip('Offline');
    await item.click();
    await expect(
      page.locator('#shop').getByText('Offline: this waits for the network').first(),
    ).toBeVisible();
    await expect(page.locator('#query-list').getByText('paused').first()).toBeVisible();
    const rows = page.locator('#query-list section');
    const overhang = await rows.evaluate((list) => list.scrollWidth - list.clientWidth);
    expect(overhang, 'the list of queries fits its column').toBe(0);
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await expect(item).toBeVisible();
    await live.flip('Offline');
    await item.click();
    await expect(page.getByTestId('product-card')).toBeVisible();
    await live.pause();
    await expect(page.getByTestId('wall-clock')).toContainText('run on this browser’s clock');
  });

  test('with refetch on focus a return to the window refetches', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.until('query', 'entries', 1);
    await page.getByRole('button', { name: 'autopilot' }).click();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await expect(page.locator('#shop').getByRole('button', { name: /£/ }).first()).toBeVisible();
    const refetches = async () => {
      const answered = page.waitForResponse(/recommendations/, { timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      return answered;
    };
    expect(await refetches()).toBe(true);
    await live.flip('refetchOnWindowFocus');
    expect(await refetches()).toBe(false);
  });
});
