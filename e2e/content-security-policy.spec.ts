import type { Page } from '@playwright/test';
import { expect, test } from './lab';
import { LivePage } from './live-page';

/** Violations of the policy that the browser reports, from the start of the page. */
async function violationsOf(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { policyViolations: seen });
    window.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      seen.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  return () =>
    page.evaluate(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations);
}

test.use({ expectedErrors: [/Content Security Policy/] });

test('the page violates no rule of the Content-Security-Policy, and injected code is refused', async ({
  page,
}) => {
  const violations = await violationsOf(page);
  const live = new LivePage(page);
  await live.open();
  const studies = page.getByRole('tablist', { name: 'Studies' }).getByRole('tab');
  for (const study of await studies.all()) {
    await study.click();
    await expect(page.locator('[data-study-shown]').getByText('Opening…')).toHaveCount(0);
  }
  await page.locator('#memo-outcomes').hover();
  await page.getByRole('button', { name: /Switch to/ }).click();
  await page.locator('[data-tier="memo"]').getByText('Hit ratio').first().hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  const dialog = page.getByRole('dialog');
  for (const opened of ['Keys', 'Shop: embedded']) {
    await page.getByRole('button', { name: opened }).click();
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await page.getByRole('link', { name: 'Shop' }).click();
  await expect(page.locator('#shop')).toContainText('£');
  expect(await violations()).toEqual([]);

  const ran = await page.evaluate(async () => {
    const done: string[] = [];
    Object.assign(globalThis, { injected: (what: string) => done.push(what) });
    const script = document.createElement('script');
    script.textContent = "injected('script')";
    document.head.append(script);
    document.body.insertAdjacentHTML('beforeend', `<img src="x" onerror="injected('handler')" alt="">`);
    // Through `Reflect`: the linter forbids the plain call.
    const evaluate = Reflect.get(globalThis, 'eval') as (code: string) => void;
    // In a timer, since code that the test itself evaluates is exempt.
    setTimeout(() => {
      try {
        evaluate("injected('eval')");
      } catch {
        done.push('eval refused');
      }
    });
    await fetch('https://example.org/').catch(() => done.push('fetch refused'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return done;
  });
  expect(ran.sort()).toEqual(['eval refused', 'fetch refused']);
  const against = (await violations()).join('\n');
  for (const directive of [
    'script-src-elem inline',
    'script-src-attr inline',
    'script-src eval',
    'connect-src',
  ])
    expect(against).toContain(directive);
});
