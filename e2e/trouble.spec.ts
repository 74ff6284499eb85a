import { expect, test } from './lab';
import { LivePage } from './live-page';

test.describe('without service workers and clipboard, as outside a secure context', () => {
  test.use({ serviceWorkers: 'block', expectedErrors: [/service ?worker|MSW/i] });

  test('the laboratory works, the shop says why it is unavailable, and the link can be copied by hand', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
    });
    await live.open();
    await live.until('memo', 'hit-ratio', 0.3);
    await expect(page.locator('#shop')).toContainText('The mocked backend could not start');
    await page.getByRole('button', { name: 'Copy link' }).click();
    const field = page.getByRole('dialog', { name: 'Copy the link' }).getByLabel('Link to this run');
    await expect(field).toHaveValue(/^http.*#\/\?v=1/);
    await expect(field).toBeFocused();
    expect(await page.evaluate(() => getSelection()?.toString()), 'it is selected').toBe(
      await field.inputValue(),
    );
    await page.keyboard.press('Escape');
    await expect(field).toBeHidden();
    await page.locator('body').press('c');
    const dialog = page.getByRole('dialog', { name: 'Settings as code' });
    await dialog.getByRole('button', { name: 'Copy code' }).click();
    await expect(dialog.getByRole('status')).toContainText('copy it with Ctrl+C');
    await expect(dialog.getByRole('textbox')).toBeFocused();
  });
});

test.describe('when the engine crashes', () => {
  // A request in flight at that moment is answered with 503.
  // One pattern: Playwright takes a list of two for a value and its options.
  test.use({ expectedErrors: [/planted fault|status of 503/] });

  test('the last figures stay; one button continues the saved run, another restarts it with the same settings', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('entries=123');
    const die = () =>
      page
        .workers()
        .find((worker) => /\/worker-/.test(worker.url()))
        ?.evaluate(() => {
          setTimeout(() => {
            throw new Error('planted fault');
          });
        });
    // After some seconds there is a saved run to continue.
    await page.waitForTimeout(4_500);
    await live.type('TTL', '9s');
    await expect(page).toHaveURL(/set\.ttl\.9s/);
    await die();
    await expect(page.getByRole('alert')).toContainText('The engine has stopped');
    const goOn = page.getByRole('button', { name: /^Continue from 00:\d\d:\d\d$/ });
    const from = (await goOn.textContent())?.slice(-8) ?? '';
    await goOn.click();
    await expect(page.getByRole('alert')).toBeHidden();
    // In its first snapshot the run is where it was saved, not at its beginning.
    const clock = page.getByRole('timer');
    await expect(clock).not.toContainText('00:00:00.000');
    const now = await clock.textContent();
    expect((now ?? '') >= from, `${now} is not before ${from}`).toBe(true);
    // A change made after the run was saved is not lost: it comes again at its moment.
    await expect(page.getByRole('textbox', { name: 'TTL', exact: true })).toHaveValue('9s');
    await expect(page).toHaveURL(/set\.ttl\.9s/);
    await live.until('memo', 'entries', 1);
    await die();
    await expect(page.getByRole('alert')).toContainText('The engine has stopped');
    await expect(live.figure('memo', 'entries')).not.toHaveAttribute('data-value', '');
    await page.getByRole('button', { name: 'Restart the engine' }).click();
    await expect(page.getByRole('alert')).toBeHidden();
    await live.until('memo', 'entries', 1);
    await expect(page.getByRole('textbox', { name: 'Max entries', exact: true })).toHaveValue('123');
  });
});

test.describe('when the engine does not answer', () => {
  // A pending request of the page is answered with 503 when the worker is terminated.
  test.use({ expectedErrors: [/status of 503/] });

  test('the page reports it, withdraws the report when the engine answers, and restarts the run on request', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('entries=123');
    const engine = page.workers().find((worker) => /\/worker-/.test(worker.url()));
    // The worker blocks for ever or for a given time; a busy loop would take a core from the other tests.
    const block = (forMs?: number) =>
      engine?.evaluate((ms) => {
        setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms));
      }, forMs);
    const alarm = page.getByRole('alert').filter({ hasText: 'The engine does not answer' });
    await block(7_500);
    await expect(alarm).toContainText('It has said nothing for 5 s');
    await expect(alarm).toBeHidden();
    await live.pass(100);
    await block();
    await alarm.getByRole('button', { name: 'Restart the engine' }).click();
    await expect(alarm).toBeHidden();
    await live.until('memo', 'entries', 1);
    await expect(page.getByRole('textbox', { name: 'Max entries', exact: true })).toHaveValue('123');
  });
});

test.describe('when WebAssembly cannot be fetched', () => {
  test.use({ expectedErrors: [/wasm|Aborted|falling back|Failed to load resource/i] });

  test('the page says what is missing and what to do, and works when the file is available again', async ({
    page,
  }) => {
    await page.context().route(/\.wasm$/, (route) => route.abort());
    await page.goto('./');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('SQLite, which holds the shop, could not be loaded');
    await expect(alert).toContainText('Check the connection');
    await expect(alert).not.toContainText('Aborted(');
    await page.context().unroute(/\.wasm$/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();
  });
});

test('a slow download of the engine is reported as such, and the start succeeds', async ({ page }) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.context().route(/worker-engine-/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.clock.install();
  await page.goto('./');
  await expect(page.getByText('Starting the engine')).toBeVisible();
  await page.clock.runFor('10:00');
  await expect(page.getByText('It is still being downloaded')).toBeVisible();
  arrive();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();
});

test.describe('when the code of a training cannot be fetched', () => {
  test.use({ expectedErrors: [/Failed to load resource|ERR_FAILED/] });

  test('the failure is reported with what to do, and the control names the serving model', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open();
    const training = /train-in-worker-|training-worker-/;
    await page.context().route(training, (route) => route.abort());
    await live.choose('Model', 'ease');
    const alert = page.getByRole('alert').filter({ hasText: 'The training was lost' });
    await expect(alert).toContainText('choose the model again');
    await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue('cosine');
    await page.context().unroute(training);
    await live.choose('Model', 'ease');
    await page.getByRole('tab', { name: 'Model' }).click();
    const study = page.locator('[data-study-shown="model"]');
    await expect(study.getByTestId('training')).toContainText('EASE');
  });
});

test('a link to an imported shop that is absent opens the embedded one and says so', async ({ page }) => {
  const live = new LivePage(page);
  await live.open('shop=imported');
  await expect(page.getByRole('alert')).toContainText('embedded shop is used instead');
  await expect(page.getByRole('button', { name: 'Shop: embedded' })).toBeVisible();
});
