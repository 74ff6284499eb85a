import { expect, expectAccessible, test, testOnOnePage } from './lab';
import { LivePage } from './live-page';

/** The columns of the table of outcomes. */
const OUTCOMES = ['fresh', 'stale', 'unchecked', 'wrong', 'degraded', 'coalesced', 'miss', 'error'];

/** Controls of the page whose target is smaller than 24 by 24 px (WCAG 2.2, 2.5.8). */
function tooSmallForAFinger(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, select, summary, input, a[href], [role="tab"], [tabindex="0"]',
  );
  return [...controls].flatMap((control) => {
    const target = control.closest('label') ?? control;
    const { width, height } = target.getBoundingClientRect();
    // Hidden elements, such as the link to the figures, are shown larger on focus.
    if (!target.checkVisibility() || target.matches(':not(:focus)[class*="skip"]')) return [];
    if (Math.min(width, height) >= 24) return [];
    return [`${control.tagName} ${control.ariaLabel ?? control.textContent}: ${width} × ${height}`];
  });
}

/** Tables wider than their container, outside a region that indicates this and scrolls by keyboard. */
function wideAndCutOff(): string[] {
  return [...document.querySelectorAll('table')].flatMap((table) => {
    const { parentElement: holder } = table;
    if (!holder || table.scrollWidth <= holder.clientWidth + 1) return [];
    const { overflowX, backgroundImage } = getComputedStyle(holder);
    const isHinted = overflowX === 'auto' && holder.tabIndex === 0 && backgroundImage.includes('gradient');
    return isHinted ? [] : [`${table.dataset.testid ?? holder.ariaLabel ?? table.textContent?.slice(0, 40)}`];
  });
}

