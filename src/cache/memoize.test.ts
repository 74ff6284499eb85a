import { describe, expect, test, vi } from 'vitest';
import { Percentiles } from '../base/histogram';
import { Random } from '../base/random';
import { type Making, type MemoizeOptions, memoize, TimeLimitError } from './memoize';
import { HandClock } from './testing/hand-clock';

const clock = new HandClock();
const bounds = { maxEntries: 10, ttlMs: 1_000, random: new Random(1), clock } as const;

/** A square that takes 10 ms, and how often it was computed. */
function makeSquare(options: Partial<MemoizeOptions<[number], number>> = {}) {
  const compute = vi.fn(async (n: number) => {
    await clock.sleep(10);
    return n * n;
  });
  return { compute, square: memoize(compute, { ...bounds, ...options }) };
}

async function answered<V>(promise: Promise<V>, ms = 10): Promise<V> {
  promise.catch(() => {}); // it may fail while time passes
  await clock.pass(ms);
  return promise;
}

describe('a memoized function', () => {
  test('computes once for equal arguments, in any order of their names', async () => {
    const compute = vi.fn(({ a, b }: { a: number; b: number }) => a - b);
    const minus = memoize(compute, bounds);
    expect(await minus({ a: 3, b: 1 })).toBe(2);
    expect(await minus({ b: 1, a: 3 })).toBe(2);
    expect(await minus({ a: 1, b: 3 })).toBe(-2);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  test('counts the wait of each request: 0 for hits, the time of the computation for misses', async () => {
    const { square } = makeSquare();
    await answered(square(3));
    await square(3);
    await square(3);
    const waits = new Percentiles(square.waits);
    expect(waits.count).toBe(3);
    expect(waits.at(0.5)).toBe(0);
    expect(waits.at(1)).toBeCloseTo(10, 0);
  });

  test('recomputes after its TTL, and a value may have its own TTL', async () => {
    const count = vi.fn(function (this: Making, ttlMs: number) {
      if (ttlMs > 0) this.keepFor(ttlMs);
      return ttlMs;
    });
    const kept = memoize(count, bounds);
    for (const ms of [0, 50]) await kept(ms);
    await clock.pass(50);
    for (const ms of [0, 50]) await kept(ms);
    expect(count.mock.calls).toEqual([[0], [50], [50]]);
    await clock.pass(950);
    await kept(0);
    expect(count).toHaveBeenCalledTimes(4);
  });

  test('refuses an invalid TTL, and continues', async () => {
    const never = memoize(
      function (this: Making, ms: number) {
        this.keepFor(ms);
        return ms;
      },
      { ...bounds, maxEntries: 1 },
    );
    await expect(never(0)).rejects.toThrow('A TTL is more than 0 ms');
    for (const ms of [1, 2, 3]) expect(await never(ms)).toBe(ms);
  });

  test('depends only on the arguments in its key', async () => {
    const { compute, square } = makeSquare({ key: (n) => Math.abs(n) });
    await answered(square(-3));
    expect(await square(3)).toBe(9);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  test('fails for arguments that cannot be a key, and does not compute', async () => {
    const compute = vi.fn((when: Date) => when);
    await expect(memoize(compute, bounds)(new Date(Number.NaN))).rejects.toThrow(
      'arguments[0] cannot be part of a key: it is an invalid date',
    );
    expect(compute).not.toHaveBeenCalled();
  });

  test('reads the time of the machine without a `clock` option', async () => {
    const { compute, square } = makeSquare({ clock: undefined, protect: { timeLimits: true } });
    expect(await answered(square(3))).toBe(9);
    expect(await square(3)).toBe(9);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  test('that needs itself throws instead of waiting for ever', async () => {
    const ring: (n: number) => Promise<number> = memoize((n: number) => ring(n), {
      ...bounds,
      protect: { singleFlight: true },
    });
    await expect(ring(1)).rejects.toThrow('made from itself');
  });

  test('refuses protections that are invalid or lack a hook', () => {
    expect(() => makeSquare({ protect: { refreshAhead: { at: 2 } } })).toThrow();
    expect(() => makeSquare({ protect: { valueCheck: true } })).toThrow('needs the check');
    expect(() => makeSquare({ protect: { versionedKeys: true } })).toThrow('version');
  });
});

describe('invalidation', () => {
  test('by key, by tag, of everything; by tag as declared or as the option says', async () => {
    const compute = vi.fn(function (this: Making, id: number) {
      this.declare(`product ${id}`, 'products');
      return { id, category: id % 2 };
    });
    const product = memoize(compute, { ...bounds, tags: ({ category }) => [`category ${category}`] });
    const computedAnew = async () => {
      const before = compute.mock.calls.length;
      for (const id of [1, 2, 3]) await product(id);
      return compute.mock.calls.slice(before).flat();
    };
    expect(await computedAnew()).toEqual([1, 2, 3]);
    expect(product.invalidate(2)).toBe(true);
    expect(await computedAnew()).toEqual([2]);
    expect(product.invalidateTag('product 3')).toBe(1);
    expect(await computedAnew()).toEqual([3]);
    expect(product.invalidateTag('category 1')).toBe(2);
    expect(await computedAnew()).toEqual([1, 3]);
    product.clear();
    expect(await computedAnew()).toEqual([1, 2, 3]);
    expect(product.invalidateTag('nobody has it')).toBe(0);
    expect(await computedAnew()).toEqual([]);
  });

  test('a purged value is kept for requests that accept a stale answer', async () => {
    const { square } = makeSquare({ protect: { staleWhileRevalidate: true } });
    await answered(square(3));
    expect(square.purge(3)).toBe(true);
    expect(await square(3)).toBe(9);
    expect(square.memo.counters.answers).toEqual({ 'miss: cold': 1, 'stale: revalidating': 1 });
  });
});

describe('a failure', () => {
  const failing = (protect: MemoizeOptions<[], never>['protect'] = {}) => {
    const compute = vi.fn(async (): Promise<never> => {
      await clock.sleep(10);
      throw new Error(`no ${compute.mock.calls.length}`);
    });
    return { compute, fail: memoize(compute, { ...bounds, protect }) };
  };

  test('reaches every waiting caller once', async () => {
    const { compute, fail } = failing({ singleFlight: true });
    const waiting = Promise.allSettled([fail(), fail(), fail()]);
    await clock.pass(10);
    expect(await waiting).toEqual(Array(3).fill({ status: 'rejected', reason: new Error('no 1') }));
    expect(compute).toHaveBeenCalledTimes(1);
    expect(fail.memo.inFlight).toBe(0);
  });

  test('is not kept: the next request computes again', async () => {
    const { fail } = failing();
    await expect(answered(fail())).rejects.toThrow('no 1');
    await expect(answered(fail())).rejects.toThrow('no 2');
  });

  test('includes a function that throws before it returns a promise', async () => {
    const broken = memoize((): number => {
      throw new Error('at once');
    }, bounds);
    await expect(broken()).rejects.toThrow('at once');
  });

  test('of a background refresh is counted, and no unhandled rejection', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let down = false;
    const value = memoize(
      () => {
        if (down) throw new Error('down');
        return 1;
      },
      { ...bounds, protect: { staleWhileRevalidate: true } },
    );
    await value();
    await clock.pass(1_000);
    down = true;
    expect(await value()).toBe(1);
    await clock.pass(1);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(value.memo.counters.failed).toBe(1);
  });

  test('to freeze or copy a value reaches the waiting caller', async () => {
    const set = memoize(() => new Set([1]), { ...bounds, protect: { aliasing: { by: 'freeze' } } });
    await expect(set()).rejects.toThrow('A Set cannot be frozen');
    const code = memoize(() => () => 1, { ...bounds, protect: { aliasing: { by: 'copy' } } });
    await expect(code()).rejects.toThrow();
    expect(set.memo.inFlight + code.memo.inFlight).toBe(0);
  });
});

test('the error of the hard limit names the key and the limit', async () => {
  const { square } = makeSquare({ protect: { timeLimits: { hardMs: 5 } } });
  const error = await answered(square(3)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TimeLimitError);
  expect(error).toMatchObject({ message: '[3] was not made within 5 ms' });
});
