import { failed, ok } from '../../../base/result';
import type { QueryRecorder } from '../../../client/recorder';
import { VirtualTime } from '../../../client/virtual-time';
import type { Engine } from '../../../engine/contract/engine';
import { Session } from '../session';

/** Creates a session over an engine, without a browser: nothing is drawn, so snapshots come only with an action. */
export async function sessionOver(
  engine: Engine,
  onRunChanged: () => void = () => {},
  lane?: Engine,
): Promise<Session> {
  const recorder = { restart: () => {}, figures: () => undefined, judgeShown: async () => {} };
  return new Session(
    {
      engine,
      recorder: recorder as unknown as QueryRecorder,
      time: new VirtualTime(() => 0),
      openLane: async () =>
        lane ? ok({ engine: lane, end: () => {} }) : failed('no-lane', 'There is no second engine.'),
      afterDrawing: () => {},
      onSettings: () => {},
      onRunChanged,
    },
    await engine.run(),
  );
}
