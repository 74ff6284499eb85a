import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from './lab';
import { LivePage } from './live-page';

const site = fileURLToPath(new URL('../.cache/site/', import.meta.url));

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isDynamicEntry?: boolean;
}
const manifest = JSON.parse(readFileSync(`${site}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;

/** Scripts that the page needs to start: `index.html` names them. */
const atOnce = (() => {
  const seen = new Set(['index.html']);
  for (const name of seen) for (const next of manifest[name]?.imports ?? []) seen.add(next);
  return [...seen].map((name) => basename(manifest[name]?.file ?? ''));
})();

/** Every script that is fetched later: parts of the page, the workers and their parts. SQLite ships two unused ones. */
const later = (() => {
  const inManifest = new Map(Object.values(manifest).map((chunk) => [basename(chunk.file), chunk]));
  return readdirSync(`${site}assets`).filter(
    (name) =>
      name.endsWith('.js') &&
      !/^sqlite3-/.test(name) &&
      (inManifest.get(name)?.isDynamicEntry ?? !inManifest.has(name)),
  );
})();

/** Refuses the first request of every script; the next one succeeds. */
async function refuseOnce(context: BrowserContext) {
  const allowed = new Set(atOnce);
  const refused = new Set<string>();
  await context.route(/\/assets\/[^/]+\.js/, (route) => {
    const name = basename(new URL(route.request().url()).pathname);
    if (allowed.has(name)) return route.continue();
    refused.add(name);
    return route.abort();
  });
  return {
    refused,
    /** Scripts refused so far are served from now on. */
    allow: () => {
      for (const name of refused) allowed.add(name);
    },
  };
}

/** Stops of the speed control. */
const REAL_TIME = 3;
const FULL_SPEED = 10;

interface Step {
  readonly name: string;
  act(): Promise<unknown>;
  /** Visible when every script has loaded. */
  readonly done: Locator;
  /** The place where the page reports the missing part. */
  readonly said: Locator;
  /** The action of a person after the report. By default: "Try again". */
  again?(): Promise<unknown>;
}

function stepsOf(page: Page, live: LivePage): Step[] {
  const missing = page.getByText(/could not be (loaded|fetched|drawn)/).first();
  const tab = (name: string, done: Locator): Step => {
    const act = () => page.getByRole('tab', { name, exact: true }).click();
    return { name: `study ${name}`, act, done, said: missing };
  };
  const button = (name: string, done: Locator): Step => {
    const act = () => page.getByRole('button', { name, exact: true }).click();
    return { name, act, done, said: missing, again: act };
  };
  const entries = page
    .getByRole('complementary', { name: 'Controls' })
    .getByText('Max entries', { exact: true });
  const study = (id: string) => page.locator(`[data-study-shown="${id}"]`);
  const close = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  const dialog = (name: string, done: Locator): Step => ({
    name,
    act: () => page.getByRole('button', { name, exact: true }).click(),
    done,
    said: missing,
  });
  const train = async () => {
    await live.choose('Model', 'cosine');
    await live.choose('Model', 'ease');
  };
  const chooseFile = () =>
    page.getByLabel('Shop files').setInputFiles({
      name: 'mine.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('neither of these columns,is known\n1,2\n'),
    });
  return [
    tab('Truth', study('truth').locator('.recharts-surface')),
    button('Audit this run', study('truth').getByTestId('audit-result')),
    tab('Invalidation', study('invalidation').locator('table').first()),
    tab('Naive caching', study('naive').locator('table').first()),
    tab('Safety', study('safety').getByText('Start the drill').first()),
    tab('Stages', study('stages').getByTestId('stages')),
    tab('Requests', study('requests').getByTestId('requests-found')),
    tab('Model', study('model').getByTestId('model')),
    button('Measure the drift', study('model').getByTestId('drift')),
    {
      name: 'a long training',
      act: async () => {
        await live.speed(FULL_SPEED);
        await train();
      },
      // A training starts before its code has loaded, so only its end shows that all of it was fetched.
      done: study('model').getByTestId('model').getByRole('rowheader', { name: /^EASE/ }),
      said: missing,
      again: async () => {
        const lost = page.getByRole('alert').filter({ hasText: 'The training was lost' });
        await lost.getByRole('button', { name: 'Close' }).click();
        await train();
      },
    },
    { name: 'real time', act: () => live.speed(REAL_TIME), done: page.getByRole('main'), said: missing },
    dialog('Keys', page.getByRole('dialog', { name: 'Keys' })),
    { name: 'closed', act: close, done: page.getByRole('main'), said: missing },
    dialog('Search', page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')),
    { name: 'closed', act: close, done: page.getByRole('main'), said: missing },
    dialog('Run file', page.getByRole('dialog', { name: 'The run as a file' })),
    { name: 'closed', act: close, done: page.getByRole('main'), said: missing },
    {
      name: 'Settings as code',
      act: () => page.locator('body').press('c'),
      done: page.getByRole('dialog', { name: 'Settings as code' }).getByRole('textbox'),
      said: missing,
    },
    { name: 'closed', act: close, done: page.getByRole('main'), said: missing },
    {
      name: 'Compare',
      act: () => page.getByRole('button', { name: 'Compare' }).click(),
      done: page.getByRole('region', { name: 'Two lanes' }).locator('table'),
      said: missing,
    },
    dialog('Scenarios', page.getByRole('dialog', { name: 'Scenarios' })),
    { name: 'closed', act: close, done: page.getByRole('main'), said: missing },
    {
      name: 'the help of a setting',
      act: () => entries.hover(),
      done: page.getByRole('tooltip').filter({ hasText: 'default: 10' }).filter({ hasNotText: '…' }),
      said: missing,
      again: async () => {
        await page.mouse.move(0, 0);
        await entries.hover();
      },
    },
    dialog('Shop: embedded', page.getByRole('dialog', { name: 'Use your own shop' })),
    {
      name: 'an import',
      act: chooseFile,
      done: page.getByRole('dialog').getByText('mine.csv'),
      said: missing,
      again: chooseFile,
    },
    { name: 'closed', act: close, done: page.getByRole('main'), said: missing },
    {
      name: 'the page of the shop',
      act: () => page.getByRole('link', { name: 'Shop', exact: true }).click(),
      done: page.locator('#shop').getByText('£').first(),
      said: missing,
    },
  ];
}

test.describe('a part that cannot be fetched', () => {
  test.use({
    expectedErrors: [/Failed to load resource|ERR_FAILED|falling back|wasm|could not be fetched/i],
  });

  test('is reported in its place and loads when it can be fetched, for every script that is fetched later', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const { refused, allow } = await refuseOnce(page.context());
    const live = new LivePage(page);
    const tryAgain = page.getByRole('button', { name: 'Try again' }).first();
    const clickAgain = () => tryAgain.click({ timeout: 2_000 });

    /** Retries whenever a part is reported as missing, until everything has loaded. */
    const untilDone = async ({ done, said, again = clickAgain }: Omit<Step, 'name' | 'act'>) => {
      await expect(async () => {
        await expect(done.or(said).first()).toBeVisible();
        if (await said.isVisible()) {
          allow();
          await again();
        }
        await expect(done).toBeVisible({ timeout: 500 });
      }).toPass({ intervals: [50], timeout: 90_000 });
    };

    await page.goto('./#/?seed=7&priceChangesPerMinute=600&ttl=1h&requestsPerSecond=60');
    // The worker, its engine and the engine's parts, one after another; then the chart and the shop.
    await untilDone({ done: page.locator('#memo-outcomes .recharts-surface'), said: tryAgain });
    await untilDone({ done: page.locator('#shop').getByText('£').first(), said: tryAgain });

    for (const { act, name, ...step } of stepsOf(page, live))
      await test.step(name, async () => {
        const at = await live.running('virtual-time');
        await act();
        await untilDone(step);
        await expect.poll(() => live.running('virtual-time'), 'the run continues').toBeGreaterThan(at);
      });
    expect(page.url(), 'the run is still the same').toContain('seed=7');
    const missed = later.filter((name) => !refused.has(name));
    expect(missed, 'scripts that no step of this test asks for: add a step that does').toEqual([]);
  });

  test('loads by itself when the connection is back; after a new release the page offers a reload, which keeps the run', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('entries=123');
    await page.context().setOffline(true);
    await page.getByRole('tab', { name: 'Stages' }).click();
    await expect(page.locator('[data-missing]')).toContainText('there is no connection');
    await live.pass(1_000);
    await page.context().setOffline(false);
    await expect(page.getByTestId('stages')).toBeVisible();

    const [files, document] = [/\/assets\/naive-/, /\/cachescope\/$/];
    await page.context().route(files, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.context().route(document, async (route) => {
      const old = await (await route.fetch()).text();
      await route.fulfill({
        contentType: 'text/html',
        body: old.replace(/assets\/index-[^.]+/, 'assets/index-newer'),
      });
    });
    await page.getByRole('tab', { name: 'Naive caching' }).click();
    const said = page.locator('[data-missing="new release"]');
    await expect(said).toContainText('a new release of this page has replaced its files');
    await page.context().unrouteAll();
    await said.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();
    await expect(page.getByRole('textbox', { name: 'Max entries', exact: true })).toHaveValue('123');
    // The address keeps the open study too.
    await expect(page.locator('[data-study-shown="naive"] table').first()).toBeVisible();
  });
});
