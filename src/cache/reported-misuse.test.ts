import { describe, expect, test } from 'vitest';
import { Random } from '../base/random';
import { CycleError, memoize } from './memoize';
import type { Protect } from './protect';
import { HandClock } from './testing/hand-clock';
import { slowSource } from './testing/slow-source';

const bounds = { maxEntries: 10, ttlMs: 1_000, random: new Random(1) } as const;

/** Returns the outcome of a call once nothing more can happen without time passing. */
async function settledIn<V>(call: Promise<V>, clock: HandClock, ms: number): Promise<V | Error | 'waiting'> {
  let outcome: V | Error | 'waiting' = 'waiting';
  call.then(
    (value) => {
      outcome = value;
    },
    (error: Error) => {
      outcome = error;
    },
  );
  await clock.pass(ms);
  return outcome;
}

describe('an older computation never replaces a newer value', () => {
  test('when it outlives the hard limit', async () => {
    const { get, ask, source, clock } = slowSource({
      protect: { singleFlight: true, timeLimits: { softMs: 50, hardMs: 100 } },
    });
    source.ms = 500; // reads version 1, then takes 500 ms
    expect(await ask('a', 100)).toBe('["a"] was not made within 100 ms');
    source.ms = 10;
    source.version = 2;
    expect(await ask('a')).toBe('a2');
    await clock.pass(500); // the first ends with version 1
    expect(await ask('a', 0)).toBe('a2');
    expect(get.memo.counters.superseded).toBe(1);
    expect(get.memo.cache.stats.inserted).toBe(1);
  });

  test('without single flight', async () => {
    const { get, ask, source, clock } = slowSource();
    source.ms = 100;
    const older = get('a');
    source.ms = 10;
    source.version = 2;
    expect(await ask('a')).toBe('a2');
    await clock.pass(100);
    expect(await older).toBe('a1'); // it was read before the request for version 2
    expect(await ask('a', 0)).toBe('a2');
  });

  test('nor does an absence; and it does not return when the newer value has expired', async () => {
    const { get, ask, source, clock } = slowSource({
      ttlMs: 20,
      protect: { negativeCaching: { ttlMs: 5_000 } },
      isNegative: (value) => value === 'a2',
    });
    source.ms = 100;
    void get('a');
    void get('b');
    source.ms = 10;
    source.version = 2;
    await ask('a');
    await ask('b');
    await clock.pass(100);
    expect(await ask('a', 0)).toBe('a2');
    expect(get.memo.counters.answers['hit: negative']).toBe(1);
    expect(get.memo.cache.has('["b"]')).toBe(false);
  });

  test('is kept if it ends first, even without single-flight', async () => {
    const { get, ask, source, clock } = slowSource();
    void get('a');
    await clock.pass(5);
    source.version = 2;
    void get('a');
    await clock.pass(20);
    expect(await ask('a', 0)).toBe('a2');
    expect(get.memo.counters.superseded).toBe(0);
  });
});

describe('a refresh that hangs does not hold its key once the value has expired', () => {
  const hung = async (protect: Protect, afterMs: number) => {
    const made = slowSource({ protect: { singleFlight: true, ...protect } });
    await made.ask('a');
    await made.clock.pass(afterMs);
    made.source.ms = Infinity;
    expect(await made.ask('a', 0)).toBe('a1'); // and a refresh starts that never ends
    made.source.ms = 10;
    made.source.version = 2;
    return made;
  };

  test('refresh-ahead', async () => {
    const { ask, source, clock } = await hung({ refreshAhead: { at: 0.5 } }, 800);
    expect(await ask('a')).toBe('a1');
    expect(source.asked).toHaveLength(2); // until the value expires, one refresh is enough
    await clock.pass(500);
    expect(await ask('a')).toBe('a2');
    expect(await ask('a', 0)).toBe('a2');
  });

  test('stale-while-revalidate, after its grace', async () => {
    const { ask, clock } = await hung({ staleWhileRevalidate: { graceMs: 500 } }, 1_200);
    await clock.pass(500);
    expect(await ask('a')).toBe('a2');
  });

  test('concurrent misses then share one computation', async () => {
    const { get, source, clock } = await hung({ refreshAhead: { at: 0.5 } }, 800);
    await clock.pass(500);
    source.asked = [];
    const all = [get('a'), get('a'), get('a')];
    await clock.pass(10);
    expect(await Promise.all(all)).toEqual(['a2', 'a2', 'a2']);
    expect(source.asked).toHaveLength(1);
  });
});

