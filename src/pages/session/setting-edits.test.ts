import { expect, test } from 'vitest';
import { failed, ok, type Reply } from '../../base/result';
import { defaultSettings } from '../../engine/contract/settings';
import { firstState, type SessionState } from './session-state';
import { SettingEdits } from './setting-edits';

/** Creates the edits of a page whose engine answers on the test's command. */
function page() {
  let state: SessionState = firstState({ seed: 42, settings: defaultSettings });
  const asked: { setting: string; answer(reply: Reply<number>): void }[] = [];
  const edits = new SettingEdits({
    state: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    apply: (what) =>
      new Promise((answer) => {
        asked.push({ setting: what.kind === 'set' ? what.setting : what.kind, answer });
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
  return { edits, answer, shown: () => state };
}

test('a change is shown at once and undone as a unit', async () => {
  const { edits, answer, shown } = page();
  void edits.make([
    { setting: 'ttl', value: 5_000 },
    { setting: 'entries', value: 50 },
  ]);
  expect(shown().settings).toMatchObject({ ttl: 5_000, entries: 50 });
  await answer(ok(1), ok(2));
  void edits.undo();
  await answer(ok(3), ok(4));
  expect(shown().settings).toEqual(defaultSettings);
  expect(shown().undo).toEqual([]);
});

test('a change that the engine rejects is reverted; accepted ones stay and can be undone', async () => {
  const { edits, answer, shown } = page();
  void edits.make([
    { setting: 'ttl', value: 5_000 },
    { setting: 'entries', value: 50 },
  ]);
  await answer(ok(1), failed('bad-setting', 'no'));
  expect(shown().settings).toEqual({ ...defaultSettings, ttl: 5_000 });
  expect(shown().undo).toHaveLength(1);
  void edits.make([{ setting: 'policy', value: 'none' }]);
  await answer(failed('bad-setting', 'no'));
  expect(shown().settings.policy).toBe(defaultSettings.policy);
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
