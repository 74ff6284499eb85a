import { expect, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

/** The fastest speed that the page's clock follows: a minute per second. */
const FAST = 9;
/** No fact changes by itself. */
const QUIET = 'priceChangesPerMinute=0&profileUpdatesPerMinute=0&purchasesPerMinute=0&retrainEvery=never';

test.describe('the memo cache answers its controls', () => {
  test('a TTL of a second raises expirations; back at a minute they fall', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.until('memo', 'expirations', 0, 0);
    await live.type('TTL', '1s');
    await live.until('memo', 'expirations', 200);
    const small = await live.value('memo', 'entries');
    await live.undo();
    await expect(page.getByRole('textbox', { name: 'TTL', exact: true })).toHaveValue('1min');
    await live.until('memo', 'entries', 2 * small);
  });

  test('a bound of fifty entries raises evictions and holds', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.until('memo', 'evictions', 0, 0);
    await live.type('Max entries', '50');
    await live.until('memo', 'entries', 1, 150);
    await live.until('memo', 'evictions', 500);
  });

  test('a small bound of bytes raises evictions; split in thirds, each cache has its own bound', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open();
    await live.type('Max bytes', '300kB');
    await live.until('memo', 'bytes', 1, 300_000);
    await live.until('memo', 'evictions', 100);
    await live.choose('Byte budget', 'own');
    await live.pick('Memo cache shown', 'rankings');
    await live.until('memo', 'bytes', 1, 100_000);
    await expect(live.figure('memo', 'bytes').locator('..')).toContainText('of 100 kB');
  });

  test('lazy expiry keeps expired entries in memory, active expiry removes them', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('ttl=1s');
    await live.speed(FAST);
    await live.pass(30_000);
    const active = await live.value('memo', 'entries');
    await live.choose('Expiry', 'lazy');
    await live.until('memo', 'entries', 2 * active);
    await live.choose('Expiry', 'active');
    await live.until('memo', 'entries', 0, 1.5 * active);
  });

  test('price changes under a long TTL raise stale and wrong answers; a shorter TTL lowers them', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('ttl=1h&priceChangesPerMinute=3000');
    await live.speed(FAST);
    await live.until('memo', 'stale-ratio', 0.002);
    await live.until('memo', 'wrong-ratio', 0.1);
    const wrong = await live.value('memo', 'wrong-ratio');
    const stale = await live.value('memo', 'stale-ratio');
    await live.type('TTL', '1s');
    // From here on only the wrong answers under the short TTL are counted.
    await live.restart();
    await live.pass(30_000);
    await live.until('memo', 'wrong-ratio', 0, wrong / 3);
    await live.until('memo', 'stale-ratio', 0, stale / 2);
  });

  test('invalidation by tag removes the entries that a change made outdated', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('ttl=1h&priceChangesPerMinute=600');
    await live.until('memo', 'invalidations', 0, 0);
    await live.choose('Invalidation', 'key');
    await live.until('memo', 'invalidations', 1);
    await live.choose('Invalidation', 'tags');
    await live.until('memo', 'invalidations', 50);
    await live.restart();
    await live.speed(FAST);
    await live.pass(8_000);
    await live.until('memo', 'wrong-ratio', 0, 0.001);
  });

  test('with the same bound LRU keeps used entries, FIFO does not', async ({ page }) => {
    const live = new LivePage(page);
    const hits = async (policy: string) => {
      await live.open(`entries=300&policy=${policy}`);
      await expect(page.getByRole('combobox', { name: 'Eviction policy' })).toHaveValue(policy);
      await live.speed(FAST);
      await live.pass(20_000);
      return live.value('memo', 'hit-ratio');
    };
    const fifo = await hits('fifo');
    const lru = await hits('lru');
    expect(lru).toBeGreaterThan(fifo + 0.01);
  });

  test('without single-flight equal misses compute side by side', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('computeSlowdown=5&singleFlight=off');
    await live.speed(5);
    await live.pass(4_000);
    const kind = page.getByRole('combobox', { name: 'Kind of the events' });
    await kind.selectOption({ label: 'coalesced' });
    await expect(page.getByText('No event fits the filter.')).toBeVisible();
    await live.flip('Single-flight');
    await live.restart();
    await expect(page.getByTestId('log').getByRole('row').nth(1)).toContainText('coalesced');
  });
});