describe.each([false, true])('a value that needs itself, single-flight %s', (singleFlight) => {
  const make = (detectCycles?: boolean) => {
    const clock = new HandClock();
    const options = { ...bounds, clock, detectCycles, protect: { singleFlight } };
    const slowly = async (get: () => Promise<unknown>): Promise<string> => {
      await clock.sleep(1);
      return `via ${await get()}`;
    };
    return { clock, options, slowly };
  };

  test('directly, after an await, is an error', async () => {
    const { clock, options, slowly } = make();
    const ring: (n: number) => Promise<string> = memoize((n: number) => slowly(() => ring(n)), options);
    const outcome = await settledIn(ring(1), clock, 10);
    expect(outcome).toBeInstanceOf(CycleError);
    expect(outcome).toMatchObject({ message: '[1] is made from itself: it would wait for ever' });
  });

  test('through another function is an error; one that needs it twice, or another key, is none', async () => {
    const { clock, options, slowly } = make();
    const a: (n: number) => Promise<string> = memoize((n: number) => slowly(() => b(n)), options);
    const b: (n: number) => Promise<string> = memoize(
      (n: number) => (n === 0 ? 'end' : slowly(() => (n > 5 ? a(n - 6) : a(n)))),
      options,
    );
    expect(await settledIn(a(1), clock, 10)).toBeInstanceOf(CycleError);
    expect(await settledIn(a(6), clock, 10)).toBe('via via via end');
    const twice = memoize(() => slowly(() => Promise.all([a(6), a(6), b(0)])), options);
    expect(await settledIn(twice(), clock, 10)).toBe('via via via via end,via via via end,end');
  });

  test('through a computation started by another caller is an error', async () => {
    const { clock, options, slowly } = make();
    const a: () => Promise<string> = memoize(() => slowly(() => b()), options);
    const b: () => Promise<string> = memoize(() => slowly(() => a()), options);
    const both = [settledIn(a(), clock, 10), settledIn(b(), clock, 10)];
    for (const outcome of await Promise.all(both)) expect(outcome).toBeInstanceOf(CycleError);
  });

  test('a computation that it started but does not wait for may request it later', async () => {
    const { clock, options } = make();
    let later: Promise<string> | undefined;
    const get: () => Promise<string> = memoize(async () => {
      later ??= clock.sleep(2_000).then(() => get());
      return 'made';
    }, options);
    expect(await get()).toBe('made');
    await clock.pass(2_000);
    expect(await later).toBe('made');
  });
});

test('where the platform cannot detect that a value needs itself, joining callers wait 30 s at most', async () => {
  const clock = new HandClock();
  const ring: (n: number) => Promise<unknown> = memoize(
    async (n: number) => {
      await clock.sleep(1);
      return ring(n);
    },
    { ...bounds, clock, detectCycles: false, protect: { singleFlight: true } },
  );
  const call = ring(1);
  expect(await settledIn(call, clock, 29_000)).toBe('waiting');
  const outcome = await settledIn(call, clock, 2_000);
  expect(outcome).toMatchObject({ name: 'TimeLimitError' });
  expect((outcome as Error).message).toContain('may be made from itself');
});

describe('a source with values that always fail the check', () => {
  const requests = async (check: (value: string | undefined) => boolean, ms: number) => {
    const made = slowSource({ protect: { valueCheck: { pauseMs: 1_000 } }, check });
    const outcomes = new Set<string>();
    for (let i = 0; i < 1_000; i++) outcomes.add(await made.ask('a', ms));
    return { ...made, outcomes };
  };

  test('a thousand requests cost one computation a pause, not a thousand', async () => {
    const { source, outcomes, clock, ask, get } = await requests(() => false, 10);
    // 10 s of requests, a pause of 1 s.
    expect(source.asked.length).toBeLessThanOrEqual(11);
    expect([...outcomes]).toEqual(['The value of ["a"] does not pass the check']);
    expect(get.memo.counters.answers['failed: remembered']).toBeGreaterThan(980);
    await clock.pass(1_000);
    get.memo.reconfigure({ valueCheck: 'off' });
    expect(await ask('a')).toBe('a1');
  });

  test('the same for values that pass at first and fail on read', async () => {
    let checks = 0;
    const { source } = await requests(() => checks++ % 2 === 0, 10);
    expect(source.asked.length).toBeLessThanOrEqual(30);
  });

  test('an invalidation of its tag ends the pause', async () => {
    let passes = false;
    const { get, ask } = slowSource({ protect: { valueCheck: true }, check: () => passes });
    expect(await ask('a')).toContain('does not pass');
    passes = true;
    expect(await ask('a')).toContain('does not pass');
    get.invalidateTag('fact a');
    expect(await ask('a')).toBe('a1');
  });

  test('a refresh that fails the check is not started again by each hit', async () => {
    let passes = true;
    const { ask, source, clock } = slowSource({
      protect: { valueCheck: { pauseMs: 5_000 }, refreshAhead: { at: 0.1 } },
      check: (value) => passes || value === 'a1',
    });
    await ask('a');
    await clock.pass(500);
    passes = false;
    source.version = 2;
    for (let i = 0; i < 20; i++) expect(await ask('a')).toBe('a1');
    expect(source.asked).toHaveLength(2);
  });
});