test.describe('the run', () => {
  testOnOnePage('pause holds time, a step is one request, reset begins at nothing', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    const requests = async () => (await Promise.all(OUTCOMES.map(counted))).reduce((sum, n) => sum + n, 0);
    const counted = async (outcome: string) => {
      const column = OUTCOMES.indexOf(outcome);
      const cells = await page
        .getByRole('region', { name: 'Outcomes of the memo cache as a table' })
        .locator(`tbody tr td:nth-child(${column + 2})`)
        .allTextContents();
      return cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
    };
    await page.locator('#memo-outcomes').getByRole('button', { name: 'table' }).click();
    const before = await requests();
    const at = await live.running('virtual-time');
    await page.getByRole('button', { name: 'Step one request' }).click();
    await expect.poll(requests).toBeGreaterThan(before);
    // A page requests its ranking from the memo caches, and on a miss the inputs of the ranking.
    expect((await requests()) - before).toBeLessThan(60);
    expect(await live.running('virtual-time')).toBeGreaterThan(at);

    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => live.running('virtual-time')).toBe(0);
    await expect(page.getByText('No requests yet. Press play.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Step one request' }).click();
    await expect(live.figure('memo', 'entries')).not.toHaveAttribute('data-value', '0');
  });

  testOnOnePage('the study of the stages states each stage and counts its computations', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await page.getByRole('tab', { name: 'Stages' }).click();
    const stages = page.getByTestId('stages');
    await expect(page.getByRole('region', { name: 'What the stages state' })).toContainText(
      'product of the history',
    );
    for (const stage of ['similarities', 'weights', 'rankings']) {
      const computed = stages.locator(`[data-stage="${stage}"] [data-figure="computations"]`);
      const count = async () => Number(await computed.getAttribute('data-value'));
      await expect.poll(count).toBeGreaterThan(0);
      const before = await count();
      await expect.poll(count).toBeGreaterThan(before);
    }
    await expectAccessible(page, '[data-study-shown="stages"]');
  });

  testOnOnePage('it reaches the speed that is asked for, or says that it is behind', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('requestsPerSecond=50');
    await live.speed(5);
    await expect.poll(() => live.running('speed-reached')).toBeGreaterThan(3.5);
    await live.speed(0);
    await expect.poll(() => live.running('speed-reached')).toBeLessThan(0.3);
    await live.speed(10);
    await expect.poll(() => live.running('speed-reached')).toBeGreaterThan(20);
    await live.type('Requests', '10000');
    await live.speed(9);
    await expect(page.getByText('reached: behind')).toBeVisible();
  });

  testOnOnePage('a change leaves a mark on both charts, and can be taken back', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.type('TTL', '5s');
    for (const id of ['memo-outcomes', 'query-outcomes'])
      await expect(page.locator(`#${id} [data-figure="marks"]`)).toContainText('TTL: 5s');
    await expect(page.locator('#memo-outcomes .recharts-reference-line')).toHaveCount(1);
    await expect(page).toHaveURL(/ttl/);
    // Hovering freezes the chart, and the chart says so.
    const chart = page.locator('#memo-outcomes .recharts-wrapper');
    await chart.hover();
    await expect(page.getByTestId('held')).toContainText(/^Held at [\d:.]+ while you point$/);
    await page.mouse.move(0, 0);
    await expect(page.getByTestId('held')).toHaveCount(0);
    await page.locator('body').press('Control+z');
    await expect(page.getByRole('textbox', { name: 'TTL', exact: true })).toHaveValue('1min');
    await expect(live.undoButton).toHaveAttribute('aria-disabled', 'true');
  });

  testOnOnePage(
    'a text that is no value stays, says what would be one, and changes nothing',
    async ({ page }) => {
      const live = new LivePage(page);
      await live.open();
      // The page writes the address of the open run in its own way.
      await expect(page).toHaveURL(/\?v=1$/);
      const url = page.url();
      await live.type('TTL', 'soon');
      await expect(page.getByText(/such as 500ms, 30s, 5min/)).toBeVisible();
      expect(page.url()).toBe(url);
      await page.getByRole('textbox', { name: 'TTL', exact: true }).press('Tab');
      await expect(page.getByRole('textbox', { name: 'TTL', exact: true })).toHaveValue('1min');
    },
  );

  test('its link gives the same run elsewhere: the same figures at the same virtual time', async ({
    page,
    browser,
    baseURL,
  }) => {
    const live = new LivePage(page);
    await live.open('seed=7&entries=200');
    await live.type('TTL', '2s');
    await live.pass(3_000);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    const link = page.url();
    expect(link).toContain('seed=7');

    /** The counts of the first seconds, which both runs have passed. */
    const firstSeconds = async (which: LivePage) => {
      await which.page.locator('#memo-outcomes').getByRole('button', { name: 'table' }).click();
      const rows = which.page
        .getByRole('region', { name: 'Outcomes of the memo cache as a table' })
        .locator('tbody tr');
      const texts = await rows.allTextContents();
      return texts.toReversed().slice(0, 2);
    };
    const context = await browser.newContext({ baseURL });
    const other = new LivePage(await context.newPage());
    await other.page.goto(link);
    await expect(other.page.getByRole('button', { name: 'Pause' })).toBeEnabled();
    await other.speed(5);
    await other.pass(6_000);
    await other.page.getByRole('button', { name: 'Pause' }).click();
    expect(await firstSeconds(other)).toEqual(await firstSeconds(live));
    await context.close();
  });

  testOnOnePage('another seed is another run', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    const seed = page.getByRole('textbox', { name: 'Seed' });
    await seed.fill('1234');
    await seed.press('Enter');
    await expect(page).toHaveURL(/seed=1234/);
    await expect.poll(() => live.running('virtual-time')).toBeLessThan(30_000);
    await live.until('memo', 'entries', 1);
  });

  test('a link with unreadable parts opens with the rest, and the page lists the omitted parts', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('ttl=soon&entries=77&colour=red');
    const notice = page.getByRole('status').filter({ hasText: 'Not all of the link could be used' });
    await expect(notice).toContainText('TTL cannot be “soon”');
    await expect(notice).toContainText('“colour”');
    await expect(page.getByRole('textbox', { name: 'Max entries', exact: true })).toHaveValue('77');
    await notice.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toBeHidden();
    await page.goto('./#/?seed=8&entries=many');
    await expect(notice).toContainText('Max entries cannot be “many”');
    await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('8');
  });
});

