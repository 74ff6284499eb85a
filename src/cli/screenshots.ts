import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { findOrInstallBrowser } from './find-browser';
import { serveSite } from './serve-site';

/**
 * Takes screenshots of the real page, for the README and for review: `npm run screenshots -- --out FOLDER [--only
 * live-wide-light] [--kept-build]`. The README's: `npm run screenshots -- --only readme-wide-light --out .github`.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/screenshots' },
    only: { type: 'string' },
    'kept-build': { type: 'boolean', default: false },
  },
});

const views = [
  { name: 'live', hash: '#/', state: 'busy' },
  { name: 'live-start', hash: '#/', state: 'empty' },
  { name: 'shop', hash: '#/shop', state: 'busy' },
  // Fast, with a TTL that is long for the rate of price changes: the picture shows every outcome.
  { name: 'readme', hash: '#/?ttl=3m&priceChangesPerMinute=120', state: 'fast' },
] as const;
const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 390, height: 844 },
] as const;
const schemes = ['light', 'dark'] as const;

const site = await serveSite({ fresh: !values['kept-build'] });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(console.error) });
mkdirSync(values.out, { recursive: true });
for (const view of views)
  for (const size of sizes)
    for (const scheme of schemes) {
      const name = `${view.name}-${size.name}-${scheme}`;
      if (values.only && !name.startsWith(values.only)) continue;
      await picture(browser, name, view, size, scheme);
    }
await browser.close();
await site.close();

async function picture(
  browser: Browser,
  name: string,
  view: (typeof views)[number],
  { width, height }: (typeof sizes)[number],
  colorScheme: (typeof schemes)[number],
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  await page.goto(`${site.url}${view.hash}`);
  await page.getByRole('main').waitFor();
  // Long enough to redraw every chart several times; a running page has no exact state to wait for.
  if (view.state === 'fast') {
    await page.waitForTimeout(2_000);
    await page.getByRole('slider', { name: 'Speed' }).fill('6');
    await page.waitForTimeout(25_000);
  } else await page.waitForTimeout(view.state === 'busy' ? 6_000 : 1_500);
  await page.screenshot({ path: join(values.out, `${name}.png`) });
  await page.screenshot({ path: join(values.out, `${name}-full.png`), fullPage: true });
  console.log(join(values.out, `${name}.png`));
  await context.close();
}
