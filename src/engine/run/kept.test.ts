import { expect, test } from 'vitest';
import { engineAt, look } from '../testing/engine-at';

/** Figures of a run, without what the wall clock measured. */
async function figures(engine: Parameters<typeof look>[0]) {
  const { at, requests, tier, events, marks, model } = await look(engine);
  return { at, requests, total: tier.total, events, marks, version: model.version };
}

const opened = () => engineAt({ purchasesPerMinute: 600, invalidation: 'tags' });

test('what one engine saves, another goes on with: the same figures as if the first had lived', async () => {
  const first = await opened();
  await first.play(5_000, 100);
  const saved = await first.engine.checkpoint();
  if (!saved) throw new Error('The run was not saved');
  expect(saved.at).toBeGreaterThan(4_000);
  await first.engine.apply({ kind: 'setPrice', product: 3, cents: 700 });
  const second = await engineAt();
  const reply = await second.engine.restore(saved);
  expect(reply).toMatchObject({ ok: true, value: { shop: { source: 'embedded' } } });
  await second.engine.apply({ kind: 'setPrice', product: 3, cents: 700 });
  for (let step = 0; step < 50; step++) {
    await first.engine.step();
    await second.engine.step();
  }
  expect(await figures(second.engine)).toEqual(await figures(first.engine));
  expect(await second.engine.run()).toEqual(await first.engine.run());
});

test('what was done after the saving comes at its moment in the continued run, once', async () => {
  const first = await opened();
  await first.play(3_000, 100);
  await first.engine.apply({ kind: 'set', setting: 'ttl', value: 9_000 });
  const saved = await first.engine.checkpoint();
  if (!saved) throw new Error('The run was not saved');
  await first.play(1_500, 100);
  await first.engine.apply(
    { kind: 'set', setting: 'entries', value: 77 },
    { kind: 'setPrice', product: 3, cents: 700 },
  );
  await first.engine.apply({ kind: 'set', setting: 'ttl', value: 9_000 });
  const known = (await first.engine.run()).interventions;
  const second = await engineAt();
  await second.engine.restore(saved, known);
  expect((await look(second.engine)).stepsToCome.count).toBe(3);
  expect(await second.engine.run()).toEqual(await first.engine.run());
  const { at } = await look(first.engine);
  while ((await look(second.engine)).at < at) await second.engine.step();
  while ((await look(first.engine)).at < (await look(second.engine)).at) await first.engine.step();
  expect(await figures(second.engine)).toEqual(await figures(first.engine));
  expect((await look(second.engine)).settings).toMatchObject({ entries: 77, ttl: 9_000 });
});

test('a saved run of another shop is a Problem, and the present run stays', async () => {
  const { engine, play } = await opened();
  await play(500, 100);
  const before = await figures(engine);
  const { port1, port2 } = new MessageChannel();
  const saved = await engine.checkpoint();
  if (!saved) throw new Error('The run was not saved');
  const data = await new Promise<{ store: object }>((resolve) => {
    saved.saved.onmessage = (event) => resolve(event.data);
  });
  saved.saved.close();
  port1.postMessage({ ...data, store: { ...data.store, shop: 'another' } });
  const reply = await engine.restore({ at: saved.at, saved: port2 });
  expect(reply).toMatchObject({ ok: false, problem: { kind: 'shop-not-opened' } });
  expect(await figures(engine)).toEqual(before);
});
