import type { Problem, Reply } from '../../base/result';
import type { ModelColumns } from '../../recommender/contract';
import type { FactReader } from '../../store/facts';
import type { MemoCacheName } from '../contract/engine';
import { Generations } from '../invalidation/generations';
import { Holders } from '../invalidation/holders';
import { Invalidation } from '../invalidation/invalidation';
import { Names } from '../invalidation/names';
import { Deals } from '../serving/answer/deals';
import { PagePresentation } from '../serving/answer/page-presentation';
import type { Arrival } from '../serving/arrival';
import { single } from '../serving/balancer';
import { Cores } from '../serving/cores';
import { EntryKeys } from '../serving/entry-keys';
import { MemoLayers } from '../serving/memo-layers';
import { MemoLayer } from '../serving/memo-set';
import { Observers } from '../serving/observer';
import { Replica } from '../serving/replica';
import { Replicas } from '../serving/replicas';
import type { ReplicaId } from '../serving/request';
import { noSecondLevel } from '../serving/second-level';
import { ShopPages } from '../serving/shop-pages';
import { type StageInputs, StageRunner } from '../serving/stage-runner';
import { Stages } from '../serving/stages';
import { Audit } from '../truth/audit';
import { HiddenWrongs } from '../truth/hidden-wrongs';
import { Recording } from '../truth/recording';
import { SavedVerdicts } from '../truth/saved-verdicts';
import { ShownLines } from '../truth/shown-lines';
import { TruthMeter } from '../truth/truth';
import { ChangeLines } from '../watch/change-lines';
import { Chronicle } from '../watch/chronicle';
import { Contradictions } from '../watch/contradictions';
import { DrillRecords } from '../watch/drill-records';
import { RunLog } from '../watch/event-log';
import { Figures } from '../watch/figures';
import { HarmMeter } from '../watch/harm-meter';
import { LoggedLookups } from '../watch/logged-lookups';
import { MissedChanges } from '../watch/missed-change';
import { Probes } from '../watch/probes';
import { Traces } from '../watch/traces';
import { TruthReadings } from '../watch/truth-readings';
import { modelNamed } from '../world/training/carry-out';
import { ModelKeeper } from '../world/training/model-keeper';
import type { RunOrigin } from './run-origin';
import { worldOf } from './world-parts';

/** What the parts of a run report to it. */
export interface RunCourse {
  /** An answer has arrived where it was asked for. */
  arrived(arrival: Arrival): void;
  /** The store has taken a change, or has not. */
  written(done: Reply<void>): void;
  /** The real training behind a model is lost. */
  trainingLost(problem: Problem): void;
}

export type RunParts = ReturnType<typeof partsOf>;

/** Makes the parts of a run and connects them. Nothing has happened yet: no event is planned. */
export function partsOf(origin: RunOrigin, course: RunCourse) {
  const written = watching(origin);
  const models = modelsOf(origin, written, course);
  const judging = judgingOf(origin, models.models);
  const memory = memoryOf(origin, written.chronicle);
  const serving = servingOf(origin, { ...written, ...models, ...judging, ...memory }, course);
  const meters = metersOf(origin, { ...written, ...judging, ...memory });
  return {
    ...written,
    ...models,
    ...judging,
    ...memory,
    ...serving,
    ...meters,
    ...worldOf(origin, models.models, (done) => course.written(done)),
  };
}

/** The one replica that there is. */
const FIRST: ReplicaId = 0;

/** Counters, log and marks of a run. */
function watching({ options, clock, now, keyText, factText }: RunOrigin) {
  const { store, wallNow, firstSequence } = options;
  const changeLines = new ChangeLines(store.offTheBooks());
  const log = new RunLog(firstSequence, now, {
    keyText,
    change: (change) => ({ key: factText(change.fact), reason: changeLines.became(change) }),
  });
  return {
    log,
    changeLines,
    chronicle: new Chronicle({ log, now }),
    figures: new Figures(now, wallNow),
    missedChanges: new MissedChanges(now),
    contradictions: new Contradictions(store.facts.count, store.size.products),
    drillRecords: new DrillRecords(() => clock.now),
  };
}

/** The model that serves, and the cores on which the next one is trained. */
function modelsOf(
  { options, clock, settings }: RunOrigin,
  { figures, chronicle }: ReturnType<typeof watching>,
  course: RunCourse,
) {
  const cores = new Cores(clock, settings.settings.cores);
  const parts = {
    clock,
    cores,
    store: options.store,
    trainer: options.trainer,
    modelOf: (columns: ModelColumns) => modelNamed(columns.model, options.models).fromColumns(columns),
    settings: () => settings.settings,
    measured: (work: () => void) => figures.measured(work),
    written: (done: Reply<void>) => course.written(done),
    log: (key: string, reason: string, marked: boolean) => chronicle.model(key, reason, marked),
    lost: (problem: Problem) => course.trainingLost(problem),
  };
  return { cores, models: new ModelKeeper(parts, options.firstModel) };
}

