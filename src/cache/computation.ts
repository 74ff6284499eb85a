import { type CallContext, callContext } from './call-context';

/**
 * One computation under way, and what it waits for. A value that needs itself, directly or through others, would wait
 * for ever: it is found when a computation is about to wait for one that waits for it (a cycle in the wait-for graph),
 * or to start one that it was itself started for.
 */
export class Computation {
  readonly #waitsFor = new Set<Computation>();
  #startedFor: Computation | undefined;
  #ended = false;

  /** @param memo whose value it makes. @param startedFor the computation that asked for it. */
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

  /** Whether this waits for the other, directly or through others. */
  waitsFor(other: Computation): boolean {
    const seen = new Set<Computation>([this]);
    for (const one of seen) {
      if (one === other) return true;
      for (const next of one.#waitsFor) seen.add(next);
    }
    return false;
  }

  /** Whether this, or a computation that it was started for, makes the value of this key. */
  isFor(memo: object, key: string): boolean {
    for (let one: Computation | undefined = this; one; one = one.#startedFor)
      if (!one.#ended && one.memo === memo && one.key === key) return true;
    return false;
  }

  /** Notes what this waits for until `promise` settles. */
  wait(other: Computation, promise: Promise<unknown>): void {
    if (this.#ended) return;
    this.#waitsFor.add(other);
    const done = () => this.#waitsFor.delete(other);
    promise.then(done, done);
  }
}

/** The computation that code is called from; undefined where the platform cannot tell. Made at the first need. */
let context: CallContext<Computation> | undefined | 'not looked for' = 'not looked for';

export function computations(): CallContext<Computation> | undefined {
  if (context === 'not looked for') context = callContext();
  return context;
}

/** A value needs itself. */
export class CycleError extends Error {
  override readonly name = 'CycleError';
  constructor(key: string) {
    super(`${key} is made from itself: it would wait for ever`);
  }
}
