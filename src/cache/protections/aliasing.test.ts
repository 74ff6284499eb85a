import { describe, expect, test } from 'vitest';
import { Random } from '../../base/random';
import { memoize } from '../memoize';
import type { Protect } from '../protect';

const basket = (protect: Protect) =>
  memoize(() => ({ items: ['tea'] }), {
    maxEntries: 10,
    ttlMs: 'never',
    random: new Random(1),
    protect: { singleFlight: true, ...protect },
  });

test('off: who changes what they got changes it for everybody', async () => {
  const get = basket({});
  (await get()).items.push('rum');
  expect(await get()).toEqual({ items: ['tea', 'rum'] });
});

describe('copy: everybody has their own', () => {
  const aliasing = { by: 'copy' } as const;
  test('who made it, who waited together, and who came later', async () => {
    const get = basket({ aliasing });
    const [maker, other] = await Promise.all([get(), get()]);
    maker?.items.push('rum');
    expect(other).toEqual({ items: ['tea'] });
    (await get()).items.push('rum');
    expect(await get()).toEqual({ items: ['tea'] });
  });
});

describe('freeze: nobody can change it', () => {
  const aliasing = { by: 'freeze' } as const;
  test('all the way down, without copies', async () => {
    const get = basket({ aliasing });
    const one = await get();
    expect(() => one.items.push('rum')).toThrow(TypeError);
    expect(await get()).toBe(one);
  });

  test('nor what is not kept, which all who waited share', async () => {
    const get = basket({ aliasing, scanBypass: true });
    const [one, other] = await Promise.all([get.scan(), get.scan()]);
    expect(get.memo.cache.size).toBe(0);
    expect(other).toBe(one);
    expect(() => one?.items.push('rum')).toThrow(TypeError);
  });

  test('and goes round a cycle once', async () => {
    const ring: { next?: object; last: undefined } = { last: undefined };
    ring.next = { ring };
    const get = memoize(() => ring, {
      maxEntries: 1,
      ttlMs: 'never',
      random: new Random(1),
      protect: { aliasing },
    });
    expect(Object.isFrozen((await get()).next)).toBe(true);
  });
});
