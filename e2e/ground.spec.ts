import { expect, expectAccessible, test } from './lab';

test('the page comes up from a production build below the root of a host', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Cachescope/);
  await expect(page.getByRole('main')).toBeVisible();
});

test('the first view has no serious accessibility fault, light or dark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('./');
    await expect(page.getByRole('main')).toBeVisible();
    await expectAccessible(page);
  }
});

test('a first visit runs fast enough to see a change missed, and a sentence says so and leads to its study', async ({
  page,
}) => {
  await page.goto('./');
  const seen = page.getByTestId('seen');
  // Wall time is the machine's: the figures of the first ten seconds are proved without a browser.
  await expect(seen).toContainText(/changed .* ago: [\d,]+ answers? /, { timeout: 60_000 });
  await expect(page.locator('[data-figure="speed-asked"]')).toHaveAttribute('data-value', '10');
  await seen.getByRole('button', { name: 'Truth' }).click();
  await expect(page.locator('[data-study-shown="truth"]')).toBeInViewport();
});
