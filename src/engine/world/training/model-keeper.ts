import type { Interactions } from '../../../base/interactions';
import type { Problem, Reply } from '../../../base/result';
import type { Saved } from '../../../base/saved';
import type { Milliseconds, VirtualMs } from '../../../base/units';
import type { ModelColumns, ModelTraits, TrainedModel, TrainingSize } from '../../../recommender/contract';
import { traitsOf } from '../../../recommender/models/traits';
import type { Store } from '../../../store/facts';
import type { Settings } from '../../contract/settings';
import type { Cores, Worker } from '../../serving/cores';
import { trainingTimeOf } from '../../serving/cost';
import type { RunClock } from '../../time/events';
import { trainQuickly } from './train-in-place';
import type { Trainer, TrainingTask } from './trainer';
import { Underway } from './underway';

/** A model with what is known of its making. */
export interface ServedModel {
  readonly model: TrainedModel;
  readonly how: 'trained' | 'updated';
  /** When it took over. */
  readonly since: VirtualMs;
  /** Purchases that it knows, counted from the shop's first. */
  readonly knows: number;
  /** What its making took on the wall clock; undefined where that was not measured by itself. */
  readonly measuredMs: Milliseconds | undefined;
}

export interface ModelParts {
  readonly clock: RunClock;
  readonly cores: Cores;
  readonly store: Store;
  /** Makes a model of its columns again. */
  readonly modelOf: (columns: ModelColumns) => TrainedModel;
  /** For models that take long. */
  readonly trainer: Trainer;
  settings(): Settings;
  measured(work: () => void): void;
  written(done: Reply<void>): void;
  /** Logs a step of a training; `mark`: also marks it on the charts. */
  log(key: string, reason: string, mark: boolean): void;
  /** The real training is lost. What the run makes of it is the owner's to say: a lost training must be cancelled. */
  lost(problem: Problem): void;
}

/**
 * The model that serves, and how the next one comes. A training takes a core for a time that depends on its work alone;
 * then its model takes over as a new version. The real work is done elsewhere meanwhile. If it takes longer than
 * virtual time does, time waits, so that nothing in the run depends on it.
 */
