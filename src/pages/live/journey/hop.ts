import type { QueryFigures } from '../../../client/recorder';
import type { Snapshot, TierCounters } from '../../../engine/contract/engine';

/** The stations of a request, in its order. */
export type HopId = 'shoppers' | 'query' | 'network' | 'memo' | 'shared' | 'compute' | 'database';

/** What the journey is drawn from: the figures of one moment. */
export interface JourneyNow {
  readonly run: Snapshot;
  /** This browser's query cache; undefined before its first reading. */
  readonly query: QueryFigures | undefined;
}

/** A figure of a hop in short: its name, its text with the unit. */
export interface HopFigure {
  readonly name: string;
  readonly value: string;
}

/** The hit ratio of a cache as a ring, coloured by the truth of its answers. */
export interface HopRing {
  readonly name: string;
  readonly window: TierCounters;
}

/** How a hop is, in a word; `alarm`: a person should look there. */
export interface HopState {
  readonly word: string;
  readonly alarm: boolean;
}

/** One hop at one moment. */
export interface HopView {
  readonly rings: readonly HopRing[];
  readonly figures: readonly HopFigure[];
  /** Left out when nothing is worth a word. */
  readonly state?: HopState | undefined;
  /** Requests per virtual second that go on to the next hop. */
  readonly onward: number;
  /** Those that go around this browser's own hops, straight to the service. */
  readonly around?: number;
}

/** A hop as the journey draws it: one row in `hops`. */
export interface Hop {
  readonly id: HopId;
  readonly title: string;
  /** Whose it is, where that is not plain. */
  readonly place: string;
  view(now: JourneyNow): HopView;
}
