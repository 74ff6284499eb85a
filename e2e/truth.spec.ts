import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

/** Prices change often under a TTL that is far too long: many answers are outdated. */
const LATE = 'ttl=1h&priceChangesPerMinute=3000&requestsPerSecond=200';

const study = (page: Page): Locator => page.locator('[data-study-shown="truth"]');

/** Returns a figure of one cache in the study's table; NaN while it has none. */
async function figure(page: Page, cache: string, name: string): Promise<number> {
  const cell = study(page).locator(`[data-cache="${cache}"] [data-figure="${name}"]`);
  const text = await cell.getAttribute('data-value');
  return text ? Number(text) : Number.NaN;
}

async function look(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Truth' }).click();
  await expect(study(page).getByTestId('truth')).toBeVisible();
}

test.describe('the truth meter', () => {
  test('a TTL that is too long serves wrong answers: their number, age, cause, and the correct answers', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open(LATE);
    await live.speed(6);
    await look(page);
    await expect.poll(() => figure(page, 'rankings', 'wrong'), { timeout: 30_000 }).toBeGreaterThan(50);
    expect(await figure(page, 'rankings', 'audit-coverage')).toBe(1);
    expect(await figure(page, 'rankings', 'age-p50')).toBeGreaterThan(0);
    await expect(study(page).getByTestId('advice')).toContainText('the TTL is too long');
    await expect
      .poll(async () => Number(await study(page).locator('[data-cause="price"]').getAttribute('data-value')))
      .toBeGreaterThan(10);
    await expect(study(page).locator('.recharts-area-area').first()).toBeVisible();

    const first = study(page)
      .getByRole('list', { name: 'Wrong answers of rankings' })
      .getByRole('button')
      .first();
    await first.click();
    const answer = study(page).getByTestId('wrong-answer');
    await expect(answer.locator('tr[data-differs]').first()).toBeVisible();
    const [shown, should] = await answer.locator('tr[data-differs]').first().locator('td').allTextContents();
    expect(shown).not.toBe(should);
    await expectAccessible(page, '[data-study-shown="truth"]');

    // Counts under the old TTL give no advice on the new one.
    await live.type('TTL', '100ms');
    const advice = study(page).getByTestId('advice');
    await expect(advice).toContainText('Since the change of a setting');
    await expect(advice).not.toContainText('too long');
  });

  test('a TTL that is too short causes needless recomputations, in the terms of both columns', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('ttl=500ms&priceChangesPerMinute=0&profileUpdatesPerMinute=0&purchasesPerMinute=0');
    await live.speed(6);
    await look(page);
    await live.until('memo', 'needless', 20);
    await expect.poll(() => figure(page, 'rankings', 'needless'), { timeout: 30_000 }).toBeGreaterThan(20);
    expect(await figure(page, 'rankings', 'wrong')).toBe(0);
    await expect(study(page).getByTestId('advice')).toContainText(
      'a longer TTL would keep what is still right',
    );
    await page
      .getByRole('combobox', { name: 'Kind of the events' })
      .selectOption({ label: 'recomputed though right' });
    await expect(page.getByTestId('log').locator('tbody tr').first()).toContainText('expired');

    await live.until('query', 'needless', 1);
    await live.pick('Cache shown', 'query');
    await expect.poll(() => figure(page, 'query', 'needless')).toBeGreaterThan(0);
  });

  test('below 100 % the audit shows its coverage and marks estimates', async ({ page }) => {
    const live = new LivePage(page);
    await live.open(`${LATE}&auditRate=20`);
    await live.speed(6);
    await look(page);
    await expect.poll(() => figure(page, 'rankings', 'wrong'), { timeout: 30_000 }).toBeGreaterThan(50);
    const coverage = await figure(page, 'rankings', 'audit-coverage');
    expect(coverage).toBeGreaterThan(0.1);
    expect(coverage).toBeLessThan(0.3);
    await expect(study(page).locator('[data-cache="rankings"] [data-figure="wrong"]')).toContainText('≈');
    await expect(live.figure('memo', 'wrong-ratio')).toContainText('≈');
    await expect(
      study(page).getByRole('img', { name: /rankings: .*unchecked/ }),
      'the bar says what nobody knows',
    ).toBeVisible();
  });

  test('the offline audit agrees with the live counts', async ({ page }) => {
    const live = new LivePage(page);
    await live.open(LATE);
    await live.pass(5_000);
    await look(page);
    await page.getByRole('button', { name: 'Audit this run' }).click();
    const result = page.getByTestId('audit-result');
    await expect(result).toContainText('Both audits agree', { timeout: 60_000 });
    await expect(result).toHaveAttribute('data-differing', '0');
    await expectAccessible(page, '[data-study-shown="truth"]');
  });
});
