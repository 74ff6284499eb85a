import { z } from 'zod/mini';
import { definePolicy, type Policy } from '../policy';
import { FrequencyRow } from '../structures/frequency-row';

/**
 * LFU: evicts the entry with the fewest uses since its insertion; among equals the one unused for longest. Popular
 * entries stay, and so do entries that were popular long ago. In constant time after Shah, Mitra and Matani, 2010.
 * Parameters: none. Cost: O(1) a request, 24 bytes an id.
 */
export const lfu = definePolicy({
  name: 'lfu',
  label: 'LFU',
  summary: 'Evicts the entry used least often; entries that were popular once stay for long.',
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
