import type { VirtualMs } from '../../base/units';
import { traitsOf } from '../../recommender/models/traits';
import type { Cursor } from '../../store/changes';
import type { QueryCount } from '../../store/facts';
import type {
  CacheMapFrame,
  ChangesSeen,
  EntryDetails,
  MapState,
  MemoCacheName,
  ModelFigures,
  Snapshot,
  SnapshotAsk,
  TierFigures,
} from '../contract/engine';
import { hitsOf, mapStates, memoCacheNames } from '../contract/engine';
import type { MemoLayer } from '../serving/memo-set';
import type { ReplicaId } from '../serving/request';
import type { AnyStageResult } from '../serving/stage-result';
import { sumCounters } from '../watch/counters';
import type { Run } from './run';
import { stepsToCome } from './steps-to-come';

/** The replica whose entries the map and the details of an entry show. */
const SHOWN: ReplicaId = 0;
/** Lines of the log in one snapshot. */
const MOST_LINES = 200;
/** Changes in one snapshot: at full speed there are more than anybody reads. */
const MOST_CHANGES = 50;

/** What the engine knows and the run does not. */
export interface Around extends Pace {
  readonly travel: Snapshot['travel'];
}

/** What the loop knows. */
export interface Pace {
  readonly playing: boolean;
  readonly goingTo?: VirtualMs | undefined;
  readonly speedAsked: Snapshot['speedAsked'];
  readonly speedReached: number;
  readonly requestsPerWallSecond: number;
}

/** Everything the page shows, as of now. Reading it changes nothing in the run. */
export function takeSnapshot(
  run: Run,
  { seen, changesSeen, tier, bucketMs }: SnapshotAsk,
  around: Around,
): Snapshot {
  const stages = tier === 'all' ? memoCacheNames : [tier];
  const series = run.figures.series(stages, bucketMs);
  const windows = {
    similarities: run.figures.window('similarities', bucketMs),
    weights: run.figures.window('weights', bucketMs),
    rankings: run.figures.window('rankings', bucketMs),
  };
  const { store } = run;
  const windowMs = run.figures.windowMs(bucketMs);
  const databaseLoad = run.figures.databaseLoad(bucketMs);
  return {
    sequence: run.log.last,
    at: run.clock.now,
    ...around,
    requests: run.figures.pages.requests,
    settings: run.settings,
    pages: run.figures.pageFigures(bucketMs),
    tier: tierFigures(run, tier, bucketMs, windows),
    tiers: Object.fromEntries(
      (['all', ...memoCacheNames] as const).map((name) => [name, brief(run, name)]),
    ) as unknown as Snapshot['tiers'],
    windowMs,
    stages: windows,
    series,
    store: {
      queries: store.queryCount,
      rows: store.rowCount,
      queriesPerSecond: windowMs > 0 ? (databaseLoad.made * 1_000) / windowMs : 0,
      measuredMs: store.queries.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
      statements: statementsOf(run),
      changes: run.changes,
    },
    databaseLoad,
    rules: run.probes.each.map(({ name, probe }) => ({ name, state: probe.state })),
    compute: {
      computations: run.figures.computations,
      ...run.replicas.load,
      cores: run.settings.cores * run.replicas.all.length,
      measuredMs: run.figures.measuredMs,
    },
    model: modelFigures(run),
    marks: [...run.chronicle.marks],
    stepsToCome: stepsToCome(run.steps, run.clock.now),
    events: run.log.since(seen, MOST_LINES),
    changes: changesSince(run, changesSeen ?? run.store.changes.begin),
    missedChange: run.missedChanges.followed,
  };
}

function modelFigures({ models, clock, lost, settings }: Run): ModelFigures {
  const { served, underway, version, purchasesSince } = models;
  return {
    label: traitsOf(served.model.name).label,
    version,
    how: served.how,
    since: served.since,
    measuredMs: served.measuredMs,
    purchasesSince,
    wanted: settings.model === served.model.name ? undefined : traitsOf(settings.model).label,
    training: underway && {
      label: underway.traits.label,
      task: underway.task,
      share: underway.share,
      takesOverAt: underway.takesOverAt,
      holdsTime: clock.held,
    },
    lost,
  };
}

function statementsOf({ store, figures }: Run): Snapshot['store']['statements'] {
  const rows = (purpose: 'read' | 'write', counts: readonly QueryCount[]) =>
    counts
      .filter(({ calls }) => calls > 0)
      .map((count) => ({ ...count, purpose, repeats: figures.repeatsOf(count.statement) }));
  return [...rows('read', store.queries), ...rows('write', store.writes)];
}

function changesSince(run: Run, cursor: Cursor): ChangesSeen {
  const { changes, missed, rewound, next } = run.store.changes.read(cursor, MOST_CHANGES);
  return { lines: changes.map((change) => run.changeLines.of(change)), missed, rewound, next };
}

function tierFigures(
  run: Run,
  tier: MemoCacheName | 'all',
  bucketMs: number,
  windows: Snapshot['stages'],
): TierFigures {
  const names: readonly MemoCacheName[] = tier === 'all' ? memoCacheNames : [tier];
  const { entriesEach, bytes, bytesEach } = run.layers.bounds;
  return {
    total: sumCounters(names.map((name) => run.figures.total(name, run.layers.stats(name)))),
    window: sumCounters(names.map((name) => windows[name])),
    latency: tier === 'all' ? run.figures.pageFigures(bucketMs).latency : run.figures.latency(tier, bucketMs),
    failures: run.figures.failures(names, bucketMs),
    misses: run.figures.misses(names, bucketMs),
    entries: names.reduce((sum, name) => sum + run.layers.entries(name), 0),
    maxEntries: entriesEach === 'unbounded' ? entriesEach : entriesEach * names.length,
    bytes: run.layers.bytes(names),
    maxBytes: tier === 'all' ? bytes : bytesEach,
    stalestMs: run.figures.stalest(names, bucketMs),
  };
}

