import type { Problem, Reply } from '../../base/result';
import type { Milliseconds, VirtualMs } from '../../base/units';
import type { QueryFigures, QueryRecorder } from '../../client/recorder';
import type { VirtualTime } from '../../client/virtual-time';
import type {
  CacheMapFrame,
  Catalogue,
  Engine,
  MemoCacheName,
  NextEvent,
  RunSpec,
  RunView,
  Settings,
  ShopInfo,
  Snapshot,
} from '../../engine/contract/engine';
import type { BeforeRestart } from './before-restart';
import type { ComparisonState, LaneEngine } from './lanes';
import type { LentSetting } from './lent-settings';
import type { OtherFuture, RunHistory } from './run-history';
import { noChanges, type ShownChanges } from './shown-changes';

export interface SettingChange {
  readonly setting: keyof Settings;
  readonly value: Settings[keyof Settings];
}

export interface SessionState {
  readonly snapshot: Snapshot | undefined;
  /** The snapshot of the charts, updated several times a second rather than twenty. */
  readonly chart: Snapshot | undefined;
  readonly query: QueryFigures | undefined;
  readonly map: CacheMapFrame | undefined;
  readonly catalogue: Catalogue | undefined;
  readonly shop: ShopInfo | undefined;
  readonly seed: number;
  /** The settings as the person chose them; the engine confirms them within one snapshot. */
  readonly settings: Settings;
  readonly tier: MemoCacheName | 'all';
  /** The cache whose entries the map shows. */
  readonly mapped: MemoCacheName;
  /** Width of the charts' buckets; `auto` follows the speed. */
  readonly width: number | 'auto';
  readonly log: Snapshot['events'];
  /** The latest changes of the store, newest first, and the number of those not listed. */
  readonly changes: ShownChanges;
  /** The previous values of changed settings, grouped by change. */
  readonly undo: readonly (readonly SettingChange[])[];
  /** Settings that studies have changed for a trial, with their values from before. */
  readonly lent: readonly LentSetting[];
  readonly problem: Problem | undefined;
  /** The parts of the link that could not be used, as sentences. */
  readonly notices: readonly string[];
  /** The engine's worker has crashed; the last figures stay. */
  readonly dead: boolean;
  /** How long the engine has not answered, wall time; it may still answer. */
  readonly silentMs: Milliseconds | undefined;
  /** Another run is being opened, maybe of another shop, which may not know the requests of this one. */
  readonly exchanging: boolean;
  /** Counts the runs that were opened. */
  readonly run: number;
  /** The id of the study that is open. */
  readonly study: string | undefined;
  /** Whether the run was opened from a link or a file. */
  readonly fromLink: boolean;
  /** The run before a restart that has discarded something, until it is undone or its notice dismissed. */
  readonly beforeRestart: BeforeRestart | undefined;
  /** The run as it was seen on its way, up to its head. */
  readonly history: RunHistory;
  /** Courses of the run that were left by doing something else in their past, the newest first. */
  readonly futures: readonly OtherFuture[];
  /** The moment whose recorded figures are shown while the strip is dragged; undefined: the figures are the run's. */
  readonly scrubbed: VirtualMs | undefined;
  /** The second lane beside the run; undefined: none. */
  readonly comparison: ComparisonState | undefined;
  /** What the run is played on to, or that it did not come. */
  readonly sought: { readonly what: NextEvent; readonly state: 'searching' | 'none' } | undefined;
}

/** Options for opening a run. */
export interface Beginning {
  /** Whether the run plays at once; default: no. With a moment it goes there and pauses. */
  readonly playing?: boolean | undefined;
  readonly view?: RunView | undefined;
  readonly fromLink?: boolean | undefined;
  /** The unusable parts of the link, as sentences; default: none. They replace those of the run before. */
  readonly notices?: readonly string[] | undefined;
  /** The run that this one restarts. */
  readonly before?: BeforeRestart | undefined;
}

export interface SessionParts {
  readonly engine: Engine;
  readonly recorder: QueryRecorder;
  readonly time: VirtualTime;
  /** Starts an engine for a second lane. @param lost called when it dies later. */
  openLane(lost: (problem: Problem) => void): Promise<Reply<LaneEngine>>;
  /** Calls back after the page has drawn and a delay has passed; never in a hidden tab. */
  afterDrawing(waitMs: number, work: () => void): void;
  /** Settings that concern the browser's own cache. */
  onSettings(settings: Settings): void;
  /** Called after a change that the link to this run must contain. */
  onRunChanged(): void;
}

/** The state, as the parts of the session read and change it. */
export interface SharedState {
  state(): SessionState;
  set(change: Partial<SessionState>): void;
}

/** The part of the state that is reset when another run is opened. */
export const nothingShown = {
  snapshot: undefined,
  chart: undefined,
  map: undefined,
  log: [],
  changes: noChanges,
  undo: [],
  dead: false,
  silentMs: undefined,
  beforeRestart: undefined,
  history: [],
  futures: [],
  scrubbed: undefined,
  sought: undefined,
  comparison: undefined,
} as const satisfies Partial<SessionState>;

/** The state before a run is open. */
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
