import { describe, expect, test } from 'vitest';
import { policyNamed } from '../../cache/registry';
import { simulate } from '../simulate';
import { plainly, readText } from '../testing/read-text';

const read = async (...args: Parameters<typeof readText>) => plainly(await readText(...args));

/** Replays in an unbounded LRU: the misses are first uses and expired entries. */
async function replayed(text: string, ttlMs?: number) {
  const { requests, format } = await readText(text, { withTimes: true });
  const run = { policy: policyNamed('lru'), capacity: 1000, unit: 'entries', ttlMs, seed: 1 } as const;
  const { requests: reads, misses, expirations } = simulate(requests, run);
  return { format, reads, keys: requests.distinct, misses, expirations };
}

describe('block traces', () => {
  test('DiskSim and MQSim: device and block are the key, the size is in sectors of 512 bytes, the flag marks reads', async () => {
    const text = '1000 0 64 8 1\n2000 0 128 8 1\n3000 1 64 8 1\n4000 0 64 8 1\n';
    expect(await replayed(text)).toMatchObject({ format: 'disksim', reads: 4, keys: 3, misses: 3 });
    expect(await read(text, { withTimes: true })).toMatchObject({
      ids: [0, 1, 2, 0],
      sizes: [4096, 4096, 4096, 4096],
      // Integer times are MQSim's nanoseconds.
      times: [0.001, 0.002, 0.003, 0.004],
    });
    expect(await read('0.5 0 64 1 0x1\n2.5 0 64 1 0x0\n3.25 0 64 1 3\n', { withTimes: true })).toEqual({
      format: 'disksim',
      ids: [0, 0, 0],
      sizes: [512, 512, 512],
      times: [0.5, 2.5, 3.25],
      ops: [0, 1, 0],
    });
  });

  test('five columns with an id and features are not a block trace', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => `${at} ${at} ${100 * at + 7} 0 1`);
    expect((await read(lines.join('\n'))).format).toBe('webcachesim');
    expect((await read('1 7 900000000 0 1\n2 7 900000000 0 1\n')).format).toBe('webcachesim');
    // A status or a disk number in third place is no size.
    for (const line of [
      '1700000000 web1 200 GET /a 5',
      '128166372003061629 hm 0 Read 64 16',
      '100 /a 200 0.5 HIT',
    ])
      await expect(read(`${line}\n${line.replace('1', '2')}\n`)).rejects.toThrow(
        'not a trace in a known format',
      );
  });

  test('SPC: unit and address are the key, seconds, bytes', async () => {
    const text =
      '0,100,4096,R,0.5\n1,100,8192,r,1.0\n0,100,4096,W,1.5\n0,100,4096,r,2.000001,x\n0,100,1,z,3\n';
    expect(await read(text, { withTimes: true, format: 'spc' })).toEqual({
      format: 'spc',
      ids: [0, 1, 0, 0],
      sizes: [4096, 8192, 4096, 4096],
      times: [500, 1000, 1500, 2000.001],
      ops: [0, 0, 1, 0],
      ignored: [{ what: 'lines without an opcode R or W', count: 1, line: 5 }],
    });
    expect((await read(text.replace('0,100,1,z,3\n', ''))).format).toBe('spc');
  });

  test('MSR Cambridge: host, disk and offset are the key, Windows times counted exactly from the first', async () => {
    const text = [
      'Timestamp,Hostname,DiskNumber,Type,Offset,Size,ResponseTime',
      '128166372003061629,hm,0,Read,4096,512,1',
      '128166372003061630,hm,1,Read,4096,512,1',
      '128166372003061639,hm,0,Write,4096,1024,1',
      '128166372013061629,hm,0,read,4096,512,1',
    ].join('\r\n');
    expect(await read(text, { withTimes: true })).toEqual({
      format: 'msr',
      ids: [0, 1, 0, 0],
      sizes: [512, 512, 1024, 512],
      times: [0, 0.0001, 0.001, 1000],
      ops: [0, 0, 1, 0],
      ignored: [{ what: 'lines other than reads and writes', count: 1, line: 1 }],
    });
  });
});

