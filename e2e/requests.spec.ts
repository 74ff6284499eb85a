import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

test.describe('the study of requests', () => {
  test('a request is found by filter, chosen by keyboard, and told hop by hop while the run is paused', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=200&entries=100');
    await page.getByRole('tab', { name: 'Requests' }).click();
    const study = page.locator('[data-study-shown="requests"]');
    const found = async () =>
      Number(await study.getByTestId('requests-found').getAttribute('data-value', { timeout: 5_000 }));
    await expect.poll(found).toBeGreaterThan(50);

    await study.getByLabel('Cache that was looked up').selectOption('rankings');
    await study.getByLabel('Outcome of the lookup').selectOption('miss');
    const rows = study.getByTestId('requests').locator('tbody tr');
    await expect(rows.filter({ hasText: 'miss' })).not.toHaveCount(0);
    await expect(rows.filter({ hasText: 'fresh' })).toHaveCount(0);

    await rows.getByRole('button').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    await expect(page.locator('#misses')).toContainText(/cold \d/);
    const whole = study.getByTestId('whole-request');
    const hops = whole.getByTestId('waterfall');
    await expect(hops.locator('[data-step="lookup"]').first()).toContainText('miss');
    await expect(hops.locator('[data-step="computing"]').first()).toBeVisible();
    await expect(whole).toContainText('stored in rankings');
    await expect(whole.getByTestId('statements')).toBeVisible();
    const before = await whole.getAttribute('aria-label');
    await page.keyboard.press('ArrowDown');
    await expect(whole).not.toHaveAttribute('aria-label', before ?? '');
    await rows.getByRole('button').first().click();
    await expect(rows.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page, '[data-study-shown="requests"]');
  });
});
