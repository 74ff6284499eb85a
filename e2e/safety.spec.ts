import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

test.describe('the five rules', () => {
  test('hold at the defaults, with their evidence, and a drill shows who is still answered', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=100&ttl=5s');
    await live.speed(10);
    await page.getByRole('tab', { name: 'Safety' }).click();
    const study = page.locator('[data-study-shown="safety"]');
    const rule = (name: string) => study.locator(`[data-rule="${name}"]`);
    for (const name of ['deterministic', 'idempotent', 'expiring', 'bounded'])
      await expect(rule(name)).toHaveAttribute('data-state', 'passing');
    await rule('expiring').locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(rule('expiring').locator('[data-figure="with-deadline"]').first()).toHaveAttribute(
      'data-value',
      '1',
    );

    await live.speed(2);
    const drill = study.locator('[data-drill="store-down"]');
    await drill.getByRole('button', { name: 'Start the drill: Store down' }).click();
    await expect(drill.getByTestId('phase')).toHaveText('under way');
    await expect(drill.getByRole('button')).toBeDisabled();
    const answered = (when: string) => drill.locator(`[data-when="${when}"] [data-figure="answered"]`);
    const share = async (when: string) => Number(await answered(when).getAttribute('data-value'));
    await expect.poll(() => share('during')).toBeGreaterThan(0);
    await expectAccessible(page, '[data-study-shown="safety"]');
    await live.speed(10);
    await expect(drill.getByTestId('phase')).toBeHidden();
    expect(await share('during')).toBeLessThan(await share('before'));
    expect(await share('after')).toBeGreaterThan(await share('during'));
    await expect(rule('failure-tolerant')).toHaveAttribute('data-state', 'passing');
    const heap = study.locator('[data-figure="engine-heap"]');
    await expect.poll(async () => Number(await heap.getAttribute('data-value'))).toBeGreaterThan(1_000_000);
  });

  test('a dictionary breaks two of them, and the entries that do lie open', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=100&memoKind=dictionary&bytes=500kB');
    await live.speed(10);
    const line = page.getByTestId('safety-line');
    await expect(line).toContainText('✗ bounded: failing');
    await line.getByRole('button', { name: 'Rules' }).click();
    const study = page.locator('[data-study-shown="safety"]');
    for (const name of ['expiring', 'bounded']) {
      const rule = study.locator(`[data-rule="${name}"]`);
      await expect(rule).toHaveAttribute('data-state', 'failing');
      await expect(rule.locator('summary')).toContainText('is broken');
      await expect(rule.locator('summary')).not.toContainText(' 0 broken');
    }
    const expiring = study.locator('[data-rule="expiring"]');
    await expiring.locator('summary').click();
    const violations = expiring.getByRole('list', { name: 'Last violations' });
    // They go on: who wants to look holds the run.
    await live.pause();
    await violations.getByRole('button').first().click();
    await expect(expiring.getByTestId('entry-looked-at')).toContainText('never dies by time');
  });
});
