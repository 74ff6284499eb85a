import type { Problem } from '../../base/result';
import type { Milliseconds, VirtualMs } from '../../base/units';
import type { QueryFigures, QueryRecorder } from '../../client/recorder';
import type { VirtualTime } from '../../client/virtual-time';
import type {
  CacheMapFrame,
  Catalogue,
  Engine,
  MemoCacheName,
  RunSpec,
  RunView,
  Settings,
  ShopInfo,
  Snapshot,
} from '../../engine/contract/engine';
import type { LentSetting } from './lent-settings';
import { noChanges, type ShownChanges } from './shown-changes';

export interface SettingChange {
  readonly setting: keyof Settings;
  readonly value: Settings[keyof Settings];
}

export interface SessionState {
  readonly snapshot: Snapshot | undefined;
  /** The snapshot as the charts have it: newer ones come several times a second, not twenty. */
  readonly chart: Snapshot | undefined;
  readonly query: QueryFigures | undefined;
  readonly map: CacheMapFrame | undefined;
  readonly catalogue: Catalogue | undefined;
  readonly shop: ShopInfo | undefined;
  readonly seed: number;
  /** As the person has set them; the engine confirms within a snapshot. */
  readonly settings: Settings;
  readonly tier: MemoCacheName | 'all';
  /** The cache whose entries the map shows. */
  readonly mapped: MemoCacheName;
  /** Width of the charts' buckets; `auto` follows the speed. */
  readonly width: number | 'auto';
  readonly log: Snapshot['events'];
  /** The last changes of the store, newest first, and how many are not among the lines. */
  readonly changes: ShownChanges;
  /** Each as it was before, those that were set at once together. */
  readonly undo: readonly (readonly SettingChange[])[];
  /** What studies have changed for a trial, with the values from before. */
  readonly lent: readonly LentSetting[];
  readonly problem: Problem | undefined;
  /** What of the link could not be used, in sentences. */
  readonly notices: readonly string[];
  /** The engine's worker has died; the last picture stays. */
  readonly dead: boolean;
  /** The engine has not answered for so long, wall time; it may still. */
  readonly silentMs: Milliseconds | undefined;
  /** Another run is being opened, maybe of another shop: what the page asked of this one could be unknown there. */
  readonly exchanging: boolean;
  /** Counts the runs that were opened. */
  readonly run: number;
  /** The id of the study that is open. */
  readonly study: string | undefined;
  /** Whether the run came from a link or a file. */
  readonly fromLink: boolean;
  /** What a reset left, until that is undone or put away. */
  readonly beforeReset: BeforeReset | undefined;
}

/** How a run begins, beside what it is. */
export interface Beginning {
  /** Whether it plays at once; left out: no. With a moment it goes there and pauses. */
  readonly playing?: boolean | undefined;
  readonly view?: RunView | undefined;
  readonly fromLink?: boolean | undefined;
}

/** A run as it was when it was reset. */
export interface BeforeReset {
  readonly spec: RunSpec;
  readonly at: VirtualMs;
  readonly settings: Settings;
  readonly lent: SessionState['lent'];
  readonly fromLink: boolean;
}

export interface SessionParts {
  readonly engine: Engine;
  readonly recorder: QueryRecorder;
  readonly time: VirtualTime;
  /** Calls back when the page has drawn and some time has passed; never in a hidden tab. */
  afterDrawing(waitMs: number, work: () => void): void;
  /** Settings that concern the browser's own cache. */
  onSettings(settings: Settings): void;
  /** Something happened that the link to this run must tell. */
  onRunChanged(): void;
}

/** What a run leaves behind when another one takes its place: nothing of it. */
export const nothingShown = {
  snapshot: undefined,
  chart: undefined,
  map: undefined,
  log: [],
  changes: noChanges,
  undo: [],
  dead: false,
  silentMs: undefined,
  beforeReset: undefined,
} as const satisfies Partial<SessionState>;

/** The page before a run is open. */
export const firstState = ({ seed, settings }: Pick<RunSpec, 'seed' | 'settings'>): SessionState => ({
  ...nothingShown,
  query: undefined,
  catalogue: undefined,
  shop: undefined,
  seed,
  settings,
  lent: [],
  tier: 'all',
  mapped: 'rankings',
  width: 'auto',
  problem: undefined,
  notices: [],
  exchanging: false,
  run: 0,
  study: undefined,
  fromLink: false,
});
