import { expect, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

const TEN_TIMES = 6;

test.describe('the query cache answers its controls', () => {
  test('staleTime 0 asks again at every use; with 60 s it serves what it has, out of date or not', async ({
    page,
  }) => {
    const live = new LivePage(page);
    const share = async (staleTime: string) => {
      await live.open(`staleTime=${staleTime}&priceChangesPerMinute=300&ttl=100ms`);
      await live.speed(TEN_TIMES);
      await live.pass(200_000);
      return (await live.value('query', 'stale-ratio')) + (await live.value('query', 'wrong-ratio'));
    };
    const asking = await share('0');
    const trusting = await share('1m');
    expect(trusting).toBeGreaterThan(asking);
  });

  test('gcTime 0 forgets what nothing on the page uses', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.speed(5);
    await live.until('query', 'entries', 4);
    await live.type('gcTime', '0');
    await live.until('query', 'entries', 0, 2);
    await live.until('query', 'expirations', 2);
  });

  test('latency and jitter of the network are in its latency', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('networkLatency=2s&networkJitter=0');
    await live.speed(5);
    await live.until('query', 'latency-p50', 1_900, 4_000);
    await live.type('Network latency', '0');
    await live.type('Network jitter', '0');
    await page.getByRole('button', { name: 'Reset' }).click();
    await live.until('query', 'latency-p50', 0, 1_000);
  });
});

test.describe('a network that fails', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('errors are retried as often as is set, and said in the shop', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('networkErrors=100&retry=0');
    await live.speed(5);
    await expect(page.getByTestId('log')).toBeVisible();
    await page.getByRole('combobox', { name: 'Tier of the events' }).selectOption('query');
    await expect(page.getByTestId('log')).toContainText(/error/);
    await live.until('query', 'retries', 0, 0);
    await live.type('Retries', '3');
    await live.until('query', 'retries', 1);
    await live.type('Network errors', '0');
    await live.until('query', 'entries', 2);
  });

  test('offline: the shop says so, what was loaded stays, and it goes on afterwards', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.until('query', 'entries', 2);
    await page.getByRole('button', { name: 'autopilot' }).click();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    const item = page.locator('#shop').getByRole('button', { name: /£/ }).first();
    await expect(item).toBeVisible();
    await live.flip('Offline');
    await item.click();
    await expect(page.locator('#shop').getByRole('alert').first()).toBeVisible();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await expect(item).toBeVisible();
    await live.flip('Offline');
    await item.click();
    await expect(page.getByTestId('product-card')).toBeVisible();
  });

  test('with refetch on focus a return to the window asks again', async ({ page }) => {
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
    await live.flip('Refetch on focus');
    expect(await refetches()).toBe(false);
  });
});
