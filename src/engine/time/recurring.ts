import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { Clock } from './clock';

/** One turn of something that happens again and again. */
export interface Turn {
  /** Counts the changes of its rate: turns planned at an earlier rate do not happen. */
  readonly generation: number;
}

/** The kinds of event that are turns. */
export type TurnKind<E> = {
  [K in keyof E]: E[K] extends Turn ? (Turn extends E[K] ? K : never) : never;
}[keyof E];

interface RecurringState {
  readonly generation: number;
  readonly rate: number;
}

/**
 * Something that happens again and again: a process with a rate that may change at any time. Its turns are events of a
 * kind of their own, whose handler calls `happen`.
 */
export class Recurring<E> implements Saved<RecurringState> {
  #generation = 0;
  #rate = 0;

  /** @param wait draws the time until the next turn, for a rate above 0. */
  constructor(
    private readonly clock: Clock<E>,
    private readonly kind: TurnKind<E>,
    private readonly wait: (rate: number) => VirtualMs,
  ) {}

  /** Sets the rate from now on; 0 stops it. The turn planned at the old rate does not happen. */
  setRate(rate: number): void {
    this.#rate = rate;
    this.#generation++;
    if (rate > 0) this.#plan();
  }

  /** A turn is due: plans the next one, then lets `act` happen, unless the rate has changed since it was planned. */
  happen({ generation }: Turn, act: () => void): void {
    if (generation !== this.#generation) return;
    this.#plan();
    act();
  }

  save(): RecurringState {
    return { generation: this.#generation, rate: this.#rate };
  }

  restore({ generation, rate }: RecurringState): void {
    this.#generation = generation;
    this.#rate = rate;
  }

  #plan(): void {
    const turn: Turn = { generation: this.#generation };
    this.clock.after(this.wait(this.#rate), this.kind, turn as E[TurnKind<E>]);
  }
}
