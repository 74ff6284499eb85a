import type { Speed } from '../../engine/contract/engine';
import type { SessionParts, SharedState } from './session-state';
import type { Snapshots } from './snapshots';

/** Plays, pauses and steps the run, and sets its speed. Each action ends with a new snapshot. */
export class Playback {
  /** The last requested speed, until the engine has applied it. */
  #speed: Speed | undefined;

  constructor(
    private readonly parts: SessionParts,
    private readonly shared: SharedState,
    private readonly snapshots: Pick<Snapshots, 'look'>,
  ) {}

  /** Returns the last requested speed, whether or not the engine has applied it. */
  get speed(): Speed {
    return this.#speed ?? this.shared.state().snapshot?.speedAsked ?? 1;
  }

  play = async (): Promise<void> => {
    await this.parts.engine.play();
    await this.snapshots.look();
  };
  pause = async (): Promise<void> => {
    await this.parts.engine.pause();
    await this.snapshots.look();
  };
  toggle = (): Promise<void> => (this.shared.state().snapshot?.playing ? this.pause() : this.play());
  step = async (): Promise<void> => {
    await this.parts.engine.step();
    await this.snapshots.look();
  };
  setSpeed = async (speed: Speed): Promise<void> => {
    this.#speed = speed;
    await this.parts.engine.setSpeed(speed);
    if (this.#speed === speed) this.#speed = undefined;
    await this.snapshots.look();
    // The times of the query cache depend on the speed.
    this.parts.onSettings(this.shared.state().settings);
    this.parts.onRunChanged();
  };
}
