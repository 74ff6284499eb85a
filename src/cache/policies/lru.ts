import { z } from 'zod';
import { definePolicy } from '../policy';
import { IdQueue } from '../structures/id-queue';

/**
 * LRU: a queue in the order of last use; a hit makes an entry the youngest, the oldest goes. Good where what was
 * used lately is used again; a scan of things used once flushes it. Mattson et al., IBM Systems Journal 1970.
 * Parameters: none. Cost: O(1) a request, 8 bytes an id.
 */
export const lru = definePolicy({
  name: 'lru',
  label: 'LRU',
  summary: 'The entry unused for longest goes.',
  needs: [],
  params: z.object({}),
  create({ ids }) {
    const queue = new IdQueue(ids);
    return {
      hit: (id) => queue.renew(id),
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
