import type { Saved } from '../../base/saved';
import type { MemoCacheName } from '../contract/engine';
import type { Events } from '../time/events';
import type { Balancer, Load } from './balancer';
import type { InForce } from './in-force';
import type { Replica } from './replica';
import type { Asker, ReplicaId } from './request';

/** The replicas of a run, behind a balancer. */
export class Replicas implements Saved<readonly ReturnType<Replica['save']>[]> {
  constructor(
    readonly all: readonly Replica[],
    private readonly balancer: Balancer,
  ) {}

  /** What the events of all of them do: each event names its replica. */
  readonly handlers: Replica['handlers'] & { readonly 'work done': (about: Events['work done']) => void } = {
    retry: (about) => this.of(about.replica).handlers.retry(about),
    'soft limit': (about) => this.of(about.replica).handlers['soft limit'](about),
    'hard limit': (about) => this.of(about.replica).handlers['hard limit'](about),
    'work done': ({ replica, work }) => this.of(replica).cores.done(work),
  };

  /** The replica of this number, which must be there. */
  of(id: ReplicaId): Replica {
    const replica = this.all[id];
    if (!replica) throw new Error(`There is no replica ${id}, only ${this.all.length}`);
    return replica;
  }

  /** Cores that are busy in all of them, and computations that wait for one. */
  get load(): Omit<Load, 'replica'> {
    const loads = this.#loads();
    return {
      busyCores: loads.reduce((sum, { busyCores }) => sum + busyCores, 0),
      queued: loads.reduce((sum, { queued }) => sum + queued, 0),
    };
  }

  /** Passes a request for a page to one replica. */
  accept(key: number, asker: Asker): void {
    this.of(this.balancer.choose(key, asker, this.#loads)).accept(key, asker);
  }

  /** Something else is in force, in all of them. */
  change(next: InForce): void {
    for (const { layer } of this.all) layer.change(next);
  }

  /** Gives each of them so many cores. */
  setCores(cores: number): void {
    for (const replica of this.all) replica.cores.setCores(cores);
  }

  /** Removes expired and invalidated entries, in all of them. */
  advance(now: number): void {
    for (const { layer } of this.all) layer.advance(now);
  }

  /** Empties a memo cache in all of them. */
  clear(cache: MemoCacheName): void {
    for (const { layer } of this.all) layer.memos[cache].clear();
  }

  save(): readonly ReturnType<Replica['save']>[] {
    return this.all.map((replica) => replica.save());
  }

  /** The state must be of as many replicas. */
  restore(states: readonly ReturnType<Replica['save']>[]): void {
    states.forEach((state, id) => {
      this.of(id).restore(state);
    });
  }

  readonly #loads = (): Load[] => this.all.map(({ load }) => load);
}
