import { KeyNumbers } from '../key-numbers';
import { READ, REMOVE, WRITE } from '../ops';
import { textOf } from './fields';

/** Not an operation on the value of one key. */
export const OTHER = -1;

/**
 * The words for operations in traces of caches, key-value stores, disks and HTTP. A read is a request; a write puts
 * the value in or renews it; a removal takes it out. What only looks (`exists`, `ttl`) is no use of the value.
 */
const WORDS: readonly (readonly [op: number, words: string])[] = [
  [READ, 'get gets read r rd load fetch hit miss gat gats getex getrange strlen getbit head'],
  [
    WRITE,
    'set add replace cas append prepend incr decr write w wr put post store insert update setex psetex setnx getset ' +
      'incrby decrby incrbyfloat setrange setbit',
  ],
  [REMOVE, 'delete del remove rm d unlink purge invalidate evict getdel trim'],
];
const BY_WORD = new Map(WORDS.flatMap(([op, words]) => words.split(' ').map((word) => [word, op] as const)));

export const operationNamed = (word: string): number => BY_WORD.get(word.toLowerCase()) ?? OTHER;

/** Tells operations by their bytes: a word is looked at as text only when it is met first. */
export class Operations {
  readonly #words = new KeyNumbers();
  readonly #known: number[] = [];

  in(bytes: Uint8Array, from: number, to: number): number {
    const word = this.#words.idOf(bytes, from, to);
    if (word === this.#known.length) this.#known.push(operationNamed(textOf(bytes, from, to).trim()));
    return this.#known[word] as number;
  }
}
