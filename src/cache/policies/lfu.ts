import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { FrequencyRow } from '../structures/frequency-row';

/**
 * LFU: the entry used least often since it came goes; among equals the one unused for longest. Keeps what is popular
 * for ever, and what was popular long ago just as well. In constant time after Shah, Mitra and Matani, 2010.
 * Parameters: none. Cost: O(1) a request, 24 bytes an id.
 */
export const lfu = definePolicy({
  name: 'lfu',
  label: 'LFU',
  summary: 'The entry used least often goes; what was popular once is hard to get rid of.',
  needs: [],
  params: z.object({}),
  create: ({ ids }) => new Lfu(ids),
});

class Lfu implements Policy {
  #row: FrequencyRow;

  constructor(ids: number) {
    this.#row = new FrequencyRow(ids);
  }

  hit(id: number): void {
    this.#row.raise(id);
  }

  insert(id: number): void {
    this.#row.add(id);
  }

  remove(id: number): void {
    this.#row.remove(id);
  }

  evict(): number {
    const victim = this.#row.first;
    this.#row.remove(victim);
    return victim;
  }

  order(limit: number): Int32Array {
    return this.#row.list(limit);
  }

  save() {
    return { row: this.#row.save() };
  }

  restore({ row }: ReturnType<Lfu['save']>): void {
    this.#row.restore(row);
  }

  resize(ids: number): void {
    this.#row = this.#row.over(ids);
  }
}
