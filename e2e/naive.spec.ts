import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

/** Less traffic than the default, so that a virtual minute passes quickly, and no outdated entries before the harm. */
const LIGHT = 'requestsPerSecond=80&invalidation=tags';
/** In the order of the list: the figure of each way, and the wait for its harm and its cure. */
const ways = [
  { name: 'dictionary', label: 'a plain dictionary', figures: ['out-of-date', 'contradictions', 'memory'] },
  { name: 'object-key', label: 'an object for a key', figures: ['recomputed', 'memory'] },
  { name: 'wrong-key', label: 'a key without the shopper', figures: ['hidden'] },
  { name: 'sorted-in-place', label: 'a list that is sorted in place', figures: ['hidden'] },
  { name: 'reads-the-clock', label: 'a function that reads the clock', figures: ['hidden'] },
  { name: 'read-then-write', label: 'read, wait, then write', figures: ['out-of-date', 'contradictions'] },
];

const study = (page: Page): Locator => page.locator('[data-study-shown="naive"]');

async function look(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Naive caching' }).click();
  await expect(study(page).getByTestId('harms')).toBeVisible();
}

/** Returns a figure of the shown way in one phase; NaN while it has none. */
async function harm(
  page: Page,
  figure: string,
  when: 'from' | 'before' | 'during' | 'after',
): Promise<number> {
  const cell = study(page).locator(`[data-harm="${figure}"] [data-when="${when}"]`);
  const text = await cell.getAttribute('data-value');
  return text ? Number(text) : Number.NaN;
}

const virtualTime = (live: LivePage) => live.running('virtual-time');

test.describe('naive caching', () => {
  for (const { name, label, figures } of ways)
    test(`${label}: its harm shows in the figures, and one switch cures it`, async ({ page }) => {
      const live = new LivePage(page);
      await live.open(LIGHT);
      await live.speed(10);
      await look(page);
      await study(page).getByRole('button', { name: label }).click();
      await study(page).getByRole('button', { name: 'Do this' }).click();
      await expect(study(page).locator(`[data-way="${name}"]`)).toContainText('at work');
      for (const figure of figures) {
        const from = await harm(page, figure, 'from');
        await expect
          .poll(() => harm(page, figure, 'during'), { message: `${figure} from ${from}`, timeout: 30_000 })
          .toBeGreaterThanOrEqual(from);
        await expect(study(page).locator(`[data-harm="${figure}"] [data-when="during"]`)).toContainText(
          'harm',
        );
        const before = await harm(page, figure, 'before');
        expect(Number.isNaN(before) || before < from, `${figure} was ${before} before`).toBe(true);
      }
      await study(page).getByRole('button', { name: 'Cure it' }).click();
      const cured = await virtualTime(live);
      await expect.poll(() => virtualTime(live), { timeout: 60_000 }).toBeGreaterThan(cured + 20_000);
      for (const figure of figures) {
        const from = await harm(page, figure, 'from');
        await expect.poll(() => harm(page, figure, 'after'), `${figure} after its cure`).toBeLessThan(from);
      }
      await expect(study(page).locator(`[data-way="${name}"]`)).toContainText('cured');
    });

  test('its settings are undone as one, and the tiles report a way without a bound', async ({ page }) => {
    const live = new LivePage(page);
    await live.open(LIGHT);
    await look(page);
    await expect(study(page).getByRole('button', { name: 'Cure it' })).toBeDisabled();
    const bound = page.locator('[data-tier="memo"]');
    await study(page).getByRole('button', { name: 'Do this' }).click();
    await live.reveal('Memo layer');
    await expect(page.getByRole('combobox', { name: 'Memo layer' })).toHaveValue('dictionary');
    await expect(bound.getByText('no bound')).toHaveCount(2);
    await live.undo();
    await expect(page.getByRole('combobox', { name: 'Memo layer' })).toHaveValue('memoize');
    await expect(bound.getByText('no bound')).toHaveCount(0);
    await expect(live.undoButton).toBeDisabled();

    // Every study lists the settings that this study changed, and can restore them without undoing later changes.
    const left = page.getByTestId('left-behind');
    await expect(left).toHaveCount(0);
    await study(page).getByRole('button', { name: 'read, wait, then write' }).click();
    await study(page).getByRole('button', { name: 'Do this' }).click();
    await study(page).getByRole('button', { name: 'Cure it' }).click();
    await page.getByRole('tab', { name: 'Stages' }).click();
    await expect(left).toContainText(/Compute slowdown: 50.*Cores: 64/);
    await live.type('TTL', '5s');
    await left.getByRole('button', { name: /^Put back .*Cores: 4/ }).click();
    await expect(left).toHaveCount(0);
    await expect(page.getByRole('combobox', { name: 'Memo layer' })).toHaveValue('memoize');
    await expect(page).toHaveURL(/set\.ttl\.5s/);
  });

  test('a hidden wrong answer can be inspected, and the offline audit says that it does not cover it', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open(`${LIGHT}&memoKind=wrong-key`);
    await live.speed(6);
    await look(page);
    const answers = study(page).getByRole('list', { name: 'Hidden wrong answers' });
    await expect(answers.getByRole('button').first()).toBeVisible();
    await answers.getByRole('button').first().click();
    await expect(study(page).locator('tr[data-differs]').first()).toBeVisible();
    await expectAccessible(page, '[data-study-shown="naive"]');
    const truth = page.getByRole('tab', { name: 'Truth' });
    // The page above may move while it is clicked.
    await expect(async () => {
      await truth.click();
      await expect(truth).toHaveAttribute('aria-selected', 'true', { timeout: 1_000 });
    }).toPass();
    await page.getByRole('button', { name: 'Audit this run' }).click();
    await expect(page.getByTestId('audit-not-covered')).toContainText('depend on more than facts', {
      timeout: 60_000,
    });
  });
});
