import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './lab';
import { LivePage } from './live-page';

test.describe('the shop on the page', () => {
  test('a price that changed in the store is marked where it is still shown', async ({ page }) => {
    const live = new LivePage(page);
    await live.open('staleTime=never&ttl=1h&refetchOnWindowFocus=off&purchasesPerMinute=0', 'shop');
    const shop = page.locator('#shop');
    await shop.getByRole('button', { name: /£/ }).first().click();
    const card = page.getByTestId('product-card');
    await expect(card).toContainText('£');
    await page.getByRole('textbox', { name: 'New price' }).fill('nothing');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(card.getByRole('alert')).toContainText('more than 0');
    await page.getByRole('textbox', { name: 'New price' }).fill('99.50');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await expect(card).toContainText('⚠ wrong');
    await expect(card).toContainText('now £99.50');
    await expect(page).toHaveURL(/do=/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Live' }).click();
    await expect(page.locator('#memo-outcomes [data-figure="marks"]')).toContainText('99.5');
  });

  test('by hand through home, product, category; the profile and the model can be changed', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open('', 'shop');
    const shop = page.locator('#shop');
    await expect(shop.getByRole('button', { name: /£/ })).toHaveCount(20);
    await page.getByRole('combobox', { name: 'Category' }).selectOption({ index: 2 });
    await expect(shop.getByRole('button', { name: /£/ }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await page.getByRole('spinbutton', { name: 'shopper' }).fill('7');
    await expect(shop.getByRole('button', { name: /£/ }).first()).toBeVisible();
    await page.getByRole('button', { name: 'retrain model' }).click();
    await page.getByRole('link', { name: 'Live' }).click();
    await expect(page.locator('[data-figure="changes"]').locator('..')).toContainText(/model version [1-9]/);
  });
});

test.describe('imported data', () => {
  const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
  /** Forty customers and thirty products in the format of Online Retail, with each kind of row that is skipped. */
  const retail = (): string => {
    let rows = header;
    for (let i = 0; i < 600; i++)
      rows += `${536_000 + (i >> 2)},P${i % 30},"MUG ${i % 30}, RED",${1 + (i % 3)},2011-0${1 + (i % 9)}-1${i % 9} 10:00,${1 + (i % 7)}.50,${12_000 + ((i * 7) % 40)},United Kingdom\n`;
    rows += 'C536900,P1,"MUG 1, RED",-1,2011-05-10 10:00,1.50,12001,France\n';
    rows += '536901,P1,"MUG 1, RED",1,2011-05-10 10:00,1.50,,France\n';
    rows += '536902,P1,"MUG 1, RED",1,2011-05-10 10:00,0,12001,France\n';
    return rows;
  };
  const file = (name: string, text: string | Buffer) => ({
    name,
    mimeType: 'text/csv',
    buffer: typeof text === 'string' ? Buffer.from(text) : text,
  });
  const choose = async (page: Page, files: ReturnType<typeof file>[]) => {
    if (!(await page.getByRole('dialog').isVisible()))
      await page.getByRole('button', { name: /^Shop:/ }).click();
    await page.getByLabel('Shop files').setInputFiles(files);
  };

  test('Online Retail becomes the shop, survives a reload, and one click leads back', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await choose(page, [file('mine.csv.gz', gzipSync(retail()))]);
    const report = page.getByTestId('import-report');
    await expect(report).toContainText('UCI Online Retail: 600 of 603 rows used. 30 products, 40 shoppers');
    await expect(report).toContainText(/cancell/i);
    await expectAccessible(page, 'dialog');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('button', { name: /^Shop: Online Retail/ })).toBeVisible();
    await live.until('memo', 'hit-ratio', 0.5);
    await expect(page.locator('#shop')).toContainText(/mug/i);
    await expect(page).toHaveURL(/shop=imported/);
    await page.reload();
    await expect(page.getByRole('button', { name: /^Shop: Online Retail/ })).toBeVisible();
    const second = await page.context().newPage();
    await second.goto(page.url());
    await expect(second.getByRole('button', { name: /^Shop: Online Retail/ })).toBeVisible();
    await second.close();
    await page.getByRole('button', { name: 'Return to the embedded shop' }).click();
    await expect(page.getByRole('button', { name: 'Shop: embedded' })).toBeVisible();
    await live.until('memo', 'entries', 1);
  });

  test('MovieLens takes both of its files', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    let ratings = 'userId,movieId,rating,timestamp\n';
    for (let i = 0; i < 400; i++)
      ratings += `${1 + (i % 20)},${1 + ((i * 3) % 25)},${1 + (i % 5)},${964_980_000 + i}\n`;
    let movies = 'movieId,title,genres\n';
    for (let i = 1; i <= 25; i++) movies += `${i},"Film ${i}, The (1995)",Comedy|Drama\n`;
    await choose(page, [file('ratings.csv', ratings)]);
    await expect(page.getByRole('alert')).toContainText('Choose it together with ratings.csv: movies.csv');
    await choose(page, [file('ratings.csv', ratings), file('movies.csv', movies)]);
    await expect(page.getByTestId('import-report')).toContainText('MovieLens');
  });

  test('a file without usable rows changes nothing, and the page says where and why', async ({ page }) => {
    const live = new LivePage(page);
    await live.open();
    await choose(page, [file('notes.txt', 'milk\nbread\n')]);
    await expect(page.getByRole('alert')).toContainText('neither Online Retail nor MovieLens');
    await choose(page, [file('none.csv', `${header}536901,P1,MUG,1,2011-05-10 10:00,1.50,,France\n`)]);
    await expect(page.getByRole('alert')).toContainText(
      'None of the 1 rows can be used: 1 without a customer (first in line 2)',
    );
    await choose(page, [
      file('broken.csv', `${header}536901,P1,"MUG,1,2011-05-10 10:00,1.50,12001,France\n`),
    ]);
    await expect(page.getByRole('alert')).toContainText(/line 2: .*a quotation mark is never closed/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Shop: embedded' })).toBeVisible();
    await live.pass(500);
  });

  test('ambiguous dates: the report names the assumed order, and one click switches to the other', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open();
    let rows = header;
    for (let i = 0; i < 300; i++)
      rows += `${i},P${i % 20},MUG ${i % 20},1,0${1 + (i % 9)}/12/2010 08:26,1.50,${100 + (i % 25)},France\n`;
    await choose(page, [file('both.csv', rows)]);
    const report = page.getByTestId('import-report');
    await expect(report).toContainText('“01/12/2010 08:26” (line 2) fit both orders');
    await expect(report).toContainText('they were read month first');
    await expectAccessible(page, 'dialog');
    await page.getByRole('button', { name: 'Read the dates day first' }).press('Enter');
    await expect(report).toContainText('Dates were read day first, as chosen.');
    await expect(report.getByRole('button', { name: 'Read the dates month first' })).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await live.until('memo', 'entries', 1);
  });

  test('a file beyond the limit changes nothing, names the row and offers a sample of its customers', async ({
    page,
  }) => {
    const live = new LivePage(page);
    await live.open();
    await page.getByRole('button', { name: /^Shop:/ }).click();
    await page.getByText('How files are read').click();
    await page.getByRole('spinbutton', { name: 'Purchases at most' }).fill('500');
    await expectAccessible(page, 'dialog');
    await choose(page, [file('large.csv', retail())]);
    await expect(page.getByRole('alert')).toContainText(
      'large.csv, line 502: The file is too large: row 501 would exceed the limit of 500 purchases.',
    );
    await page.getByRole('button', { name: 'Read 50 % of the customers' }).click();
    const report = page.getByTestId('import-report');
    await expect(report).toContainText('A sample: 50 % of the customers, chosen by a hash of their ids');
    await expect(report).toContainText('of customers outside the sample');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('button', { name: /^Shop: Online Retail/ })).toBeVisible();
    await live.until('memo', 'entries', 1);
  });

  const real = new URL('../../shared/data/online-retail.csv.gz', import.meta.url);
  test('the real Online Retail, 541,909 rows, imports and runs; an import can be cancelled', async ({
    page,
  }) => {
    test.skip(!existsSync(real), 'the real data is not beside this project');
    test.setTimeout(240_000);
    const live = new LivePage(page);
    await live.open();
    const bytes = readFileSync(real);
    await choose(page, [file('online-retail.csv.gz', bytes)]);
    await expect(page.getByRole('progressbar')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('dialog')).toContainText('cancelled');
    await expect(page.getByRole('button', { name: 'Shop: embedded' })).toBeAttached();
    await choose(page, [file('online-retail.csv.gz', bytes)]);
    await expect(page.getByTestId('import-report')).toContainText('of 541,909 rows used', {
      timeout: 180_000,
    });
    await page.getByRole('button', { name: 'Continue' }).click();
    await live.speed(9);
    await live.until('memo', 'hit-ratio', 0.5);
  });
});
