import { expect, test } from 'vitest';
import { failed, ok } from '../../base/result';
import type { Engine } from '../../engine/contract/engine';
import { engineAt } from '../../engine/testing/engine-at';
import { sessionOver } from './testing/session-over';

/** Creates a session over a real engine, and lists the calls that open, play or look. */
async function page() {
  const { engine } = await engineAt();
  const calls: string[] = [];
  const session = await sessionOver(
    new Proxy<Engine>(engine, {
      get: (target, name) => {
        const method = (target[name as keyof Engine] as (...given: unknown[]) => unknown).bind(target);
        return (...given: unknown[]) => {
          if (['open', 'restore', 'useEmbeddedShop', 'play', 'snapshot'].includes(String(name)))
            calls.push(String(name));
          return method(...given);
        };
      },
    }),
  );
  const spec = await engine.run();
  await session.runs.open(spec, { playing: true });
  calls.length = 0;
  return { engine, session, spec, calls, state: () => session.use.getState() };
}

test.each([
  ['another seed', 'open', async ({ session }: Page) => session.restarts.setSeed(9)],
  ['a reset', 'open', async ({ session }: Page) => session.restarts.reset()],
  ['the embedded shop', 'useEmbeddedShop', async ({ session }: Page) => session.runs.returnToEmbedded()],
  ['a new worker', 'open', async ({ session }: Page) => session.runs.restarted(ok(undefined))],
  [
    'a saved run in a new worker',
    'restore',
    async ({ session, engine }: Page) => {
      const kept = await engine.checkpoint();
      if (kept) await session.runs.continued(ok(undefined), kept);
    },
  ],
] as const)('the run plays on before its first snapshot, with one opening: %s', async (_, opens, restart) => {
  const opened = await page();
  await restart(opened);
  expect(opened.calls).toEqual([opens, 'play', 'snapshot']);
  expect(opened.state().snapshot?.playing).toBe(true);
});

test('a paused run stays paused', async () => {
  const { session, calls, state } = await page();
  await session.playback.pause();
  calls.length = 0;
  await session.restarts.setSeed(9);
  expect(calls).toEqual(['open', 'snapshot']);
  expect(state()).toMatchObject({ seed: 9, snapshot: { playing: false } });
});

test('the notices of a link are shown with its run and discarded with the next one', async () => {
  const { session, spec, state } = await page();
  await session.runs.open(spec, { notices: ['“colour” means nothing.'] });
  expect(state().notices).toEqual(['“colour” means nothing.']);
  await session.restarts.setSeed(9);
  expect(state().notices).toEqual([]);
});

test('the notices stay when the next run cannot be opened', async () => {
  const { session, spec, state } = await page();
  await session.runs.open(spec, { notices: ['“colour” means nothing.'] });
  await session.restarts.setSeed(-1);
  expect(state()).toMatchObject({ seed: spec.seed, notices: ['“colour” means nothing.'], exchanging: false });
  expect(state().problem?.what).toContain('The seed cannot be -1');
});

test('the mark of a shortened link stays with its run until its steps are discarded', async () => {
  const { engine, session, spec } = await page();
  const stepsLeftOut = { steps: 3, from: 60_000 };
  await session.runs.open({ ...spec, stepsLeftOut });
  expect((await engine.run()).stepsLeftOut).toEqual(stepsLeftOut);
  await session.runs.returnToEmbedded();
  expect((await engine.run()).stepsLeftOut).toBeUndefined();
  await session.runs.open({ ...spec, stepsLeftOut });
  await session.restarts.reset();
  expect((await engine.run()).stepsLeftOut).toBeUndefined();
});

test('a worker that does not start is reported, and nothing is opened', async () => {
  const { session, calls, state } = await page();
  await session.runs.restarted(failed('no-worker', 'The worker did not start.'));
  expect(calls).toEqual([]);
  expect(state()).toMatchObject({ dead: true, problem: { what: 'The worker did not start.' } });
});

type Page = Awaited<ReturnType<typeof page>>;
