import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Random } from '../base/random';
import { memoize } from './memoize';
import { retainedSize } from './retained-size';

describe('an estimate of retained bytes', () => {
  test('grows with the contents', () => {
    expect(retainedSize('aaaaaaaa')).toBe(24);
    expect(retainedSize('āāāāāāāā')).toBe(32);
    expect(retainedSize({ a: 1, b: 2 })).toBeGreaterThan(retainedSize({ a: 1 }));
    expect(retainedSize(new Float64Array(1000))).toBeGreaterThan(8000);
    expect(retainedSize(new Map([['k', 'v'.repeat(100)]]))).toBeGreaterThan(200);
    expect(retainedSize([1, 2, 3])).toBeLessThan(retainedSize([{}, {}, {}]));
  });

  test('counts shared parts once, and terminates on a cycle', () => {
    const shared = 'x'.repeat(1000).split('');
    const cyclic: { self?: unknown; parts: unknown[] } = { parts: [shared, shared] };
    cyclic.self = cyclic;
    expect(retainedSize(cyclic)).toBeLessThan(2 * retainedSize(shared));
    const buffer = new ArrayBuffer(4096);
    expect(retainedSize([new Uint8Array(buffer), new Uint8Array(buffer)])).toBeLessThan(5000);
  });

  test('does not overflow the stack on a deep value', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = { deep };
    expect(retainedSize(deep)).toBeGreaterThan(3_000_000);
  });

  test('is within 30 % of what V8 reports for data', () => {
    setFlagsFromString('--expose-gc');
    const gc: () => void = runInNewContext('gc');
    const make = (i: number) => ({ id: i, name: `item number ${i}`, scores: [i + 0.5, i + 1.5, i + 2.5] });
    const count = 20_000;
    gc();
    const before = process.memoryUsage().heapUsed;
    const all = Array.from({ length: count }, (_, i) => make(i));
    gc();
    const measured = (process.memoryUsage().heapUsed - before) / count;
    const estimated = retainedSize(all[7]) + 8;
    expect(estimated / measured).toBeGreaterThan(0.7);
    expect(estimated / measured).toBeLessThan(1.3);
  });

  test('counts a slice of a longer text by its own characters; a copy releases the longer text', async () => {
    setFlagsFromString('--expose-gc');
    const gc: () => void = runInNewContext('gc');
    const count = 40;
    const cut = (i: number) => `${i} ${'x'.repeat(200_000)}`.replace(/ /g, '-').slice(0, 20);
    const heldBy = async (by?: 'copy') => {
      const get = memoize(cut, {
        maxEntries: count,
        ttlMs: 60_000,
        random: new Random(1),
        maxBytes: 1_000_000,
        protect: by && { aliasing: { by } },
      });
      gc();
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < count; i++) await get(i);
      gc();
      const held = process.memoryUsage().heapUsed - before;
      expect(get.memo.cache.bytes).toBeLessThan(100 * count);
      return held / count;
    };
    expect(await heldBy()).toBeGreaterThan(150_000);
    expect(await heldBy('copy')).toBeLessThan(20_000);
  });
});