export class ModelKeeper implements Saved<ReturnType<ModelKeeper['save']>> {
  #served: ServedModel;
  #underway: Underway | undefined;
  #trainings = 0;
  /** What a core does with a training. */
  readonly worker: Worker = {
    begin: (id) => (this.#underway?.id === id ? this.#work(this.#underway) : 'none'),
    end: () => {},
  };
  /** Purchases so far, counted from the shop's first. */
  #bought: number;

  constructor(
    private readonly parts: ModelParts,
    private readonly first: TrainedModel,
  ) {
    this.#bought = parts.store.size.purchases;
    this.#served = { model: first, how: 'trained', since: 0, knows: this.#bought, measuredMs: undefined };
  }

  get served(): ServedModel {
    return this.#served;
  }

  get underway(): Underway | undefined {
    return this.#underway;
  }

  get version(): number {
    const { store } = this.parts;
    return store.versions[store.facts.model] ?? 0;
  }

  /** Purchases that the present model does not know. */
  get purchasesSince(): number {
    return this.#bought - this.#served.knows;
  }

  bought(): void {
    this.#bought++;
  }

  /** The model that is wanted may be another now. */
  choose(): void {
    const wanted = this.parts.settings().model;
    if (this.#underway && this.#underway.traits.name !== wanted) this.cancel('another model was chosen');
    if (!this.#underway && this.#served.model.name !== wanted) this.retrain();
  }

  /** Trains the model that is wanted on all purchases. One training at a time; it comes before an update. */
  retrain(): void {
    if (this.#underway?.task === 'train') {
      this.parts.log(this.#underway.traits.label, 'a training is under way already', false);
      return;
    }
    if (this.#underway) this.cancel('a training comes instead');
    this.#begin('train', traitsOf(this.parts.settings().model));
  }

  /** Takes in the purchases that came since, where the model can and there are any. */
  update(): void {
    const traits = traitsOf(this.#served.model.name);
    if (this.#underway || this.purchasesSince === 0 || !traits.updateWork) return;
    this.#begin('update', traits);
  }

  cancel(reason: string): void {
    const underway = this.#underway;
    if (!underway) return;
    this.#underway = undefined;
    underway.cancel();
    if (underway.hasCore) this.parts.cores.giveBack();
    this.parts.log(underway.traits.label, `${nameOf(underway)} cancelled: ${reason}`, false);
  }

  /** Ends the real work; the run is left. */
  close(): void {
    this.#underway?.cancel();
  }

  /** Whether virtual time may pass the moment at which a training ends. */
  isReady(training: number): boolean {
    return this.#underway?.id !== training || this.#underway.trained !== undefined;
  }

  save() {
    const { model, ...served } = this.#served;
    return {
      served: { ...served, columns: model === this.first ? ('first' as const) : model.columns() },
      underway: this.#underway?.save(),
      trainings: this.#trainings,
      bought: this.#bought,
    };
  }

  /** The store must have been restored before. A real training that was not over begins anew. */
  restore({ served, underway, trainings, bought }: ReturnType<ModelKeeper['save']>): void {
    this.#underway?.cancel();
    const { columns, ...known } = served;
    const model = columns === 'first' ? this.first : this.parts.modelOf(columns);
    this.#served = { ...known, model };
    this.#trainings = trainings;
    this.#bought = bought;
    this.#underway = underway && Underway.from(underway, this.parts.modelOf);
    if (this.#underway?.hasCore && !this.#underway.trained)
      this.#start(this.#underway, this.#taskOf(this.#underway));
  }

  /** A training has ended: its model takes over, unless the training was cancelled. */
  takesOver(training: number): void {
    if (this.#underway?.id === training) this.#end(this.#underway);
  }

  #begin(task: Underway['task'], traits: ModelTraits): void {
    const underway = new Underway(++this.#trainings, task, traits);
    this.#underway = underway;
    if (this.parts.cores.submit({ kind: 'training', id: underway.id })) return;
    this.#underway = undefined;
    this.parts.log(underway.traits.label, `no ${nameOf(underway)}: the queue is full`, false);
  }

  #work(underway: Underway): 'open' | 'none' {
    const { clock, settings, log, measured } = this.parts;
    const { traits } = underway;
    if (settings().storeDown) {
      this.#underway = undefined;
      log(traits.label, `no ${nameOf(underway)}: the store is down`, false);
      return 'none';
    }
    const { task, work } = this.#read(underway);
    // A whole number: what people do has such moments, and a cancel must find one before the model takes over.
    const at = Math.ceil(clock.now + trainingTimeOf(work, traits, settings()));
    underway.takesOverAt = at;
    underway.hasCore = true;
    clock.plan('model takes over', at, { training: underway.id }, 2);
    log(traits.label, `${nameOf(underway)} begins`, false);
    if (traits.dense) this.#start(underway, task);
    else measured(() => this.#start(underway, task));
    return 'open';
  }

  /** Begins the real work. */
  #start(underway: Underway, task: TrainingTask): void {
    const where: Trainer = underway.traits.dense ? this.parts.trainer : trainQuickly;
    underway.stop = where.start(task, {
      progressed: (share) => {
        underway.share = share;
      },
      ended: (reply) => (reply.ok ? underway.finish(reply.value) : this.parts.lost(reply.problem)),
    });
  }

  /** What a training that was begun at a saved moment is to learn from: what was bought until then. Off the books. */
  #taskOf({ result, traits, knows }: Underway): TrainingTask {
    const store = this.parts.store.offTheBooks();
    const { model, knows: from } = this.#served;
    if (result === 'updated')
      return {
        kind: 'update',
        columns: model.columns(),
        since: upTo(store.interactions(from), knows - from),
      };
    return { kind: 'train', model: traits.name, interactions: upTo(store.interactions(), knows) };
  }

  /** Returns the input of a training and its work. */
  #read(underway: Underway): { readonly task: TrainingTask; readonly work: number } {
    const { store } = this.parts;
    const { traits } = underway;
    const { model, knows } = this.#served;
    underway.knows = this.#bought;
    const size: TrainingSize = { ...store.size, purchases: this.#bought };
    const training = traits.trainingWork(size);
    if (underway.task === 'update') {
      const since = store.interactions(knows);
      const work = traits.updateWork?.(size, new Set(since.shopper).size) ?? training;
      // More than a training would cost it is a training.
      if (work <= training) {
        underway.result = 'updated';
        return { task: { kind: 'update', columns: model.columns(), since }, work };
      }
    }
    const task = { kind: 'train', model: traits.name, interactions: store.interactions() } as const;
    return { task, work: training };
  }

  #end(underway: Underway): void {
    const { trained } = underway;
    if (!trained) return;
    this.#underway = undefined;
    const { store, clock, written, log } = this.parts;
    const { traits, result, knows } = underway;
    this.#served = {
      model: trained.model,
      how: result,
      since: clock.now,
      knows,
      measuredMs: traits.dense ? trained.measuredMs : undefined,
    };
    written(store.recordModel(traits.name, clock.now));
    log(traits.label, `version ${this.version} takes over`, true);
    this.parts.cores.giveBack();
  }
}

/** The first so many purchases. */
const upTo = ({ shopper, product, day, ...shop }: Interactions, purchases: number): Interactions => ({
  ...shop,
  shopper: shopper.slice(0, purchases),
  product: product.slice(0, purchases),
  day: day.slice(0, purchases),
});

const nameOf = ({ task }: Underway): string => (task === 'train' ? 'training' : 'update');
