import { expect, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

test.describe('behind the caches', () => {
  test('the N+1 setting causes an N+1, visible in the strip and in the queries of one request', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('ttl=5s');
    const strip = page.locator('#behind');
    await strip.getByText('By statement').click();
    await expect(strip.locator('[data-statement="many products"]')).toBeVisible();
    await expect(strip.getByText('⚠')).toHaveCount(0);
    await live.choose('Product reads', 'each');
    await expect(strip.locator('[data-statement="one product"]')).toContainText('in one request');
    await expect(strip.locator('summary')).toContainText('⚠ N+1: “one product”');

    await page.getByLabel('Tier of the events').selectOption('rankings');
    await page.getByLabel('Kind of the events').selectOption('miss');
    await page.getByRole('button', { name: 'freeze' }).click();
    await page
      .getByRole('button', { name: /^Queries of / })
      .first()
      .press('Enter');
    const asked = page.getByTestId('asked');
    await expect(asked).toContainText(/⚠ N\+1: “one product” ran \d+ times in this request/);
    await asked.getByRole('button', { name: 'close' }).press('Enter');
    await expect(asked).toHaveCount(0);
  });

  test('the feed shows each change: a price as money, a purchase with the stock taken', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('priceChangesPerMinute=60&purchasesPerMinute=60');
    const feed = page.getByTestId('changes');
    await expect(feed.locator('[data-change="price"]').first()).toContainText(/£\d+\.\d\d£\d+\.\d\d/);
    const purchase = feed.locator('[data-change="purchase"]').first();
    await expect(purchase).toContainText(/\d × /);
    await expect(feed.locator('[data-change="stock"]').first()).toContainText('┌');
    // By keyboard: the list scrolls when it has the focus.
    await page.getByRole('region', { name: 'Changes in the store' }).last().focus();
    await expect(page.locator('#changes section:focus')).toHaveCount(1);
  });
});