function brief(run: Run, tier: MemoCacheName | 'all'): Snapshot['tiers']['all'] {
  const names: readonly MemoCacheName[] = tier === 'all' ? memoCacheNames : [tier];
  const totals = sumCounters(names.map((name) => run.figures.total(name, run.layers.stats(name))));
  return {
    requests: totals.requests,
    hits: hitsOf(totals),
    entries: names.reduce((sum, name) => sum + run.layers.entries(name), 0),
  };
}

/** With more marks the engine would stand still for long: it sorts them, and glances at the facts of each. */
const MOST_MARKS = 100_000;

/**
 * One mark an entry of a replica's cache, by slot; of a cache with more than `most` entries the same share of the slots, evenly spread. The
 * map does not audit: what may be wrong and was not audited since is unchecked.
 */
export function takeMap(
  run: Run,
  name: MemoCacheName,
  most = MOST_MARKS,
  replica: ReplicaId = SHOWN,
): CacheMapFrame {
  const cache = run.layers.of(replica).caches[name];
  const every = Math.max(1, Math.ceil(cache.size / most));
  const found: number[] = [];
  cache.forEachSlot((slot) => slot % every === 0 && found.push(slot));
  const slots = Int32Array.from(found).sort();
  const { now } = run.clock;
  const glance = (result: AnyStageResult) => run.truth.glance(result);
  const usedAt = new Float64Array(slots.length);
  const age = new Uint8Array(slots.length);
  const state = new Uint8Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] as number;
    const deadline = cache.deadlineAt(slot);
    usedAt[i] = cache.usedAt(slot);
    age[i] = ageShare(cache.insertedAt(slot), deadline, now);
    state[i] = mapStates.indexOf(stateOf(run, cache, slot, glance));
  }
  return { at: now, cache: name, every, entries: cache.size, slots, age, recency: ranked(usedAt), state };
}

/**
 * The place of each value among all, as a share of 255; of equal ones the first comes first. Numbers are sorted without
 * a call for each pair, and the engine stands still meanwhile: this takes half of the time of sorting the places.
 */
function ranked(values: Float64Array): Uint8Array {
  const sorted = values.slice().sort();
  /** By the first place of a value: how many of its equals have theirs. */
  const placed = new Int32Array(values.length);
  const ranks = new Uint8Array(values.length).fill(255);
  for (let i = 0; i < values.length && values.length > 1; i++) {
    const value = values[i] as number;
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle] as number) < value) from = middle + 1;
      else to = middle;
    }
    const place = from + (placed[from] as number);
    placed[from] = (placed[from] as number) + 1;
    ranks[i] = Math.round((255 * place) / (values.length - 1));
  }
  return ranks;
}

/** The same of the entry that holds a key's value, or held it and has not left yet; undefined when there is none. */
export function inspectKey(
  run: Run,
  name: MemoCacheName,
  key: number,
  replica: ReplicaId = SHOWN,
): EntryDetails | undefined {
  const layer = run.layers.of(replica);
  const slot = layer.caches[name].heldSlotOf(layer.keyOf(name, key));
  return slot < 0 ? undefined : inspectEntry(run, name, slot, replica);
}

/** What is known of the entry in a slot of a replica's cache; undefined when the slot is empty. */
export function inspectEntry(
  run: Run,
  name: MemoCacheName,
  slot: number,
  replica: ReplicaId = SHOWN,
): EntryDetails | undefined {
  const cache = run.layers.of(replica).caches[name];
  const result: AnyStageResult | undefined = cache.valueAt(slot);
  if (!result) return undefined;
  const deadline = cache.deadlineAt(slot);
  const missed = run.truth.firstMissed(result);
  return {
    key: run.keyText(name, result.key),
    cache: name,
    state: stateOf(run, cache, slot, (value) => run.audit.truthOf(value, result.key)),
    bornAt: cache.insertedAt(slot),
    usedAt: cache.usedAt(slot),
    deadlineAt: Number.isFinite(deadline) ? deadline : 'never',
    hits: cache.hitsOf(slot),
    bytes: cache.bytesOf(slot),
    madeInMs: result.costMs,
    queries: result.queries,
    facts: result.facts.length,
    changedFacts: run.truth.changedFacts(result).map((fact) => run.factText(fact)),
    staleForMs: missed && run.clock.now - missed.at,
  };
}

/** @param truthOf how a living value is judged: at a glance for thousands, exactly for one. */
function stateOf(
  run: Run,
  cache: MemoLayer['caches'][MemoCacheName],
  slot: number,
  truthOf: (result: AnyStageResult) => MapState,
): MapState {
  if (cache.isInvalidated(slot)) return 'invalidated';
  if (cache.deadlineAt(slot) <= run.clock.now) return 'expired';
  const result: AnyStageResult | undefined = cache.valueAt(slot);
  return result ? truthOf(result) : 'fresh';
}

function ageShare(born: VirtualMs, deadline: VirtualMs, now: VirtualMs): number {
  if (!Number.isFinite(deadline) || deadline <= born) return 0;
  return Math.min(255, Math.max(0, Math.round((255 * (now - born)) / (deadline - born))));
}
