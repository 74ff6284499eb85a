import { z } from 'zod';
import { definePolicy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * FIFO: a queue in the order of arrival; hits change nothing, the first to come is the first to go. The cheapest
 * order there is, and the ground that CLOCK, SIEVE and S3-FIFO build on.
 * Parameters: none. Cost: O(1) a request, nothing on a hit, 8 bytes an id.
 */
export const fifo = definePolicy({
  name: 'fifo',
  label: 'FIFO',
  summary: 'The entry that came first goes, used or not.',
  needs: [],
  params: z.object({}),
  create({ ids }) {
    const queue = new IdQueue(ids);
    return {
      hit() {},
      insert: (id) => queue.add(id),
      remove: (id) => queue.remove(id),
      evict() {
        const victim = queue.oldest;
        queue.remove(victim);
        return victim;
      },
      order: (limit) => queue.list(limit),
      resize: (more) => queue.resize(more),
    };
  },
});
