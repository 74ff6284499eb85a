import { describe, expect, test } from 'vitest';
import { outcomeOf, plainly, readText } from '../testing/read-text';
import { ttlOfExptime } from './exptime';

const T0 = 1_700_000_000;
const lines = (...all: string[]) => `${all.join('\n')}\n`;
const get = (ts: string, key: string, status = 'found', rest = 'clsid=1 cfd=28 size=5') =>
  `ts=${ts} gid=1 type=item_get key=${key} status=${status} ${rest}`;
const store = (ts: string, key: string, ttl: number, command = 'set', status = 'stored') =>
  `ts=${ts} gid=2 type=item_store key=${key} status=${status} cmd=${command} ttl=${ttl} clsid=1 cfd=28 size=5`;

test("exptimes, as Memcached's protocol reads them", () => {
  const nowMs = T0 * 1000;
  expect(ttlOfExptime(0, nowMs)).toBe(Infinity);
  expect(ttlOfExptime(2_592_000, nowMs)).toBe(2_592_000_000);
  expect(ttlOfExptime(5_184_000, nowMs)).toBeLessThan(0);
  expect(ttlOfExptime(T0 + 600, nowMs)).toBe(600_000);
  expect(ttlOfExptime(-1, nowMs)).toBeLessThan(0);
});

describe('watch fetchers mutations', () => {
  test('microseconds have no leading zeros: 5 comes before 40', async () => {
    const text = lines('OK', get(`${T0}.5`, 'a'), get(`${T0}.40`, 'b'), get(`${T0}.900000`, 'a'));
    const { times, ignored, ...found } = plainly(await readText(text));
    expect(found).toMatchObject({ format: 'memcached', ids: [0, 1, 0] });
    expect(times).toEqual([T0 * 1000 + 0.005, T0 * 1000 + 0.04, T0 * 1000 + 900]);
    expect(ignored).toHaveLength(1);
  });

  test('a TTL starts at its store and ends at the exact millisecond', async () => {
    const all = [get(`${T0}.0`, 'a', 'not_found'), store(`${T0}.999000`, 'a', 10)];
    expect(await outcomeOf(lines(...all, get(`${T0 + 10}.998000`, 'a')))).toMatchObject({
      reads: 2,
      misses: 1,
    });
    expect(await outcomeOf(lines(...all, get(`${T0 + 10}.999000`, 'a')))).toMatchObject({
      reads: 2,
      misses: 2,
    });
  });

  test('encoded keys are decoded; the size of a miss is unknown', async () => {
    const text = lines(
      get(`${T0}.1`, 'a%3Ab', 'not_found', 'clsid=0 cfd=28 size=0'),
      get(`${T0}.200`, 'a:b', 'found', 'clsid=1 cfd=28 size=700'),
      get(`${T0}.300`, 'a%2', 'found', 'clsid=1 cfd=28'),
    );
    expect(plainly(await readText(text))).toMatchObject({ ids: [0, 0, 1], sizes: [700, 700, 1] });
  });

  test('the lookup that is part of a store is not a read; an earlier one by a client is', async () => {
    const own = lines(get(`${T0}.10`, 'a'), get(`${T0}.500`, 'a', 'not_found'), store(`${T0}.503`, 'a', 0));
    expect(await outcomeOf(own)).toMatchObject({
      reads: 1,
      ignored: [['lookups that are part of a store', 1]],
    });
    const clients = lines(get(`${T0}.500`, 'a', 'not_found'), store(`${T0}.700`, 'a', 0));
    expect(await outcomeOf(clients)).toMatchObject({ reads: 1, ignored: [] });
    const another = lines(get(`${T0}.500`, 'a'), store(`${T0}.503`, 'b', 0));
    expect(await outcomeOf(another)).toMatchObject({ reads: 1, ignored: [] });
  });

  test('appending keeps the TTL, refused stores change nothing, deletions and expired stores remove', async () => {
    const reads = async (...changes: string[]) =>
      (await outcomeOf(lines(store(`${T0}.0`, 'a', 10), ...changes, get(`${T0 + 20}.0`, 'a')))).misses;
    expect(await reads(store(`${T0 + 5}.0`, 'a', 0, 'append'))).toBe(1);
    expect(await reads(store(`${T0 + 5}.0`, 'a', 0, 'add', 'not_stored'))).toBe(1);
    expect(await reads(store(`${T0 + 5}.0`, 'a', 0))).toBe(0);
    expect(await reads(store(`${T0 + 5}.0`, 'a', T0 + 30))).toBe(0);
    expect(await reads(store(`${T0 + 5}.0`, 'a', 2 ** 32 - 6))).toBe(1);
    expect(
      await reads(
        store(`${T0 + 5}.0`, 'a', 60),
        `ts=${T0 + 6}.0 gid=3 type=deleted key=a cmd=md clsid=1 size=5`,
      ),
    ).toBe(1);
  });

  test('lines that do not use a value are counted', async () => {
    const text = lines(
      `ts=${T0}.1 gid=1 type=conn_new rip=127.0.0.1 rport=53051 transport=tcp cfd=28`,
      get(`${T0}.2`, 'a'),
      `ts=${T0}.3 gid=2 type=eviction key=b fetch=yes ttl=-1 la=4 clsid=1 size=5`,
      `ts=${T0}.4 gid=3 <28 get a`,
    );
    expect((await outcomeOf(text)).ignored).toEqual([
      ['lines of another kind than item_get, item_store and deleted', 2],
      ['raw commands; their items are logged too', 1],
    ]);
  });
});

