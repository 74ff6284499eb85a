import { READ, UNKNOWN_SIZE } from '../ops';
import type { TraceFormat } from './format';
import { hasColumns, NamedColumns } from './named-columns';

/**
 * Meta's CDN traces as published by CacheLib (2023), with columns by name: each line is a read of `cacheKey`; its
 * object has `objectSize` bytes (0: unknown) and a `TTL` in seconds (0: none). The operation is anonymised and not
 * used. A range request counts as the whole object.
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
