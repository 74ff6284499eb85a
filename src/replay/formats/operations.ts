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

/** Words of a small language by their bytes, in any case: each is looked up as text only when it is met first. */
export class Vocabulary<T> {
  readonly #lookUp: (word: string) => T;
  readonly #numbers = new KeyNumbers();
  readonly #meanings: T[] = [];

  constructor(lookUp: (word: string) => T) {
    this.#lookUp = lookUp;
  }

  in(bytes: Uint8Array, from: number, to: number): T {
    const number = this.#numbers.idOf(bytes, from, to);
    if (number === this.#meanings.length) {
      this.#meanings.push(this.#lookUp(textOf(bytes, from, to).toLowerCase()));
    }
    return this.#meanings[number] as T;
  }
}

export const operations = () => new Vocabulary((word): number => OPERATIONS.get(word) ?? OTHER);
