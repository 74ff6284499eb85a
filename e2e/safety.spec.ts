import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

/** Patterns of a moment of virtual time and of a duration with its unit. */
const CLOCK = /\d\d:\d\d:\d\d\.\d{3}/;
const DURATION = /^\d+(\.\d+)? (ms|s)$/;

const studyOf = (page: Page): Locator => page.locator('[data-study-shown="safety"]');
const ruleOf = (page: Page, name: string): Locator => studyOf(page).locator(`[data-rule="${name}"]`);
const drillOf = (page: Page, name: string): Locator => studyOf(page).locator(`[data-drill="${name}"]`);
const amount = async (figure: Locator): Promise<number> => Number(await figure.getAttribute('data-value'));

test.describe('the five rules', () => {
  test('hold at the defaults, each with its demand and its evidence', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=100&ttl=5s');
    await live.speed(10);
    await page.getByRole('tab', { name: 'Safety' }).click();
    for (const name of ['deterministic', 'idempotent', 'expiring', 'bounded'])
      await expect(ruleOf(page, name)).toHaveAttribute('data-state', 'passing');
    const expiring = ruleOf(page, 'expiring');
    await expect(expiring.getByText('Every entry has a deadline')).toBeVisible();
    await expect(expiring).not.toHaveAttribute('open');
    await expiring.locator('summary').focus();
    await page.keyboard.press('Enter');
    const figure = expiring.locator('[data-figure="with-deadline"]');
    await expect(figure).toBeVisible();
    await expect(figure).toHaveAttribute('data-value', '1');
    const heap = studyOf(page).locator('[data-figure="engine-heap"]');
    await expect.poll(() => amount(heap)).toBeGreaterThan(1_000_000);
  });

  test('a drill shows its duration, the remaining time, the share of answered requests and the age of the answers', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=100&ttl=5s');
    await live.speed(10);
    await page.getByRole('tab', { name: 'Safety' }).click();
    await live.pass(20_000);
    await live.speed(2);
    const drill = drillOf(page, 'store-down');
    await expect(drill).toContainText('Takes 20 virtual s, and its recovery as long');
    await drill.getByRole('button', { name: 'Start the drill: Store down' }).click();
    const left = drill.locator('[data-figure="left"]');
    await expect(drill.getByTestId('phase')).toHaveText('under way');
    await expect(drill.getByRole('progressbar', { name: 'Progress of the drill' })).toBeVisible();
    await expect(drill.getByRole('button')).toBeDisabled();
    const atFirst = await amount(left);
    expect(atFirst).toBeLessThanOrEqual(20_000);
    await expect.poll(() => amount(left), 'what is left runs down').toBeLessThan(atFirst);
    await expect(left).toHaveText(/^\d+ virtual s left$/);
    const figure = (when: string, name: string) =>
      amount(drill.locator(`[data-when="${when}"] [data-figure="${name}"]`));
    await expect.poll(() => figure('during', 'answered')).toBeGreaterThan(0);
    await expectAccessible(page, '[data-study-shown="safety"]');

    await live.speed(6);
    await expect(drill.getByTestId('phase')).toHaveText('recovering', { timeout: 30_000 });
    await expect(drill.getByRole('progressbar', { name: 'Progress of the recovery' })).toBeVisible();
    await live.speed(10);
    await expect(drill.getByTestId('phase')).toBeHidden();
    expect(await figure('during', 'answered')).toBeLessThan(await figure('before', 'answered'));
    expect(await figure('after', 'answered')).toBeGreaterThan(await figure('during', 'answered'));
    await expect(ruleOf(page, 'failure-tolerant')).toHaveAttribute('data-state', 'passing');

    for (const when of ['before', 'during', 'after']) {
      const [mean, oldest] = [await figure(when, 'age'), await figure(when, 'oldest')];
      expect(mean, `mean age ${when}`).toBeGreaterThan(0);
      expect(oldest, `oldest ${when}`).toBeGreaterThan(mean);
      // Found within its TTL; the transfer to the shopper comes on top.
      expect(oldest, `nothing past its TTL was given ${when}`).toBeLessThan(6_000);
      for (const name of ['age', 'oldest'])
        await expect(drill.locator(`[data-when="${when}"] [data-figure="${name}"]`)).toHaveText(DURATION);
    }
    // Nothing is computed while the store is down: its answers are older.
    expect(await figure('during', 'age')).toBeGreaterThan(await figure('before', 'age'));
    await expect(drill.locator('caption')).toHaveText(CLOCK);
  });

  test('a rule that needs a drill as evidence says so, and starts one', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=100');
    await page.getByRole('tab', { name: 'Safety' }).click();
    const rule = page.getByRole('listitem').filter({ has: page.locator('[data-rule="failure-tolerant"]') });
    await expect(rule).toContainText('not yet known');
    await expect(rule).toContainText('Known after a drill');
    const run = rule.getByRole('button', { name: 'Run a drill: Store down' });
    await run.click();
    await expect(drillOf(page, 'store-down').getByTestId('phase')).toHaveText('under way');
    await expect(run).toBeDisabled();
    await expect(rule).toContainText(/Known in \d+ virtual s/);
    await live.speed(10);
    await expect(ruleOf(page, 'failure-tolerant')).toHaveAttribute('data-state', 'passing');
    await expect(run).toBeHidden();
  });

  test('a dictionary breaks two rules, and the violating entries are listed', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=100&memoKind=dictionary&bytes=500kB');
    await live.speed(10);
    const line = page.getByTestId('safety-line');
    await expect(line).toContainText('✗ bounded: broken');
    await line.getByRole('button', { name: 'Rules' }).click();
    for (const name of ['expiring', 'bounded']) {
      const rule = ruleOf(page, name);
      await expect(rule).toHaveAttribute('data-state', 'failing');
      await expect(rule.locator('summary')).toContainText('✗ broken');
      await expect(rule.locator('summary')).not.toContainText(' 0 broken');
    }
    // Long after the first violations were dropped from the list, both rules are still broken.
    await live.speed(10);
    await live.pass(120_000);
    // New violations keep arriving: the run is paused to inspect one.
    await live.pause();
    for (const name of ['expiring', 'bounded']) {
      const rule = ruleOf(page, name);
      await expect(rule).toHaveAttribute('data-state', 'failing');
      await rule.locator('summary').click();
      const violations = rule.getByRole('list', { name: 'Last violations' });
      await expect(violations.getByRole('listitem').first()).toHaveText(CLOCK);
      await violations.getByRole('button').first().click();
      await expect(rule.getByTestId('entry-looked-at')).toContainText('never expires');
    }
  });
});
