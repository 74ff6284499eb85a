import { READ, UNKNOWN_SIZE } from '../ops';
import type { TraceFormat } from './format';
import { hasColumns, NamedColumns } from './named-columns';

/**
 * Meta's content delivery traces as CacheLib publishes them (2023), by the names in their head: each line is a read of
 * `cacheKey`, whose object has `objectSize` bytes, 0 where that is not told, and `TTL` seconds to live, 0 for none.
 * The operation is anonymised and tells nothing; of a range, the whole object counts.
 */
export const metaCdn: TraceFormat = {
  name: 'meta-cdn',
  label: 'Meta CDN trace (CacheLib)',
  example:
    'timestamp,cacheKey,OpType,objectSize,responseSize,responseHeaderSize,rangeStart,rangeEnd,TTL,SamplingRate,' +
    'cache_hit,item_value,RequestHandler,cdn_content_type_id,vip_type\n' +
    '1678912345123,k1,1,4096,4096,300,-1,-1,3600,0.2,1,0,2,3,1\n1678912346001,k2,1,90,90,300,-1,-1,0,0.2,0,0,2,3,1\n',
  recognise: (head) => hasColumns(head, NEEDED),
  open(log, head) {
    const columns = new NamedColumns(head, log, 'timestamp', NEEDED);
    const [key, objectSize, ttl] = [columns.at('cachekey'), columns.at('objectsize'), columns.at('ttl')];
    return columns.lines((fields, bytes, line) => {
      const timeMs = columns.timeMs(line);
      const size = columns.number(objectSize, 0, line) || UNKNOWN_SIZE;
      const ttlMs = columns.number(ttl, 0, line) * 1000 || Infinity;
      log.add(bytes, fields.start(key), fields.end(key), timeMs, size, READ, ttlMs, line);
    });
  },
};

const NEEDED = ['timestamp', 'cachekey', 'objectsize'];
