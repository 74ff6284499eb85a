import { expect, testOnOnePage as test } from './lab';
import { LivePage } from './live-page';

/** Each protection, recognized in the log by the reason that only it gives. */
const cases: readonly {
  readonly name: string;
  /** The settings of a run in which the protection has an effect. */
  readonly run: string;
  readonly turn: (live: LivePage) => Promise<void>;
  readonly reason: string;
}[] = [
  {
    name: 'stale while revalidate serves what is past its TTL',
    run: 'ttl=1s',
    turn: (live) => live.type('stale-while-revalidate', '10s'),
    reason: 'revalidating',
  },
  {
    name: 'early expiry renews before the end',
    run: 'ttl=2s&computeSlowdown=10',
    turn: (live) => live.choose('Early expiration (XFetch)', '4'),
    reason: 'early',
  },
  {
    name: 'remembered failures are not tried again',
    run: 'computeErrors=60',
    turn: (live) => live.type('Negative caching', '30s'),
    reason: 'remembered',
  },
  {
    name: 'the hard limit lets nobody wait longer',
    run: '',
    turn: (live) => live.type('Hard timeout', '5ms'),
    reason: 'timeout',
  },
  {
    name: 'scan bypass keeps out what is asked for once',
    run: '',
    turn: (live) => live.flip('Scan bypass'),
    reason: 'asked for only once',
  },
];

// The failures and time limits of the run also end requests of this browser.
test.use({ expectedErrors: [/status of 503/] });

for (const { name, run, turn, reason } of cases)
  test(name, async ({ page }) => {
    const live = new LivePage(page);
    await live.open(run);
    await page.getByRole('textbox', { name: 'Text in the events' }).fill(reason);
    await expect(page.getByText('No event fits the filter.')).toBeVisible();
    await turn(live);
    await expect(page.getByTestId('log')).toContainText(reason);
  });

test('stale if error answers from expired entries while computations fail', async ({ page }) => {
  const live = new LivePage(page);
  await live.open('ttl=1s');
  await live.speed(5);
  await live.pass(4_000);
  await live.speed(3);
  await live.type('stale-if-error', '1h');
  await live.type('Compute errors', '100');
  await page.getByRole('combobox', { name: 'Tier of the events' }).selectOption('rankings');
  await page.getByRole('combobox', { name: 'Kind of the events' }).selectOption({ label: 'fresh' });
  await page.getByRole('textbox', { name: 'Text in the events' }).fill('error');
  await expect(page.getByTestId('log')).toContainText('error');
});

test('the soft limit returns the old value to callers that wait too long', async ({ page }) => {
  const live = new LivePage(page);
  await live.open('ttl=1s');
  await live.speed(5);
  await live.pass(3_000);
  await live.speed(3);
  await live.type('Soft timeout', '5ms');
  await live.type('Compute slowdown', '50');
  await page.getByRole('textbox', { name: 'Text in the events' }).fill('timeout');
  await expect(page.getByTestId('log')).toContainText('timeout');
});

test('refresh ahead: requested entries no longer expire under load', async ({ page }) => {
  const live = new LivePage(page);
  await live.open('ttl=5s&requestsPerSecond=1000&productSkew=1.4&shopperSkew=1.4');
  await live.speed(9);
  await live.pass(20_000);
  await page.getByLabel('Figures and charts over').selectOption({ index: 1 });
  const before = await live.value('memo', 'hit-ratio');
  await live.choose('Refresh ahead', '0.5');
  await live.until('memo', 'hit-ratio', before + 0.02);
});

test('retries stay within their budget', async ({ page }) => {
  const live = new LivePage(page);
  await live.open('computeErrors=50');
  await live.until('memo', 'retries', 0, 0);
  await live.choose('Retry budget', '0.1');
  await live.until('memo', 'retries', 5);
});

test('leases reject a value whose facts changed during its computation; without them it stays and is wrong', async ({
  page,
}) => {
  const live = new LivePage(page);
  await live.open('invalidation=tags&priceChangesPerMinute=6000&computeSlowdown=5');
  await page.getByRole('textbox', { name: 'Text in the events' }).fill('changed while it was made');
  await expect(page.getByTestId('log')).toContainText('changed while it was made');
  await live.flip('Leases');
  await live.restart();
  await live.until('memo', 'wrong-ratio', 0.0001);
  await expect(page.getByText('No event fits the filter.')).toBeVisible();
});
