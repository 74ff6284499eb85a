import { KeyNumbers } from '../key-numbers';
import { READ, REMOVE, WRITE } from '../ops';
import { textOf } from './fields';

/** Not an operation on a value of one key. */
export const OTHER = -1;

/**
 * The names of operations in traces of caches, key-value stores, disks and HTTP. A read is a request; a write inserts
 * or renews the value; a removal removes it. A query about a value (`exists`, `ttl`) does not use it.
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

/** Longest word, in bytes, that is compared with the previous one. */
const MAX_LENGTH = 16;

/**
 * Maps words of a small vocabulary, in any case, by their bytes. A word is decoded as text only at its first
 * occurrence; a word equal to the previous one needs only a comparison of bytes.
 */
export class Vocabulary<T> {
  readonly #lookUp: (word: string) => T;
  readonly #numbers = new KeyNumbers();
  readonly #meanings: T[] = [];
  readonly #last = new Uint8Array(MAX_LENGTH);
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
    this.#lastLength = to - from > MAX_LENGTH ? -1 : to - from;
    for (let i = 0; i < this.#lastLength; i++) this.#last[i] = bytes[from + i] as number;
  }
}

export const operations = () => new Vocabulary((word): number => OPERATIONS.get(word) ?? OTHER);
