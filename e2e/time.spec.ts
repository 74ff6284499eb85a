import { expect, expectAccessible, testOnOnePage } from './lab';
import { LivePage } from './live-page';

testOnOnePage(
  'time moves in both directions: back and there, another future, and back to the first',
  async ({ page }) => {
    const live = new LivePage(page);
    await live.open('seed=11');
    await live.speed(5);
    await live.pass(6_000);
    await live.pause();
    const strip = page.getByTestId('time-strip');
    const moment = strip.getByRole('slider', { name: 'Moment of the run' });
    const figures = async () => ({
      at: await live.running('virtual-time'),
      requests: await page.locator('[data-total]').getAttribute('data-total'),
      hitRatio: await live.value('memo', 'hit-ratio'),
      entries: await live.value('memo', 'entries'),
    });
    const head = await figures();

    // Dragged, the recorded figures are shown at once; let go, the run stands there.
    await moment.press('PageDown');
    await moment.press('PageDown');
    await expect(strip.getByText('in the past of')).toBeVisible();
    const past = await figures();
    expect(past.at).toBeLessThan(head.at);
    expect(Number(past.requests)).toBeLessThan(Number(head.requests));
    await moment.press('End');
    await expect.poll(figures).toEqual(head);
    await expect(strip.getByText('in the past of')).toBeHidden();

    await page.locator('body').press('p');
    await expect.poll(async () => Number((await figures()).requests)).toBe(Number(head.requests) - 1);
    await page.locator('body').press('n');
    await expect.poll(async () => Number((await figures()).requests)).toBe(Number(head.requests));

    // Something else is done in the past.
    await moment.press('Home');
    await expect.poll(() => live.running('virtual-time')).toBe(0);
    await live.choose('Eviction policy', 'fifo');
    const former = strip.getByRole('button', { name: 'Return to the course that was left at' });
    await expect(former).toHaveCount(1);
    await expectAccessible(page);
    await former.click();
    await expect.poll(figures).toEqual(head);
    await expect(page.getByRole('combobox', { name: 'Eviction policy' })).not.toHaveValue('fifo');
    await expect(former).toHaveCount(1);

    await page.getByRole('combobox', { name: 'Run to next' }).selectOption('wrong');
    await expect.poll(() => live.running('virtual-time')).toBeGreaterThan(head.at);
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(page.getByText('looking for the next')).toHaveCount(0);
  },
);

testOnOnePage(
  'two lanes: equal settings give equal figures, and a setting of lane B differs from then on',
  async ({ page }) => {
    const live = new LivePage(page);
    await live.open('seed=12');
    await live.speed(5);
    await live.pass(2_000);
    await page.getByRole('button', { name: 'Compare' }).click();
    const lanes = page.getByTestId('lanes');
    await expect(lanes.getByRole('row', { name: /Hit ratio/ })).toBeVisible();
    await live.pass(3_000);
    await live.pause();
    await expect(page.getByText('both lanes have equal figures')).toBeVisible();
    await expect(lanes.locator('[data-differs]')).toHaveCount(0);
    const own = page.getByRole('region', { name: 'Settings of lane B' });
    await own.getByRole('textbox', { name: 'TTL', exact: true }).fill('1s');
    await own.getByRole('textbox', { name: 'TTL', exact: true }).press('Enter');
    await expect(own.getByRole('listitem')).toHaveText(/TTL: 1s\s*A: 1min/);
    await page.getByRole('button', { name: 'Play' }).click();
    await live.pass(4_000);
    await live.pause();
    await expect(lanes.locator('[data-lane-figure="expirations"][data-differs]')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Keep B' }).click();
    await expect(page.getByTestId('lanes')).toBeHidden();
    await expect(page.getByRole('textbox', { name: 'TTL', exact: true })).toHaveValue('1s');
  },
);
