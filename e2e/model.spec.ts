import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

test.describe('the model', () => {
  test('EASE^R is trained beside the run and takes over; a training can be cancelled, the drift measured', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('model=ease&purchasesPerMinute=600');
    await page.getByRole('tab', { name: 'Model' }).click();
    const study = page.locator('[data-study-shown="model"]');
    const version = study.locator('[data-figure="version"]');
    await expect(study.getByRole('progressbar', { name: 'Progress of the training' })).toBeVisible();
    await expect(study.getByTestId('training')).toContainText('EASE');
    await live.speed(30);
    await expect(study.getByTestId('model').getByRole('rowheader')).toContainText('EASE', {
      timeout: 60_000,
    });
    await expect(version).not.toHaveAttribute('data-value', '0');
    await expect(page.getByText(/version 1 takes over/).first()).toBeAttached();

    await live.speed(0.1);
    const before = (await version.getAttribute('data-value')) ?? '';
    await study.getByRole('button', { name: 'Retrain' }).click();
    await expect(study.getByTestId('training')).toBeVisible();
    await expectAccessible(page, '[data-study-shown="model"]');
    await study.getByRole('button', { name: 'cancel' }).click();
    await expect(study.getByText('No training is under way.')).toBeVisible();
    await expect(version).toHaveAttribute('data-value', before);

    await study.getByRole('button', { name: 'Measure the drift' }).click();
    const drift = study.getByTestId('drift');
    await expect(drift).toContainText(`version ${before}`, { timeout: 60_000 });
    expect(Number(await drift.getAttribute('data-value'))).toBeGreaterThan(0);

    // An idle worker never ends by itself: only the cancellation ends it.
    const script = /training-worker/;
    const idle = {
      contentType: 'text/javascript',
      headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
    };
    await page.context().route(script, (route) => route.fulfill({ ...idle, body: '' }));
    const [worker] = await Promise.all([
      page.waitForEvent('worker', (one) => script.test(one.url())),
      study.getByRole('button', { name: 'Measure the drift' }).click(),
    ]);
    await Promise.all([worker.waitForEvent('close'), page.getByRole('tab', { name: 'Stages' }).click()]);
    await page.context().unroute(script);
  });
});