describe("Meta's traces", () => {
  test('kvcache: op_count repeats a line, GET_LEASE is a read', async () => {
    const text =
      'key,op,size,op_count,key_size\n7001,GET,100,3,20\n7002,GET_LEASE,50,1,20\n7001,SET,100,1,20\n' +
      '7002,GET_LEASE,50,2,20\n7001,DELETE,0,1,20\n7001,GET,100,1,20\n';
    expect(await replayed(text)).toMatchObject({ format: 'meta-kvcache', reads: 7, misses: 3 });
    expect(await read(text)).toMatchObject({ sizes: [120, 120, 120, 70, 120, 70, 70, 120, 120] });
  });

  test('kvcache: the layouts with times and TTLs; a read of an absent key does not state the size', async () => {
    const short = 'op_time,key,key_size,op,op_count,size,cache_hits,ttl';
    const rows = [
      '604038471,k,4,GET,1,0,0,0',
      '604038471,k,4,SET_LEASE,1,96,0,60',
      '604038480,k,4,GET,2,96,2,0',
      '604038531,k,4,GET,1,96,1,0',
      '604038531,k,4,ADD,1,96,1,0',
    ];
    const expected = {
      format: 'meta-kvcache',
      ids: [0, 0, 0, 0, 0],
      sizes: [100, 100, 100, 100, 100],
      times: [0, 0, 9000, 9000, 60_000],
      ops: [0, 1, 0, 0, 0],
      ignored: [{ what: 'lines of other operations', count: 1, line: 6 }],
    };
    expect(await read([short, ...rows].join('\n'))).toMatchObject(expected);
    const long = [`${short},usecase,sub_usecase`, ...rows.map((row) => `${row},1,2`)];
    expect(await read(long.join('\n'))).toMatchObject(expected);
    expect(await replayed(long.join('\n'))).toMatchObject({ reads: 4, misses: 2, expirations: 1 });
    const untimed = 'key,op,size,op_count,key_size,ttl\nk,SET,9,1,1,60\nk,GET,9,1,1,0\n';
    expect((await read(untimed)).times).toBeUndefined();
  });

  test('kvcache: a repeated header, and a count that would fill memory', async () => {
    const text = 'key,op,size,op_count,key_size\n1,GET,1,1,1\n';
    expect(await read(text + text)).toMatchObject({
      ids: [0, 0],
      ignored: [{ what: 'repeated headers', count: 1, line: 3 }],
    });
    await expect(readText('key,op,size,op_count,key_size\n1,GET,1,99999999,1\n')).rejects.toThrow(
      'line 2: an op_count of 99999999',
    );
  });

  test('CDN: each line reads an object, with its size and seconds to live', async () => {
    const head =
      'timestamp,cacheKey,OpType,objectSize,responseSize,responseHeaderSize,rangeStart,rangeEnd,TTL,SamplingRate,' +
      'cache_hit,item_value,RequestHandler,cdn_content_type_id,vip_type';
    const rows = (unit: number) =>
      [0, 5, 30]
        .map((second) => `${1_678_912_345 * unit + second * unit},k1,1,4096,100,300,0,99,20,0.2,1,0,2,3,1`)
        .join('\n');
    for (const unit of [1, 1000]) {
      const text = `${head}\n${rows(unit)}\n`;
      expect(await read(text)).toEqual({
        format: 'meta-cdn',
        ids: [0, 0, 0],
        sizes: [4096, 4096, 4096],
        times: [0, 5000, 30_000],
        ttls: [20_000, 20_000, 20_000],
      });
      expect(await replayed(text)).toMatchObject({ reads: 3, misses: 2 });
    }
  });
});

describe("Twitter's traces", () => {
  test('TTLs are on writes only: a value inserted by a read gets the TTL of the last write', async () => {
    const text = '0,k1,2,98,1,set,10\n1,k1,2,98,1,get,0\n12,k1,2,98,1,get,0\n30,k1,2,98,1,get,0\n';
    expect(await replayed(text)).toMatchObject({ format: 'twitter', reads: 3, misses: 2, expirations: 2 });
  });

  test('a write without a TTL removes an earlier one; incr and append keep the TTL', async () => {
    const text =
      '0,k,1,1,1,set,10\n5,k,1,1,1,incr,0\n12,k,1,1,1,get,0\n13,k,1,1,1,set,0\n99,k,1,1,1,get,0\n99,n,1,1,1,append,0\n';
    expect(await replayed(text)).toMatchObject({ reads: 2, misses: 1, expirations: 1 });
  });

  test('commas in keys', async () => {
    const text = '0,a,b,3,1,1,get,0\n1,a,c,3,1,1,get,0\n2,a,b,3,1,1,get,0\n3,a,b,3,7,1,set,60\n';
    expect(await read(text)).toMatchObject({
      format: 'twitter',
      ids: [0, 1, 0, 0],
      sizes: [4, 4, 4, 10],
    });
    await expect(readText('0,k,1,1,get,0\n', { format: 'twitter' })).rejects.toThrow(
      'line 1: fewer than 7 columns',
    );
  });
});
