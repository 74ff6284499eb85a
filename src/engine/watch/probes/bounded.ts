import type { Evidence, MemoCacheName, RuleState } from '../../contract/engine';
import { memoCacheNames } from '../../contract/engine';
import type { ReplicaId } from '../../serving/request';
import { Book } from './book';
import type { Probe, ProbeDefinition, Subject } from './probe';

/** The most that there was under one bound. Under another bound it is counted anew. */
class HighWater {
  most = 0;
  bound: number | 'unbounded' = 'unbounded';

  /** Whether it is within the bound. */
  rose(to: number, bound: number | 'unbounded'): boolean {
    if (bound !== this.bound) this.most = 0;
    this.bound = bound;
    if (to > this.most) this.most = to;
    return bound === 'unbounded' || to <= bound;
  }
}

type Water = Readonly<Record<MemoCacheName, HighWater>>;
const savedWater = ({ similarities, weights, rankings }: Water) => ({
  similarities: { ...similarities },
  weights: { ...weights },
  rankings: { ...rankings },
});
const water = (): Water => ({
  similarities: new HighWater(),
  weights: new HighWater(),
  rankings: new HighWater(),
});

/** Holds entries and bytes against their bounds at every insertion: there is no other moment at which they grow. */
class Bounded implements Probe {
  readonly book: Book;
  readonly #entries = water();
  readonly #bytes = water();
  readonly #allBytes = new HighWater();

  constructor(private readonly subject: Subject) {
    this.book = new Book(subject.now);
  }

  get state(): RuleState {
    // Without a bound it is broken even while nothing comes in.
    if (!this.#hasBound || this.book.failing(NO_BOUND)) return 'failing';
    return this.book.checks > 0 ? 'passing' : 'not yet known';
  }

  get #hasBound(): boolean {
    const { entriesEach, bytes } = this.subject.layers.bounds;
    return entriesEach !== 'unbounded' || bytes !== 'unbounded';
  }

  save() {
    return {
      book: this.book.save(),
      entries: savedWater(this.#entries),
      bytes: savedWater(this.#bytes),
      allBytes: { ...this.#allBytes },
    };
  }

  restore({ book, entries, bytes, allBytes }: ReturnType<Bounded['save']>): void {
    this.book.restore(book);
    for (const name of memoCacheNames) {
      Object.assign(this.#entries[name], entries[name]);
      Object.assign(this.#bytes[name], bytes[name]);
    }
    Object.assign(this.#allBytes, allBytes);
  }

  admitted(name: MemoCacheName, slot: number, replica: ReplicaId): void {
    const layer = this.subject.layers.of(replica);
    const cache = layer.caches[name];
    const { entriesEach, bytesEach, bytes } = layer.bounds;
    const entriesFit = this.#entries[name].rose(cache.size, entriesEach);
    const bytesFit = this.#bytes[name].rose(cache.bytes, bytesEach);
    const allFit = this.#allBytes.rose(layer.bytes, bytes);
    const hasBound = this.#hasBound;
    if (hasBound && entriesFit && bytesFit && allFit) return void this.book.checks++;
    const what = () => {
      if (!hasBound) return NO_BOUND;
      if (!entriesFit) return `${cache.size} entries, ${entriesEach} allowed`;
      return bytesFit
        ? `${layer.bytes} bytes in all caches, ${bytes} allowed`
        : `${cache.bytes} bytes, ${bytesEach} allowed`;
    };
    const key = cache.valueAt(slot)?.key;
    this.book.check(false, what, key === undefined ? undefined : { cache: name, key });
  }

  evidence(): Evidence[] {
    // The most that one replica held is held against what one may hold.
    const { bounds } = this.subject.layers.of(0);
    const each = memoCacheNames.flatMap((cache): Evidence[] => [
      { what: 'most-entries', cache, value: this.#entries[cache].most, bound: bounds.entriesEach },
      { what: 'most-bytes', cache, value: this.#bytes[cache].most, bound: bounds.bytesEach },
    ]);
    return [...each, { what: 'most-bytes', value: this.#allBytes.most, bound: bounds.bytes }];
  }
}

const NO_BOUND = 'came in where nothing has a bound';

export const bounded: ProbeDefinition = {
  name: 'bounded',
  rule: 'Entries and bytes of every memo cache have a bound, and are never over it.',
  begin: (subject) => new Bounded(subject),
};
