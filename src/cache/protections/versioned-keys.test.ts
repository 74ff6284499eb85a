import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

async function afterRelease(versionedKeys: boolean) {
  let release = 1;
  const made = slowSource({ protect: { versionedKeys, singleFlight: true }, version: () => release });
  return {
    ...made,
    release: () => {
      release = 2;
      made.source.version = 2;
    },
  };
}

test('off: after a new version the old entries are still served; on: they are unreachable at once', async () => {
  for (const [on, answer] of [
    [false, 'a1'],
    [true, 'a2'],
  ] as const) {
    const { ask, release } = await afterRelease(on);
    await ask('a');
    release();
    expect(await ask('a')).toBe(answer);
  }
});

test('on: no request joins a computation of the old version, and its value replaces nothing', async () => {
  const { get, ask, release, clock } = await afterRelease(true);
  const old = get('a');
  await clock.pass(5);
  release();
  expect(await ask('a')).toBe('a2');
  expect(await old).toBe('a1');
  expect(await ask('a', 0)).toBe('a2');
});

test('on: unreachable entries take up capacity for a while', async () => {
  const { get, ask, release } = await afterRelease(true);
  await ask('a');
  release();
  await ask('a');
  expect(get.memo.cache.size).toBe(2);
});
