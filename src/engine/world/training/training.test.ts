import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../contract/engine';
import type { Settings } from '../../contract/settings';
import { cost } from '../../serving/cost';
import { engineAt, look } from '../../testing/engine-at';
import { TrainerInSlices } from '../../testing/trainer-in-slices';

const counted = ({ tier, requests, at, store: { queries, rows, changes }, marks, model }: Snapshot) => ({
  total: tier.total,
  requests,
  at,
  queries,
  rows,
  changes,
  marks,
  version: model.version,
  since: model.since,
  purchasesSince: model.purchasesSince,
});

const busy: Partial<Settings> = { model: 'ease', purchasesPerMinute: 300, requestsPerSecond: 60 };

const pause = () => new Promise((resolve) => setTimeout(resolve));

describe('when a model takes over is a moment of virtual time', () => {
  test('a fast and a slow trainer, at two speeds, give the same run', async () => {
    const settings = { ...busy, updates: 'minute', retrainEvery: 100_000, computeSlowdown: 20 } as const;
    const fast = await engineAt(settings, [], new TrainerInSlices(0));
    await fast.engine.setSpeed(40);
    await fast.play(5_000, 10);
    const slow = await engineAt(settings, [], new TrainerInSlices(150));
    await slow.engine.setSpeed(10);
    let waited = false;
    for (let i = 0; i < 2_000 && (await look(slow.engine)).at < 200_000; i++) {
      const { at } = await look(slow.engine);
      await slow.play(Math.min(400, (200_000 - at) / 10), 10);
      waited ||= (await look(slow.engine)).model.training?.holdsTime ?? false;
    }
    expect(waited).toBe(true);
    const seen = counted(await look(fast.engine));
    expect(seen.at).toBe(200_000);
    expect(seen.version).toBe(5);
    expect(counted(await look(slow.engine))).toEqual(seen);
  });

  test('time waits before it and continues when the training is done; the progress is reported', async () => {
    const trainer = new TrainerInSlices(0);
    const { engine, play } = await engineAt(busy, [], trainer);
    await engine.setSpeed(60);
    // Two turns: at the first slice time runs up to the takeover, and the training is not done.
    await play(20, 10);
    const waiting = await look(engine);
    expect(waiting.model).toMatchObject({ label: 'Cosine', version: 0 });
    expect(waiting.model.training).toMatchObject({ label: 'EASE^R', task: 'train', holdsTime: true });
    expect(waiting.model.training?.share).toBeLessThan(1);
    expect(waiting.at).toBeLessThanOrEqual(waiting.model.training?.takesOverAt ?? 0);
    await play(3_000, 10);
    const after = await look(engine);
    expect(after.model).toMatchObject({ label: 'EASE^R', version: 1, how: 'trained', training: undefined });
    expect(after.marks).toEqual([
      { at: after.model.since, text: 'EASE^R: version 1 takes over', kind: 'model' },
    ]);
    expect(after.events.some(({ kind, key }) => kind === 'model' && key === 'EASE^R')).toBe(true);
    expect(after.at).toBeGreaterThan(60_000);
    expect(after.model.wanted, 'the model that is set serves').toBeUndefined();
  });

  test('a request to a paused run waits with it, and so does a step', async () => {
    const trainer = new TrainerInSlices(0);
    const { engine, play } = await engineAt({ ...busy, requestsPerSecond: 1 }, [], trainer);
    await engine.setSpeed(60);
    await play(20, 10);
    expect((await look(engine)).model.training?.holdsTime).toBe(true);
    const before = (await look(engine)).requests;
    const answer = engine.request({ kind: 'product', product: 5 }, 'hand');
    const stepped = engine.step();
    for (let i = 0; i < 100; i++) trainer.takeTurn();
    expect(await answer).toMatchObject({ ok: true });
    await stepped;
    const after = await look(engine);
    expect(after.requests).toBeGreaterThan(before);
    expect(after.model.version).toBe(1);
  });
});

