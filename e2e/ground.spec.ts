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
