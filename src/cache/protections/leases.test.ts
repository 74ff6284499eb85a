import { expect, test } from 'vitest';
import { slowSource } from '../testing/slow-source';

/** The fact changes and is invalidated after the computation has read it and before it is done. */
async function race(leases: boolean, singleFlight = false) {
  const { get, ask, source, clock } = slowSource({ protect: { leases, singleFlight } });
  const first = get('a');
  await clock.pass(5);
  source.version = 2;
  get.invalidateTag('fact a');
  return { first, get, ask, clock };
}

test('off: a value read before the change stays for a whole TTL', async () => {
  const { clock, ask } = await race(false);
  await clock.pass(5);
  expect(await ask('a')).toBe('a1');
  await clock.pass(900);
  expect(await ask('a')).toBe('a1');
});

test('on: the value is returned to its callers, and not kept', async () => {
  const { first, clock, get, ask } = await race(true);
  await clock.pass(5);
  expect(await first).toBe('a1');
  expect(await ask('a')).toBe('a2');
  expect(get.memo.counters.revoked).toBe(1);
});

test('on: a request after the change does not join the computation from before it', async () => {
  const { ask } = await race(true, true);
  expect(await ask('a', 10)).toBe('a2');
  const joined = await race(false, true);
  expect(await joined.ask('a', 10)).toBe('a1');
});

test('on: a change of another fact revokes nothing', async () => {
  const { get, ask, source, clock } = slowSource({ protect: { leases: true } });
  void get('a');
  await clock.pass(5);
  get.invalidateTag('fact b');
  await clock.pass(5);
  expect(await ask('a', 0)).toBe('a1');
  expect(source.asked).toEqual(['a']);
});