test.describe('traffic, world and faults reach the figures', () => {
  test('more requests arrive, and their keys change with skew and mix', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await live.type('Requests', '3000');
    await expect.poll(() => live.running('requests-per-second')).toBeGreaterThan(1_200);
    // With this TTL the resident entries show after some seconds which keys are requested. The distributions themselves
    // are checked in src/engine/world/traffic.test.ts.
    const run = `ttl=10s&requestsPerSecond=200&${QUIET}`;
    await live.open(run);
    await live.speed(FAST);
    await live.pass(20_000);
    // Each change with the cache whose number of entries depends on it most, and by what factor it changes at least.
    const changes: [label: string, value: string, cache: string, factor: number][] = [
      ['Shopper skew', '1.5', 'weights', 0.65],
      ['Product skew', '1.5', 'rankings', 0.75],
      ['Category pages', '20', 'rankings', 1.3],
      // Without home pages fewer shoppers' weights are needed; in place of product pages there are more home pages.
      ['Home pages', '0', 'weights', 0.65],
      ['Product pages', '0', 'weights', 1.35],
    ];
    for (const [label, value, cache, factor] of changes) {
      await live.pick('Memo cache shown', cache);
      await live.pass(1_000);
      const usual = await live.value('memo', 'entries');
      const until = (share: number, more: boolean) =>
        more ? live.until('memo', 'entries', share * usual) : live.until('memo', 'entries', 0, share * usual);
      await live.type(label, value);
      await until(factor, factor > 1);
      await live.undo();
      await until((1 + factor) / 2, factor < 1);
    }
    // In a new run: the longer a run, the more sessions are open, and the less their length shows.
    await live.open(run);
    await live.pick('Memo cache shown', 'weights');
    await live.speed(FAST);
    await live.pass(15_000);
    const usual = await live.value('memo', 'entries');
    await live.type('Session length', '1');
    await live.until('memo', 'entries', 1.25 * usual);
  });

  test('few cores, slow computations and a slow store make misses wait', async ({ page }) => {
    const live = new LivePage(page);
    // Computations are as many under a tenth of the TTL as with a full cache, after a sixth of the time.
    await live.open(`ttl=10s&requestsPerSecond=200&${QUIET}`);
    await live.speed(FAST);
    await live.pass(20_000);
    await page.getByLabel('Figures and charts over').selectOption({ index: 1 });
    const usual = await live.value('memo', 'latency-p99');
    for (const [label, value] of [
      ['Cores', '1'],
      ['Compute slowdown', '20'],
      ['Store latency', '200ms'],
    ] as const) {
      await live.type(label, value);
      await live.until('memo', 'latency-p99', 2 * usual);
      await live.undo();
      await live.until('memo', 'latency-p99', 0, 1.9 * usual);
    }
  });

  test('facts change at the set rate', async ({ page }) => {
    const live = new LivePage(page);
    await live.open(QUIET);
    const changes = page.locator('[data-figure="changes"]');
    await live.pass(2_000);
    await expect(changes).toHaveAttribute('data-value', '0');
    let before = 0;
    for (const label of ['Price changes', 'Profile updates', 'Purchases']) {
      await live.type(label, '600');
      await expect
        .poll(async () => Number(await changes.getAttribute('data-value')))
        .toBeGreaterThan(before + 5);
      await live.type(label, '0');
      before = Number(await changes.getAttribute('data-value'));
    }
    await live.reveal('Retrain');
    await page.getByRole('button', { name: 'Retrain: never' }).click();
    await live.type('Retrain', '10s');
    await live.speed(FAST);
    await expect(changes.locator('..')).toContainText(/model version [1-9]/);
  });
});
