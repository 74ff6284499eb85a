import { KeyNumbers } from '../key-numbers';
import { READ, REMOVE, WRITE } from '../ops';
import { textOf } from './fields';

/** Not an operation on the value of one key. */
export const OTHER = -1;

/**
 * The words for operations in traces of caches, key-value stores, disks and HTTP. A read is a request; a write puts
 * the value in or renews it; a removal takes it out. What only looks (`exists`, `ttl`) is no use of the value.
 */
const OPERATIONS = new Map(
  (
    [
      [READ, 'get gets read r rd load fetch hit miss gat gats getex'],
      [
        WRITE,
        'set add replace cas append prepend incr decr write w wr put post store insert update setex psetex setnx',
      ],
      [REMOVE, 'delete del remove rm d unlink purge invalidate evict getdel trim'],
    ] as const
  ).flatMap(([op, words]) => words.split(' ').map((word) => [word, op] as const)),
);

/** Bytes of the longest word that is remembered as the last one. */
const LONGEST = 16;

/**
 * Words of a small language by their bytes, in any case: each is looked up as text only when it is met first, and one
 * that stood in the line before needs no more than a look at its bytes.
 */
export class Vocabulary<T> {
  readonly #lookUp: (word: string) => T;
  readonly #numbers = new KeyNumbers();
  readonly #meanings: T[] = [];
  readonly #last = new Uint8Array(LONGEST);
  #lastLength = -1;
  #lastNumber = 0;

  constructor(lookUp: (word: string) => T) {
    this.#lookUp = lookUp;
  }

  in(bytes: Uint8Array, from: number, to: number): T {
    if (!this.#isLast(bytes, from, to)) {
      this.#lastNumber = this.#numbers.idOf(bytes, from, to);
      this.#remember(bytes, from, to);
      if (this.#lastNumber === this.#meanings.length)
        this.#meanings.push(this.#lookUp(textOf(bytes, from, to).toLowerCase()));
    }
    return this.#meanings[this.#lastNumber] as T;
  }

  #isLast(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from !== this.#lastLength) return false;
    const last = this.#last;
    for (let at = from; at < to; at++) if (bytes[at] !== last[at - from]) return false;
    return true;
  }

  #remember(bytes: Uint8Array, from: number, to: number): void {
    this.#lastLength = to - from > LONGEST ? -1 : to - from;
    for (let i = 0; i < this.#lastLength; i++) this.#last[i] = bytes[from + i] as number;
  }
}

export const operations = () => new Vocabulary((word): number => OPERATIONS.get(word) ?? OTHER);