/** What answers are worth, and what of them is recorded. */
function judgingOf(origin: RunOrigin, models: ModelKeeper) {
  const { options, clock, keys, now, inForce, settings } = origin;
  const { store } = options;
  const model = () => models.served.model;
  const truth = new TruthMeter(store, keys, model);
  const deals = new Deals(store.offTheBooks(), store.size.products);
  const presentation = new PagePresentation(clock, keys, deals, inForce);
  const recording = new Recording(store, model, now, options.recording);
  const categories = store.offTheBooks().categories();
  const pages = new ShopPages(store.size, {
    product: (id) => store.offTheBooks().product(id),
    category: (id) => categories[id]?.name ?? '',
    profile: (shopper) => store.offTheBooks().profile(shopper),
  });
  const audit = new Audit(
    truth,
    () => settings.settings,
    origin.random('audit'),
    now,
    recording,
    new HiddenWrongs(truth, presentation),
    origin.random('audit of computed pages'),
  );
  const shownLines = new ShownLines(store.offTheBooks(), pages);
  return { truth, presentation, recording, audit, pages, shownLines };
}

/** The memo caches, and what names their entries. */
function memoryOf({ options, clock, keys, inForce }: RunOrigin, chronicle: Chronicle) {
  const { store, spec } = options;
  const observers = new Observers();
  const names = new Names(store.facts, keys, store.size.categories);
  const generations = new Generations(store.facts.count, names, keys.counts);
  const entryKeys = new EntryKeys(generations, keys, inForce);
  const layer = new MemoLayer({
    replica: FIRST,
    seed: spec.seed,
    clock,
    inForce: inForce(),
    observer: observers,
    entryKeys,
    outOfMemory: (bytes) => chronicle.outOfMemory(bytes),
  });
  const layers = new MemoLayers([layer]);
  return { observers, names, generations, entryKeys, layer, layers, holders: new Holders(layer) };
}

type Served = ReturnType<typeof watching> &
  ReturnType<typeof modelsOf> &
  ReturnType<typeof judgingOf> &
  ReturnType<typeof memoryOf>;

/** The replicas, their observers, and the invalidation that sends them messages about changes. */
function servingOf(origin: RunOrigin, parts: Served, course: RunCourse) {
  const { options, clock, keys, inForce } = origin;
  const { store } = options;
  const {
    layer,
    observers,
    presentation,
    audit,
    figures,
    cores,
    models,
    holders,
    names,
    generations,
    truth,
  } = parts;
  const runner = new StageRunner(clock, keys, presentation);
  const probes = watched(origin, parts, runner);
  const serving = {
    clock,
    memos: layer.memos,
    stages: stagesOver(store, origin, models),
    keys,
    runner,
    judge: audit,
    observer: observers,
    settings: () => inForce().settings,
    measured: <T>(run: () => T, stage: MemoCacheName) => figures.measured(run, stage),
  };
  const replica = new Replica(FIRST, {
    ...serving,
    layer,
    cores,
    secondLevel: noSecondLevel,
    random: origin.random('failures'),
    arrived: (arrival) => course.arrived(arrival),
    renewed: () => invalidation.renewed(),
  });
  cores.employ({ flight: replica.worker, training: models.worker });
  const invalidation: Invalidation = new Invalidation({
    serving,
    facts: store.facts,
    holders,
    names,
    generations,
    renew: ({ cache, key }) => replica.renew(cache, key),
    isWrong: (result) => !truth.isCurrent(result) && truth.isWrong(result),
    line: (change) => parts.changeLines.of(change),
    messageArrived: (change, strategy, concerned) => probes.messageArrived(change, strategy, concerned),
    random: origin.random('messages'),
  });
  const verdicts = new SavedVerdicts(truth, parts.layers);
  const lastMeasured = () => figures.lastMeasuredMs;
  const traces = new Traces({ observers, now: origin.now, lastMeasured, replica: FIRST });
  return { traces, probes, replicas: new Replicas([replica], single), invalidation, verdicts };
}

/** Registers all observers of the serving path: the one list of them. */
function watched(
  origin: RunOrigin,
  { observers, holders, figures, log, audit, drillRecords, ...parts }: Served,
  runner: StageRunner,
): Probes {
  observers.add({ admitted: (cache, slot) => holders.add(cache, slot) });
  observers.add(figures);
  observers.add(parts.missedChanges);
  observers.add(new LoggedLookups(log, origin.now));
  observers.add({ left: (result, why) => audit.left(result, why) });
  observers.add(drillRecords);
  const { store, probes } = origin.options;
  const offTheBooks = stagesOver(store.offTheBooks(), origin, parts.models);
  const subject = {
    now: origin.now,
    store,
    facts: store.facts,
    layers: parts.layers,
    names: parts.names,
    generations: parts.generations,
    drillRecords,
    again: (from: StageInputs, costMs: number) => runner.again(from, costMs, offTheBooks),
    settings: () => origin.inForce().settings,
    keyText: origin.keyText,
  };
  return new Probes(probes, subject, observers);
}

const stagesOver = (reader: FactReader, { options, settings }: RunOrigin, models: ModelKeeper): Stages =>
  new Stages(
    reader,
    options.store.facts,
    options.store.versions,
    () => models.served.model,
    () => settings.settings.productReads,
  );

/** What reads the figures once in a while. */
function metersOf(
  { clock, settings }: RunOrigin,
  { figures, contradictions, audit, layers }: Pick<Served, 'figures' | 'contradictions' | 'audit' | 'layers'>,
) {
  const read = {
    clock,
    figures,
    layers,
    audit,
    contradictions,
    get settings() {
      return settings.settings;
    },
  };
  return { harms: new HarmMeter(read), recentTruth: new TruthReadings(read) };
}
