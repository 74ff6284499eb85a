import { type CallContext, callContext } from './call-context';

/**
 * One running computation, and the computations that it waits for. A value that needs itself, directly or through
 * others, would wait for ever. It is detected when a computation is about to wait for one that waits for it (a cycle in
 * the wait-for graph), or to start one that it was itself started for.
 */
export class Computation {
  readonly #waitsFor = new Set<Computation>();
  #startedFor: Computation | undefined;
  #ended = false;

  /** @param memo owner of the value. @param startedFor the computation that requested the value. */
  constructor(
    readonly memo: object,
    readonly key: string,
    startedFor: Computation | undefined,
  ) {
    this.#startedFor = startedFor;
  }

  end(): void {
    this.#ended = true;
    this.#startedFor = undefined;
    this.#waitsFor.clear();
  }

  /** Returns whether this waits for the other, directly or through others. */
  waitsFor(other: Computation): boolean {
    const seen = new Set<Computation>([this]);
    for (const one of seen) {
      if (one === other) return true;
      for (const next of one.#waitsFor) seen.add(next);
    }
    return false;
  }

  /** Returns whether this, or a computation that it was started for, computes the value of this key. */
  isFor(memo: object, key: string): boolean {
    for (let one: Computation | undefined = this; one; one = one.#startedFor)
      if (!one.#ended && one.memo === memo && one.key === key) return true;
    return false;
  }

  /** Records that this waits for the other until `promise` settles. */
  wait(other: Computation, promise: Promise<unknown>): void {
    if (this.#ended) return;
    this.#waitsFor.add(other);
    const done = () => this.#waitsFor.delete(other);
    promise.then(done, done);
  }
}

/** Context of the calling computation; undefined where the platform has none. Created on first use. */
let context: CallContext<Computation> | undefined | 'not looked for' = 'not looked for';

export function computations(): CallContext<Computation> | undefined {
  if (context === 'not looked for') context = callContext();
  return context;
}

/** Error for a value that needs itself. */
export class CycleError extends Error {
  override readonly name = 'CycleError';
  constructor(key: string) {
    super(`${key} is made from itself: it would wait for ever`);
  }
}
