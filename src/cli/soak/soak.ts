import type { Page } from '@playwright/test';
import type { Bytes, Milliseconds } from '../../base/units';
import { Driver } from './drive';
import { grownHeap, type HeapReading } from './growth';
import { Heaps } from './heaps';
import { brokenIdentities } from './identities';
import { headLine, type Round, rowLine } from './rows';
import { lookAt, watchFromTheStart } from './watch-page';

export interface SoakOptions {
  /** The page with the link to its run. */
  readonly url: string;
  readonly minutes: number;
  /** What a heap may grow beside the tenth. */
  readonly slackBytes: Bytes;
  say(line: string): void;
}

const MOST_ROUND_MS = 60_000;
/** There must be readings in each quarter. */
const ROUNDS_AT_LEAST = 8;
const STEP_MS = 500;

/**
 * Runs the page for so many minutes, in rounds of a minute or less, and prints a row a round. Each round does the same:
 * the first half at full speed, the second at 60× with a drill and a setting changed every ten seconds.
 * @returns what is wrong, a line each; none if all is well.
 */
export async function soak(page: Page, { url, minutes, slackBytes, say }: SoakOptions): Promise<string[]> {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`the page reported an error: ${error.message}`));
  page.on('crash', () => wrong.push('the page crashed'));
  await watchFromTheStart(page);
  await page.goto(url);
  const heaps = await Heaps.of(page, /\/assets\/worker-/);
  const driver = new Driver(page);
  await driver.open();
  const rounds = Math.max(ROUNDS_AT_LEAST, Math.ceil((minutes * 60_000) / MOST_ROUND_MS));
  const roundMs = (minutes * 60_000) / rounds;
  const start = performance.now();
  const pageHeap: HeapReading[] = [];
  const workerHeap: HeapReading[] = [];
  say(headLine);
  for (let i = 1; i <= rounds; i++) {
    const { broken, ...round } = await oneRound(page, driver, heaps, start, start + i * roundMs);
    wrong.push(...broken);
    say(rowLine({ ...round, addUp: broken.length === 0 }));
    pageHeap.push({ part: i / rounds, bytes: round.pageHeap });
    const { workerHeap: whole, checkpoints } = round;
    workerHeap.push({ part: i / rounds, bytes: whole - checkpoints, whole });
  }
  const grown = { page: grownHeap(pageHeap, slackBytes), worker: grownHeap(workerHeap, slackBytes) };
  if (grown.page) wrong.push(`the page's heap ${grown.page}`);
  if (grown.worker) wrong.push(`the worker's heap without its checkpoints ${grown.worker}`);
  return wrong;
}

/** @param start of the run, and `end` of the round, as `performance.now` tells time. */
async function oneRound(
  page: Page,
  driver: Driver,
  heaps: Heaps,
  start: Milliseconds,
  end: Milliseconds,
): Promise<Omit<Round, 'addUp'> & { readonly broken: readonly string[] }> {
  const began = performance.now();
  await driver.fullSpeed();
  await page.waitForTimeout((end - began) / 2);
  await driver.sixtyTimes(performance.now() - start);
  while (performance.now() < end) {
    await driver.step(performance.now() - start);
    await page.waitForTimeout(Math.max(0, Math.min(STEP_MS, end - performance.now())));
  }
  const endedAtMs = performance.now() - start;
  const { frames, longTasks, longestMs, snapshot } = await lookAt(page);
  const { total, entries } = snapshot.tier;
  return {
    endedAtMs,
    tookMs: performance.now() - began,
    pageHeap: await heaps.page(),
    workerHeap: await heaps.worker(),
    checkpoints: snapshot.travel.bytes,
    nodes: await heaps.nodes(),
    frames,
    longTasks,
    longestMs,
    requests: total.requests,
    entries,
    broken: brokenIdentities(snapshot),
  };
}
