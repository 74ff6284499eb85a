import { chromium } from '@playwright/test';
import { findOrInstallBrowser } from './find-browser';
import { serveSite } from './serve-site';
import { readArguments, USAGE } from './soak/arguments';
import { soak } from './soak/soak';
import { UsageError } from './usage-error';

/** Small caches, those of the browser too, so that a short run has filled them within its first quarter. */
const RUN = '#/?entries=500&gcTime=5s';
/**
 * Growth in bytes that a short run allows beside the tenth. V8 compiles hot functions for some minutes, and on a busy
 * machine the second quarter begins after 50,000 requests, when the recording and the true values can still gain up to
 * 5 MB: a tenth of a heap of 20 MB or more, and this, allow that. A leak is above it even there: between the compared
 * quarters lie 100,000 requests, so 100 bytes a request are 10 MB.
 */
const SLACK_OF_A_SHORT_RUN = 3_000_000;
const LONG_MINUTES = 10;

/** `npm run -s soak`: whether the heaps of a long run are flat and its counters add up. */
async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) {
    console.log(USAGE);
    return;
  }
  const executablePath = findOrInstallBrowser(console.error);
  const site = await serveSite({ fresh: !args.keptBuild });
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { minutes } = args;
    const wrong = await soak(page, {
      url: `${site.url}${RUN}`,
      minutes,
      slackBytes: minutes < LONG_MINUTES ? SLACK_OF_A_SHORT_RUN : 0,
      say: console.log,
    });
    for (const line of wrong) console.error(`soak: ${line}`);
    if (wrong.length > 0) process.exitCode = 1;
    else console.log('Both heaps are flat after the first quarter, and the counters add up.');
  } finally {
    await browser.close();
    await site.close();
  }
}

main().catch((thrown: unknown) => {
  if (!(thrown instanceof UsageError)) throw thrown;
  console.error(`soak: ${thrown.message}`);
  process.exitCode = 2;
});
