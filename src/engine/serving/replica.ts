import { pack, unpack } from '../../base/packed';
import type { Saved } from '../../base/saved';
import type { MemoCacheName } from '../contract/engine';
import type { Load } from './balancer';
import type { Cores } from './cores';
import { Journey, type JourneyParts } from './journey';
import type { MemoLayer } from './memo-set';
import type { Asker, ReplicaId } from './request';

interface ReplicaParts extends Omit<JourneyParts, 'memos' | 'replica'> {
  readonly layer: MemoLayer;
}

/** One process of the engine: its memo caches, its cores, and the requests and computations that are under way in it. */
export class Replica implements Saved<ReturnType<Replica['save']>> {
  readonly layer: MemoLayer;
  readonly cores: Cores;
  readonly #journey: Journey;

  constructor(
    readonly id: ReplicaId,
    { layer, ...parts }: ReplicaParts,
  ) {
    this.layer = layer;
    this.cores = parts.cores;
    this.#journey = new Journey({ ...parts, replica: id, memos: layer.memos });
  }

  /** What the events of its requests do. */
  get handlers(): Journey['handlers'] {
    return this.#journey.handlers;
  }

  /** What a core does with a flight. */
  get worker(): Journey['worker'] {
    return this.#journey.worker;
  }

  get load(): Load {
    const { id: replica, cores } = this;
    return { replica, busyCores: cores.busyCores, queued: cores.queued };
  }

  /** Takes a request for a page. The answer comes through `arrived`, at its virtual moment. */
  accept(key: number, asker: Asker): void {
    this.#journey.answer(key, asker);
  }

  save() {
    return { layer: pack(this.layer.save()), cores: this.cores.save(), journey: this.#journey.save() };
  }

  restore({ layer, cores, journey }: ReturnType<Replica['save']>): void {
    this.layer.restore(unpack(layer));
    this.cores.restore(cores);
    // Last: a flight names the lease that it has from a memo.
    this.#journey.restore(journey);
  }

  /** Recomputes a value behind the answers; the old one is served until then. */
  renew(cache: MemoCacheName, key: number): void {
    this.#journey.renew(cache, key);
  }
}
