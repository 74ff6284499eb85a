import { expect, test } from './lab';
import { LivePage } from './live-page';

test.describe('where service workers are forbidden', () => {
  test.use({ serviceWorkers: 'block', expectedErrors: [/service ?worker/i, /MSW/] });

  test('the laboratory works, and the shop says why it is closed', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.until('memo', 'hit-ratio', 0.3);
    await expect(page.locator('#shop')).toContainText('The mocked backend could not start');
  });
});

test.describe('when the engine dies', () => {
  // A request that is under way at that moment is answered with 503.
  test.use({ expectedErrors: [/planted fault/, /status of 503/] });

  test('the last picture stays, and a click starts it anew with the same settings', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('entries=123');
    const engine = page.workers().find((worker) => /\/worker-/.test(worker.url()));
    await engine?.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted fault');
      });
    });
    await expect(page.getByRole('alert')).toContainText('The engine has stopped');
    await expect(live.figure('memo', 'entries')).not.toHaveAttribute('data-value', '');
    await page.getByRole('button', { name: 'Restart the engine' }).click();
    await expect(page.getByRole('alert')).toBeHidden();
    await live.until('memo', 'entries', 1);
    await expect(page.getByRole('textbox', { name: 'Entries', exact: true })).toHaveValue('123');
  });
});

test('a link to an imported shop, where there is none: the embedded one opens and it is said', async ({
  page,
}) => {
  const live = new LivePage(page);
  await live.open('shop=imported');
  await expect(page.getByRole('alert')).toContainText('embedded shop is used instead');
  await expect(page.getByRole('button', { name: 'Shop: embedded' })).toBeVisible();
});
