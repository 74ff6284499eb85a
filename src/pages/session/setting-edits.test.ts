import { expect, test } from 'vitest';
import { failed, ok, type Reply } from '../../base/result';
import type { Intervention } from '../../engine/contract/engine';
import { defaultSettings } from '../../engine/contract/settings';
import { firstState, type SessionState } from './session-state';
import { SettingEdits } from './setting-edits';

/** Creates the edits of a page whose engine answers on the test's command. */
function page() {
  let state: SessionState = firstState({ seed: 42, settings: defaultSettings });
  const asked: { whats: readonly Intervention[]; answer(reply: Reply<number>): void }[] = [];
  const edits = new SettingEdits({
    state: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    apply: (...whats) =>
      new Promise((answer) => {
        asked.push({ whats, answer });
      }),
    onSettings: () => {},
  });
  /** The engine's answers in order. */
  const answer = async (...replies: Reply<number>[]) => {
    for (const reply of replies) {
      asked.shift()?.answer(reply);
      await new Promise((settle) => setTimeout(settle));
    }
  };
  return { edits, answer, asked, shown: () => state };
}

test('a change is shown at once, and applied and undone as a unit', async () => {
  const { edits, answer, asked, shown } = page();
  void edits.make([
    { setting: 'ttl', value: 5_000 },
    { setting: 'entries', value: 50 },
  ]);
  expect(shown().settings).toMatchObject({ ttl: 5_000, entries: 50 });
  expect(asked.map(({ whats }) => whats)).toEqual([
    [
      { kind: 'set', setting: 'ttl', value: 5_000 },
      { kind: 'set', setting: 'entries', value: 50 },
    ],
  ]);
  await answer(ok(1));
  void edits.undo();
  expect(asked.map(({ whats }) => whats.length)).toEqual([2]);
  await answer(ok(3));
  expect(shown().settings).toEqual(defaultSettings);
  expect(shown().undo).toEqual([]);
});

test('a change that the engine rejects is reverted as a whole; accepted ones stay and can be undone', async () => {
  const { edits, answer, shown } = page();
  void edits.make([{ setting: 'policy', value: 'fifo' }]);
  await answer(ok(1));
  void edits.make([
    { setting: 'ttl', value: 5_000 },
    { setting: 'entries', value: 50 },
  ]);
  await answer(failed('bad-setting', 'no'));
  expect(shown().settings).toEqual({ ...defaultSettings, policy: 'fifo' });
  expect(shown().undo).toHaveLength(1);
  void edits.undo();
  await answer(failed('no-answer', 'gone'));
  expect(shown().settings.policy).toBe('fifo');
  expect(shown().undo).toHaveLength(1);
});

test('a rejected change leaves a later one as it is, which can be undone', async () => {
  const { edits, answer, shown } = page();
  void edits.make([
    { setting: 'ttl', value: 5_000 },
    { setting: 'entries', value: 50 },
  ]);
  void edits.make([{ setting: 'ttl', value: 7_000 }]);
  await answer(failed('bad-setting', 'no'), ok(2));
  expect(shown().settings).toEqual({ ...defaultSettings, ttl: 7_000 });
  expect(shown().undo).toHaveLength(1);
});

test('a change from a link is shown, but never overrides a later edit', async () => {
  const { edits, answer, shown } = page();
  const linked = { ...defaultSettings, ttl: 7_000 };
  edits.adopting()(linked);
  expect(shown().settings.ttl).toBe(7_000);

  const before = edits.adopting();
  void edits.make([{ setting: 'ttl', value: 5_000 }]);
  const during = edits.adopting();
  before(linked);
  during(linked);
  expect(shown().settings.ttl).toBe(5_000);
  await answer(ok(1));
  before(linked);
  during(linked);
  expect(shown().settings.ttl).toBe(5_000);
  edits.adopting()({ ...linked, ttl: 9_000 });
  expect(shown().settings.ttl).toBe(9_000);
});
