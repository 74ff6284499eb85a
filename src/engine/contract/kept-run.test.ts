import { expect, test } from 'vitest';
import { KEEP_EVERY_MS, type KeptRun, RunKeeper } from './kept-run';

/** A page whose time a test advances, and an engine that saves at once. */
function page() {
  const work: (() => void)[] = [];
  const state = { now: 0, seen: true, at: 0, gone: false, tooLarge: false };
  const given: (KeptRun & { closed: boolean })[] = [];
  const time = {
    now: () => state.now,
    every: (_: number, one: () => void) => {
      work.push(one);
      return () => {};
    },
    isSeen: () => state.seen,
  };
  const keeper = new RunKeeper(time, async () => {
    if (state.gone) throw new Error('gone');
    if (state.tooLarge) return undefined;
    const { port1 } = new MessageChannel();
    const kept = { at: state.at, saved: port1, closed: false };
    port1.close = () => {
      kept.closed = true;
    };
    given.push(kept);
    return kept;
  });
  const pass = async (ms: number) => {
    state.now += ms;
    for (const one of work) one();
    await Promise.resolve();
    await Promise.resolve();
  };
  const run = async (at: number, ms = KEEP_EVERY_MS) => {
    state.at = at;
    keeper.heardOf(at);
    await pass(ms);
  };
  return { keeper, state, given, pass, run };
}

test('a run that goes on is kept every ten seconds of wall time at most, and only the last one', async () => {
  const { keeper, given, run } = page();
  expect(keeper.at).toBeUndefined();
  await run(100, 2_000);
  expect(keeper.at).toBe(100);
  await run(200, 2_000);
  expect(keeper.at, 'too soon').toBe(100);
  await run(300);
  expect(keeper.at).toBe(300);
  expect(given.map(({ closed }) => closed)).toEqual([true, false]);
});

test('a run that stands still, and one in a hidden tab, cost nothing', async () => {
  const { keeper, given, state, run, pass } = page();
  await run(100);
  await pass(KEEP_EVERY_MS);
  state.seen = false;
  await run(200);
  expect(given).toHaveLength(1);
  expect(keeper.at).toBe(100);
});

test('what is kept outlives the engine, is given away once, and is let go when another run opens or grows too large', async () => {
  const { keeper, given, state, run } = page();
  await run(100);
  state.gone = true;
  await run(200);
  expect(keeper.take()?.at).toBe(100);
  expect(keeper.take()).toBeUndefined();
  state.gone = false;
  await run(300);
  keeper.forget();
  expect(keeper.at).toBeUndefined();
  await run(400);
  state.tooLarge = true;
  await run(500);
  expect(keeper.at).toBeUndefined();
  expect(given.map(({ closed }) => closed)).toEqual([false, true, true]);
});