test.describe('the view', () => {
  testOnOnePage('the log can be filtered and held', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    const rows = page.getByTestId('log').locator('tbody tr');
    await page.getByRole('combobox', { name: 'Tier of the events' }).selectOption('weights');
    await expect.poll(() => rows.count()).toBeGreaterThan(3);
    expect(new Set(await rows.locator('td:nth-child(2)').allTextContents())).toEqual(new Set(['weights']));
    await page.getByRole('combobox', { name: 'Kind of the events' }).selectOption({ label: 'miss' });
    await expect.poll(() => rows.count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'freeze' }).click();
    const held = await rows.allTextContents();
    await live.pass(1_500);
    expect(await rows.allTextContents()).toEqual(held);
    await page.getByRole('button', { name: 'continue' }).click();
    await expect.poll(() => rows.allTextContents()).not.toEqual(held);
    await page.getByRole('textbox', { name: 'Text in the events' }).fill('no such key');
    await expect(page.getByText('No event fits the filter.')).toBeVisible();
  });

  test('a link goes to its moment with its speed and study; its steps are listed, a reset removes them, undo and file restore them', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await page.goto(
      './#/nowhere?speed=5&study=stages&at=20s&do=500~set.ttl.5s_600~set.staleTime.7s_3600000~retrain',
    );
    await expect(page.getByText('There is no page “nowhere”')).toBeVisible();
    const ttl = page.getByRole('textbox', { name: 'TTL', exact: true });
    const atTheMoment = async () => {
      await expect.poll(() => live.running('virtual-time'), { timeout: 30_000 }).toBe(20_000);
      await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
      await expect(ttl).toHaveValue('5s');
      await expect(page.getByRole('textbox', { name: 'staleTime', exact: true })).toHaveValue('7s');
      await expect(page.getByTestId('steps-to-come')).toContainText(
        '1 step of this run is still to come: at 01:00:00 retrain',
      );
      await expect(page.getByRole('tab', { name: 'Stages' })).toHaveAttribute('aria-selected', 'true');
      await expect(page.locator('[data-figure="speed-asked"]')).toHaveAttribute('data-value', '5');
    };
    await atTheMoment();
    await expect(page.getByTestId('from-link')).toBeVisible();
    await page.getByRole('button', { name: 'Run file' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save run file' }).click();
    const file = await (await download).path();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Reset' }).click();
    const notice = page.getByRole('status').filter({ hasText: 'Back to the settings of the start' });
    await expect(notice).toContainText('TTL: 1min, staleTime');
    await expect(ttl).toHaveValue('1min');
    await expect(page.getByTestId('steps-to-come')).toBeHidden();
    await expect(live.undoButton).toHaveAccessibleName('Undo the reset');
    await page.locator('body').press('Control+z');
    await expect(notice).toBeHidden();
    await atTheMoment();

    await page.getByRole('textbox', { name: 'Seed' }).fill('9');
    await page.getByRole('textbox', { name: 'Seed' }).press('Enter');
    const reseeded = page.getByRole('status').filter({ hasText: 'Started again with seed 9' });
    await expect(reseeded).toContainText('Without the 3 steps of the run, which was at 00:00:20');
    await reseeded.getByRole('button', { name: 'Undo the change of the seed' }).click();
    await atTheMoment();

    await live.open('seed=5');
    await page.locator('body').press('f');
    await page.getByLabel('Run file', { exact: true }).last().setInputFiles(file);
    await expect(page.getByRole('dialog')).toBeHidden();
    await atTheMoment();
    await page.locator('body').press('f');
    await expectAccessible(page, 'dialog');
    const broken = { name: 'cut.json', mimeType: 'application/json', buffer: Buffer.from('{\n"kind":') };
    await page.getByLabel('Run file', { exact: true }).last().setInputFiles(broken);
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('cut.json, line 2');
  });

  test.describe('with a finger', () => {
    test.use({ hasTouch: true });

    test('a touch explains a figure and describes an entry; the next touch elsewhere closes the tip', async ({
      page,
    }) => {
      const live = new LivePage(page);
      await live.open();
      await page.getByRole('button', { name: 'Pause' }).tap();
      await page.locator('[data-tier="memo"]').getByText('Hit ratio').tap();
      const tip = page.getByRole('tooltip');
      await expect(tip).toContainText('answered from the cache');
      await page.locator('#memo-map canvas').tap({ position: { x: 20, y: 8 } });
      await expect(tip).toBeHidden();
      await expect(page.getByTestId('entry-details')).toContainText(/computed at .* hits?/);
    });
  });

  testOnOnePage('an entry tells its life under the pointer and from the keyboard', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await page.getByRole('button', { name: 'Pause' }).click();
    const details = page.getByTestId('entry-details');
    const map = page.getByRole('region', { name: /Map of the rankings cache/ });
    await map.locator('canvas').hover({ position: { x: 20, y: 8 } });
    await expect(details).toContainText(/computed at .* with \d+ quer(y|ies) .* hits?/);
    await map.focus();
    await map.press('ArrowRight');
    const first = await details.textContent();
    await map.press('ArrowRight');
    await expect.poll(() => details.textContent()).not.toBe(first);
    await map.press('Escape');
    await expect(details).toContainText('Point at a cell');
    await page.getByRole('combobox', { name: 'Cache on the map' }).selectOption('weights');
    await expect(page.getByRole('region', { name: /Map of the weights cache/ })).toBeVisible();
  });

  testOnOnePage('every figure explains itself, from the keyboard too', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    const name = page.locator('[data-tier="memo"]').getByText('Hit ratio', { exact: true });
    await name.hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
    await page.mouse.move(0, 0);
    await expect(page.getByRole('tooltip')).toBeHidden();
    await page.getByRole('radio', { name: 'all' }).focus();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('tooltip')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('tooltip')).toBeHidden();
  });

  testOnOnePage(
    'each hop of the journey is chosen from the keyboard and shows its settings',
    async ({ page }) => {
      const live = new LivePage(page);
      await live.open();
      const controls = page.getByRole('complementary', { name: 'Controls' });
      const journey = page.getByRole('region', { name: 'The journey of a request' });
      const settingOf: [hop: string, setting: string | RegExp][] = [
        ['Shoppers', 'Requests'],
        ['Query cache', 'staleTime'],
        ['Network', 'Network latency'],
        ['Memo cache', 'TTL'],
        ['Shared cache', 'This hop has no settings yet.'],
        ['Compute', 'Cores'],
        ['Database', 'Price changes'],
      ];
      await journey.getByRole('button').first().focus();
      for (const [hop, setting] of settingOf) {
        const button = journey.getByRole('button', { name: new RegExp(`^${hop}`) });
        await expect(button, 'the next stop of the keyboard').toBeFocused();
        await page.keyboard.press('Enter');
        await expect(button).toHaveAttribute('aria-pressed', 'true');
        await expect(controls.getByText(setting, { exact: true })).toBeVisible();
        for (const [other, its] of settingOf)
          if (other !== hop) await expect(controls.getByText(its, { exact: true })).toHaveCount(0);
        await page.keyboard.press('Tab');
      }
      await controls.getByRole('button', { name: 'Show all settings' }).click();
      await expect(controls.getByText('TTL', { exact: true })).toBeVisible();
      await expect(controls.getByText('Price changes', { exact: true })).toBeVisible();

      // The less common settings are in folds, which say how many of them differ from their defaults.
      const fold = controls.locator('summary', { hasText: 'Jitter and outage' });
      const jitter = controls.getByRole('textbox', { name: 'Network jitter' });
      await expect(jitter).toBeHidden();
      await fold.press('Enter');
      await jitter.fill('90ms');
      await jitter.press('Enter');
      await live.type('TTL', '7s');
      await expect(fold).toContainText('1 changed');
      await expect(journey.getByRole('button', { name: /^Network/ })).toContainText('● 1');
      await expect(controls.getByText('2 settings changed')).toBeVisible();
      await controls.getByRole('button', { name: 'Put back all' }).click();
      await expect(controls.getByText('At their defaults')).toBeVisible();
      await live.undo();
      await expect(controls.getByText('2 settings changed')).toBeVisible();
      await controls.getByRole('button', { name: 'TTL: back to 1min' }).click();
      await expect(controls.getByText('1 setting changed')).toBeVisible();
    },
  );

  test('the search goes to a setting in a fold, to a hop and to a scenario, from the keyboard', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open();
    const search = page.getByRole('combobox', { name: 'Settings, hops, scenarios, pages and commands' });
    const options = page.getByRole('listbox', { name: 'Found' }).getByRole('option');
    await page.getByRole('textbox', { name: 'TTL', exact: true }).press('ControlOrMeta+k');
    await expect(search).toBeFocused();
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page, 'dialog');
    await search.fill('outage network');
    await expect(options).toHaveCount(2);
    await search.press('ArrowDown');
    await expect(options.last()).toHaveAttribute('aria-selected', 'true');
    await search.press('Enter');
    await expect(page.getByRole('switch', { name: 'Offline' })).toBeFocused();

    await page.keyboard.press('ControlOrMeta+k');
    await search.fill('no such thing');
    await expect(page.getByText('Nothing is called “no such thing”.')).toBeVisible();
    await search.press('Escape');
    await expect(page.getByRole('switch', { name: 'Offline' })).toBeFocused();

    // From another page it comes back to this one.
    await page.getByRole('link', { name: 'Shop', exact: true }).click();
    await page.getByRole('button', { name: 'Search' }).click();
    await search.fill('compute');
    await search.press('Enter');
    const hop = page
      .getByRole('region', { name: 'The journey of a request' })
      .getByRole('button', { name: /^Compute/ });
    await expect(hop).toBeFocused();
    await expect(hop).toHaveAttribute('aria-pressed', 'true');

    await page.keyboard.press('ControlOrMeta+k');
    await search.fill('key without the shopper');
    await search.press('Enter');
    await expect(page).toHaveURL(/memoKind=wrong-key/);
  });

  test('a scenario opens its run with its study; back returns to the run before', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('entries=123');
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const dialog = page.getByRole('dialog', { name: 'Scenarios' });
    await expect(dialog.getByRole('link')).toHaveCount(13);
    await expectAccessible(page, 'dialog');
    await dialog.getByRole('link', { name: 'A TTL that is too long' }).click();
    await expect(dialog).toBeHidden();
    const ttl = page.getByRole('textbox', { name: 'TTL', exact: true });
    await expect(ttl).toHaveValue('1h');
    await expect(page.getByRole('tab', { name: 'Truth' })).toHaveAttribute('aria-selected', 'true');
    await page.goBack();
    await expect(page.getByRole('textbox', { name: 'Max entries', exact: true })).toHaveValue('123');
    await expect(ttl).toHaveValue('1min');
  });

  testOnOnePage('the settings as code are those that are set, and can be copied', async ({ page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await new LivePage(page).open('entries=123');
    await page.locator('body').press('c');
    const dialog = page.getByRole('dialog', { name: 'Settings as code' });
    await expect(dialog.getByRole('textbox', { name: 'Code for lru-cache' })).toHaveValue(/max: 123,/);
    await dialog.getByRole('combobox', { name: 'For' }).selectOption('Redis');
    await expect(dialog.getByRole('textbox', { name: 'Code for Redis' })).toHaveValue(/Max entries: 123\./);
    await dialog.getByRole('button', { name: 'Copy code' }).click();
    await expect(dialog.getByRole('status')).toHaveText('Copied.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('\nmaxmemory 32000000\n');
    await expectAccessible(page, 'dialog');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('the keys do what the sheet says, and the sheet restores the focus', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    // The slider uses the arrow keys and leaves every other key to the page.
    await page.getByRole('slider', { name: 'Speed' }).click();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await page.keyboard.press('r');
    await expect.poll(() => live.running('virtual-time')).toBe(0);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.evaluate(() => window.scrollY), 'Page Down scrolls').toBeGreaterThan(100);
    await expect(page.getByRole('button', { name: 'Play' }), 'and does nothing else').toBeVisible();
    await page.locator('body').press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await expect(sheet).toContainText('Step one request');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    for (const name of ['Keys', 'Search', 'Run file', 'Scenarios']) {
      const opener = page.getByRole('button', { name, exact: true });
      await opener.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(opener, `${name} has the focus again`).toBeFocused();
    }
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    const at = await live.running('virtual-time');
    await page.locator('body').press('n');
    await expect.poll(() => live.running('virtual-time')).toBeGreaterThan(at);

    await page.getByRole('button', { name: 'Skip to the figures' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const first = page.getByRole('region', { name: 'What shoppers got' }).locator(':focus');
    await expect(first, 'the first stop is a figure').toBeInViewport();
  });

  test('light and dark, narrow and wide: everything is present and accessible while it runs', async ({
    page,
  }) => {
    const live = new LivePage(page);
    // Each size in one theme: a scan of the whole page takes seconds, and the first view is scanned in both elsewhere.
    for (const [theme, width, height] of [
      ['dark', 1440, 900],
      ['light', 390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      // Estimates are longer than counts: “≈ 2.58 %”.
      await live.open('priceChangesPerMinute=600&auditRate=20');
      await live.pass(3_000);
      // The run continues, but leaves the processor to the scan.
      await live.speed(0);
      await page.getByRole('button', { name: `Switch to ${theme}` }).click();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expectAccessible(page);
      const { scrollWidth, clientWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth, 'nothing sticks out at the side').toBeLessThanOrEqual(clientWidth);
      const cut = await page
        .locator('[data-kept-clear] [data-figure]')
        .evaluateAll((figures) =>
          figures.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
        );
      expect(cut, 'no figure is cut').toEqual([]);
    }
    await page.getByRole('button', { name: 'Show the controls' }).click();
    await expect(page.getByRole('textbox', { name: 'TTL', exact: true })).toBeVisible();
    expect(await page.evaluate(tooSmallForAFinger), 'controls under 24 px').toEqual([]);
    for (const name of ['Truth', 'Invalidation', 'Naive caching']) {
      await page.getByRole('tab', { name }).click();
      await expect(page.locator('[data-study-shown] table').first()).toBeVisible();
      expect(await page.evaluate(wideAndCutOff), `tables of ${name} wider than the screen`).toEqual([]);
    }
    await page.evaluate(() => window.scrollTo(0, 2_000));
    const bar = await page.getByRole('timer', { name: 'Virtual time' }).boundingBox();
    expect((bar?.y ?? 844) + (bar?.height ?? 0), 'what stays in sight takes an eighth at most').toBeLessThan(
      844 / 8,
    );
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });
});