describe('watch rawcmds', () => {
  const raw = (second: number, command: string) => `ts=${T0 + second}.0 gid=1 <28 ${command}`;
  const misses = async (...commands: string[]) => {
    const found = await outcomeOf(lines(...commands));
    return [found.reads, found.misses];
  };

  test('exptimes up to thirty days, beyond them, and in the past', async () => {
    expect(
      await misses(
        raw(0, 'set a 0 2592000 5'),
        raw(0, 'set b 0 5184000 5'),
        raw(0, `set c 0 ${T0 + 600} 5`),
        raw(300, 'get a'),
        raw(300, 'get b'),
        raw(300, 'get c'),
        raw(900, 'get c'),
      ),
    ).toEqual([4, 2]);
    expect(await misses(raw(0, 'set a 0 0 5'), raw(1, 'touch a -1'), raw(2, 'get a'))).toEqual([1, 1]);
  });

  test('gat and touch set the TTL, incr keeps it, flush_all removes all values', async () => {
    const set = raw(0, 'set a 0 10 5');
    expect(await misses(set, raw(5, 'gat 10 a'), raw(14, 'get a'), raw(15, 'get a'))).toEqual([3, 1]);
    expect(await misses(set, raw(5, 'touch a 100'), raw(14, 'gets a'))).toEqual([1, 0]);
    expect(await misses(set, raw(5, 'incr a 1'), raw(14, 'get a'))).toEqual([1, 1]);
    expect(await misses(set, raw(5, 'flush_all'), raw(6, 'get a'))).toEqual([1, 1]);
    expect(await misses(set, raw(5, 'flush_all 60'), raw(6, 'get a'))).toEqual([1, 0]);
  });

  test('meta commands', async () => {
    expect(
      await misses(raw(0, 'ms a 5 T10'), raw(5, 'mg a v T10'), raw(14, 'mg a s v'), raw(15, 'mg a v')),
    ).toEqual([3, 1]);
    expect(await misses(raw(0, 'ms a 5'), raw(1, 'ms a 9 ME T1'), raw(1, 'mg a'), raw(3, 'mg a v'))).toEqual([
      1, 0,
    ]);
    expect(await misses(raw(0, 'ms a 5'), raw(1, 'md a q'), raw(3, 'mg a v'))).toEqual([1, 1]);
  });

  test('output of memcached -vv, with answers in between', async () => {
    const text = lines(
      'slab class   1: chunk size        96 perslab   10922',
      '<28 new auto-negotiating client connection',
      '28: Client using the ascii protocol',
      '<28 set a 0 0 3',
      '>28 STORED',
      '<28 get a b',
      '>28 sending key a',
      '>28 END',
    );
    expect(await outcomeOf(text)).toMatchObject({ format: 'memcached', reads: 2, keys: 2, misses: 1 });
  });
});