describe('a training that is cancelled', () => {
  test('leaves the model as it was, frees its core, lets time go on, and is part of the run', async () => {
    const trainer = new TrainerInSlices(1_000_000);
    const { engine, play } = await engineAt({ ...busy, cores: 1 }, [], trainer);
    await engine.setSpeed(60);
    await play(50, 10);
    const held = await look(engine);
    expect(held.model.training?.holdsTime).toBe(true);
    await engine.apply({ kind: 'cancelTraining' });
    expect(trainer.stopped).toBe(1);
    const { interventions } = await engine.run();
    expect(interventions[0]?.at).toBeLessThanOrEqual(held.model.training?.takesOverAt ?? 0);
    await play(1_000, 10);
    const seen = await look(engine);
    expect(seen.model).toMatchObject({ label: 'Cosine', version: 0, training: undefined });
    expect(seen.model.wanted, 'the setting names another model than the one that serves').toBe('EASE^R');
    expect(seen.compute.computations).toBeGreaterThan(held.compute.computations);

    const again = await engineAt({ ...busy, cores: 1 }, interventions, new TrainerInSlices(0));
    await again.engine.setSpeed(1);
    await again.play(seen.at, 10);
    expect(counted(await look(again.engine))).toEqual(counted(seen));
  });

  test('a lost worker is a Problem, and the run continues as after a cancelled training', async () => {
    const trainer = new TrainerInSlices(1_000_000);
    const { engine, play } = await engineAt(busy, [], trainer);
    await engine.setSpeed(60);
    await play(50, 10);
    trainer.lose();
    await play(1_000, 10);
    const { model, at } = await look(engine);
    expect(model).toMatchObject({ label: 'Cosine', lost: { number: 1, problem: { kind: 'training-lost' } } });
    expect(at).toBeGreaterThan(30_000);
    expect((await engine.run()).interventions).toMatchObject([
      { what: { kind: 'cancelTraining' } },
      { what: { kind: 'set', setting: 'model', value: 'cosine' } },
    ]);
    expect((await look(engine)).settings.model, 'the control says which model serves').toBe('cosine');
  });

  test('another model that is chosen takes its place', async () => {
    const trainer = new TrainerInSlices(1_000_000);
    const { engine, play } = await engineAt(busy, [], trainer);
    await play(20, 10);
    await engine.apply({ kind: 'set', setting: 'model', value: 'bm25' });
    expect(trainer.stopped).toBe(1);
    await play(3_000, 10);
    expect((await look(engine)).model).toMatchObject({ label: 'BM25', version: 1 });
    await engine.apply({ kind: 'set', setting: 'model', value: 'cosine' });
    await play(3_000, 10);
    expect((await look(engine)).model).toMatchObject({ label: 'Cosine', version: 2 });
  });
});

describe('later purchases', () => {
  test('enter every minute as a new version; the list of those not known grows until then', async () => {
    const trainer = new TrainerInSlices(0);
    const { engine, play } = await engineAt(
      { ...busy, updates: 'minute', retrainEvery: 'never' },
      [],
      trainer,
    );
    await engine.setSpeed(20);
    await play(2_900, 10);
    const before = await look(engine);
    expect(before.model).toMatchObject({ version: 1, how: 'trained' });
    expect(before.model.purchasesSince).toBeGreaterThan(200);
    await play(200, 10);
    const after = await look(engine);
    expect(after.model).toMatchObject({ version: 2, how: 'updated' });
    expect(after.model.purchasesSince).toBeLessThan(30);
    expect(trainer.begun).toEqual(['train', 'update']);
  });

  test('the drift of an updated model against a full training is what it does not know yet, and off the books', async () => {
    const settings = { ...busy, updates: 'minute', retrainEvery: 'never', requestsPerSecond: 1 } as const;
    const trainer = new TrainerInSlices(0);
    const { engine, play } = await engineAt(settings, [], trainer);
    const measured = async () => {
      let over = false;
      const drift = engine
        .measureDrift(() => {})
        .finally(() => {
          over = true;
        });
      for (; !over; await pause()) trainer.takeTurn();
      const reply = await drift;
      if (!reply.ok) throw new Error(reply.problem.what);
      return reply.value;
    };
    await engine.setSpeed(20);
    await play(2_900, 10);
    const before = await look(engine);
    const drifted = await measured();
    expect(drifted.at).toBe(before.at);
    expect(drifted.purchasesSince).toBe(before.model.purchasesSince);
    expect(drifted.meanDifference).toBeGreaterThan(0);
    expect(drifted.maxDifference).toBeGreaterThanOrEqual(drifted.meanDifference);
    expect(await look(engine)).toEqual(before);
    await engine.apply({ kind: 'set', setting: 'purchasesPerMinute', value: 0 });
    await play(200, 10);
    const updated = await measured();
    expect(updated).toMatchObject({ version: 2, purchasesSince: 0, products: 240 });
    expect(updated.unchanged).toBeGreaterThan(235);
    expect(updated.meanDifference).toBeLessThan(drifted.meanDifference / 10);
  });

  test('a measurement can be cancelled', async () => {
    const { engine } = await engineAt(busy, [], new TrainerInSlices(1_000_000));
    const drift = engine.measureDrift(() => {});
    await engine.cancelDrift();
    expect(await drift).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
  });
});

test('a dense training holds a core for the time that the cube of the products takes', async () => {
  const { engine } = await engineAt({ ...busy, computeSlowdown: 10 }, [], new TrainerInSlices(0));
  const { model, compute, settings } = await look(engine);
  expect(compute.busyCores).toBe(1);
  const cubed = 240 ** 3 * 10 * cost.msPerBlockedWork;
  expect(model.training?.takesOverAt).toBeGreaterThan(cubed);
  expect(model.training?.takesOverAt).toBeLessThan(cubed + settings.storeLatency + 10);
});
