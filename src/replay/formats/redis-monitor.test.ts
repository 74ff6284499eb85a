import { describe, expect, test } from 'vitest';
import { outcomeOf, plainly, readText } from '../testing/read-text';

const T0 = 1_700_000_000;
/** A line of MONITOR: seconds after T0, a command and its client. */
const line = (second: number, command: string, client = '0 192.0.2.7:5001') => {
  const words = command.split(' ').map((word) => `"${word}"`);
  return `${(T0 + second).toFixed(6)} [${client}] ${words.join(' ')}`;
};

/** Replays a log in an unbounded cache: reads, distinct keys and misses. */
async function outcome(...lines: string[]) {
  const { ignored, ...found } = await outcomeOf(`${lines.join('\n')}\n`);
  return found;
}
/** Reads and misses only, of commands that start with their second. */
async function misses(...commands: string[]) {
  const lines = commands.map((one) => line(Number.parseFloat(one), one.slice(one.indexOf(' ') + 1)));
  const found = await outcome(...lines);
  return [found.reads, found.misses];
}

describe('lines of MONITOR', () => {
  test('clients with IPv6 addresses', async () => {
    const gets = [
      line(0.000001, 'GET cart:1', '0 [::1]:50001'),
      line(0.1, 'GET cart:2', '0 [::1]:50001'),
      line(0.2, 'GET cart:1', '0 [2001:db8::7]:50002'),
      line(0.3, 'GET cart:2', '0 [::ffff:192.0.2.9]:50003'),
    ];
    expect(await outcome('OK', ...gets)).toEqual({ format: 'redis-monitor', reads: 4, keys: 2, misses: 2 });
    // The same as shown by netcat.
    expect(await outcome('+OK\r', ...gets.map((one) => `+${one}\r`))).toMatchObject({ reads: 4, keys: 2 });
  });

  test('scripts, sockets with brackets in their paths, and a truncated first line', async () => {
    expect(
      await outcome(
        '192.0.2.7:5001] "GET" "lost"',
        line(1, 'EVAL script 1 k'),
        line(1, 'GET k', '0 lua'),
        line(2, 'GET k', '0 unix:/run/redis [a].sock'),
        line(3, 'GET "k'.replace('"', ''), '0 unix:/run/"quoted".sock'),
      ),
    ).toEqual({ format: 'redis-monitor', reads: 3, keys: 1, misses: 1 });
  });

  test('the same name in two databases is two keys', async () => {
    expect(
      await outcome(
        'OK',
        line(0, 'SET user:1 x'),
        line(1, 'GET user:1', '1 192.0.2.7:5002'),
        line(2, 'GET user:1'),
        line(3, 'GET user:1', '1 192.0.2.7:5002'),
      ),
    ).toEqual({ format: 'redis-monitor', reads: 3, keys: 2, misses: 1 });
  });

  test('Kvrocks writes a case-sensitive namespace instead of the number', async () => {
    const lines = ['shop', 'Shop', 'shop'].map((name, at) => line(at, 'GET k', `${name} 192.0.2.7:5001`));
    expect(await outcome(...lines)).toMatchObject({ reads: 3, keys: 2, misses: 2 });
  });

  test('keys with escapes and spaces', async () => {
    const key = '"a \\"b\\" \\\\ \\x00\\n"';
    const get = `${T0}.000000 [0 127.0.0.1:1] "get" ${key}`;
    expect(await outcome(get, get, line(1, 'get a'))).toMatchObject({ reads: 3, keys: 2, misses: 2 });
  });

  test('ignored lines are counted by reason', async () => {
    const { ignored } = plainly(
      await readText(
        [
          'OK',
          line(1, 'GET a'),
          line(2, 'PING'),
          line(3, 'EXISTS a'),
          line(4, 'SETEX a 0 x'),
          line(5, 'DEL'),
        ].join('\n'),
      ),
    );
    expect(ignored).toEqual([
      { what: 'lines that are not commands', count: 1, line: 1 },
      { what: 'commands that do not read, write or remove a value', count: 2, line: 3 },
      { what: 'commands that fail or change nothing', count: 2, line: 5 },
    ]);
  });
});

describe('keys of commands', () => {
  test.each([
    ['MGET a b c', 3, 3],
    ['ZUNION 2 a b WEIGHTS 1 2', 2, 2],
    ['XREAD COUNT 2 STREAMS a b 0 0', 2, 2],
    ['LCS a b', 2, 2],
    ['SINTERSTORE dst a b', 2, 3],
    ['ZINTERSTORE dst 2 a b', 2, 3],
    ['BITOP AND dst a b', 2, 3],
    ['SORT a BY nosort STORE dst', 1, 2],
    ['JSON.MGET a b $.x', 2, 2],
    ['GETSET a 1', 1, 1],
    ['SET a 1 GET', 1, 1],
  ])('%s', async (command, reads, keys) => {
    expect(await outcome(line(0, command))).toMatchObject({ reads, keys });
  });

  test('MSET writes every second word, DEL removes all', async () => {
    expect(await misses('0 MSET a 1 b 2', '1 MGET a b', '2 UNLINK a b', '3 MGET a b')).toEqual([4, 2]);
  });

  test('a pop creates no key, a push does', async () => {
    expect(await misses('0 LPOP a', '1 LRANGE a 0 -1')).toEqual([1, 1]);
    expect(await misses('0 LPUSH a 1', '1 LRANGE a 0 -1')).toEqual([1, 0]);
  });
});

describe('TTLs', () => {
  const absolute = T0 + 10;

  test.each([
    'SET k v EX 10',
    'set k v px 10000',
    `SET k v EXAT ${absolute}`,
    `SET k v NX PXAT ${absolute}000`,
    'SETEX k 10 v',
    'PSETEX k 10000 v',
    'RESTORE k 10000 dump',
    `RESTORE k ${absolute}000 dump ABSTTL`,
  ])('%s: ten seconds', async (command) => {
    expect(await misses(`0 ${command}`, '9 GET k')).toEqual([1, 0]);
    expect(await misses(`0 ${command}`, '10 GET k')).toEqual([1, 1]);
  });

  test.each([
    'EXPIRE k 10',
    'PEXPIRE k 10000',
    `EXPIREAT k ${absolute}`,
    `PEXPIREAT k ${absolute}000`,
    'EXPIRE k 10 NX',
    'EXPIRE k 10 LT',
  ])('%s, after a SET', async (command) => {
    expect(await misses('0 SET k v', `0 ${command}`, '9 GET k')).toEqual([1, 0]);
    expect(await misses('0 SET k v', `0 ${command}`, '10 GET k')).toEqual([1, 1]);
    // It creates no key.
    expect(await misses(`0 ${command}`, '1 GET k')).toEqual([1, 1]);
  });

  test.each([
    'INCR k',
    'APPEND k 1',
    'HSET k f v',
    'LPUSH k v',
    'SETRANGE k 0 v',
    'SET k v KEEPTTL',
    'SET k v XX KEEPTTL',
    'SET k v NX',
    'SETNX k v',
    'GETEX k',
    'EXPIRE k 100 NX',
    'EXPIRE k 5 GT',
    'EXPIRE k 100 LT',
    'EXPIRE k soon',
    'SETEX k -1 v',
  ])('%s keeps the TTL', async (command) => {
    const reads = /^get/i.test(command) ? 1 : 0;
    const before = ['0 SET k 0 EX 10', `5 ${command}`];
    expect(await misses(...before, '9 GET k')).toEqual([reads + 1, 0]);
    expect(await misses(...before, '20 GET k')).toEqual([reads + 1, 1]);
  });

  test.each(['SET k v', 'GETSET k v', 'PERSIST k', 'GETEX k PERSIST', 'MSET k v', 'SUNIONSTORE k a'])(
    '%s removes the TTL',
    async (command) => {
      const found = await misses('0 SET k 0 EX 10', `5 ${command}`, '20 GET k');
      expect(found.at(-1)).toBe(command.startsWith('SUNION') ? 1 : 0);
      expect(await misses('0 SET k 0 EX 10', `5 ${command}`, '20 GET k', '21 GET k')).toEqual([
        (found[0] as number) + 1,
        found[1],
      ]);
    },
  );

  test.each(['EXPIRE k 100', 'GETEX k EX 100', 'EXPIRE k 100 XX', 'EXPIRE k 100 GT', 'SET k v EX 100'])(
    '%s sets a new TTL',
    async (command) => {
      const before = ['0 SET k 0 EX 10', `5 ${command}`];
      expect((await misses(...before, '104 GET k')).at(-1)).toBe(0);
      expect((await misses(...before, '105 GET k')).at(-1)).toBe(1);
    },
  );

  test.each(['EXPIRE k 0', 'EXPIRE k -1', `EXPIREAT k ${T0}`, 'DEL k', 'UNLINK k', `SET k v EXAT ${T0}`])(
    '%s removes the value at once',
    async (command) => {
      expect(await misses('0 SET k v', `1 ${command}`, '2 GET k')).toEqual([1, 1]);
    },
  );

  test('GETDEL reads and removes', async () => {
    expect(await misses('0 SET k v', '1 GETDEL k', '2 GET k')).toEqual([2, 1]);
  });

  test('SET NX after a read that missed sets its TTL although the read inserted a value', async () => {
    expect(await misses('0 GET k', '1 SET k v NX EX 10', '10 GET k', '12 GET k')).toEqual([3, 2]);
  });

  test('a value that a read inserts again has the TTL of the last write', async () => {
    expect(await misses('0 SETEX k 10 v', '20 GET k', '29 GET k', '31 GET k')).toEqual([3, 2]);
  });

  test('a key that INCR creates after its expiry has no TTL', async () => {
    expect(await misses('0 SET k 1 EX 10', '20 INCR k', '99 GET k')).toEqual([1, 0]);
  });

  test('TTLs that start microseconds after the second end exactly', async () => {
    expect(await misses('0.000003 SETEX k 10 v', '10.000002 GET k')).toEqual([1, 0]);
    expect(await misses('0.000003 SETEX k 10 v', '10.000003 GET k')).toEqual([1, 1]);
  });
});

describe('values that change their keys', () => {
  test('RENAME moves the remaining TTL', async () => {
    const renamed = ['0 SET a v EX 10', '5 RENAME a b'];
    expect(await misses(...renamed, '9 GET b')).toEqual([1, 0]);
    expect(await misses(...renamed, '10 GET b')).toEqual([1, 1]);
    expect(await misses(...renamed, '6 GET a')).toEqual([1, 1]);
    // The old TTL of the new name is removed.
    expect(await misses('0 SET b v EX 3', '1 SET a v', '2 RENAME a b', '9 GET b')).toEqual([1, 0]);
  });

  test('RENAMENX and COPY keep an existing key; COPY … REPLACE does not', async () => {
    const both = ['0 SET a v', '0 SET b v EX 10'];
    expect(await misses(...both, '1 RENAMENX a b', '11 GET b', '11 GET a')).toEqual([2, 1]);
    expect(await misses(...both, '1 COPY a b', '11 GET b')).toEqual([1, 1]);
    expect(await misses(...both, '1 COPY a b REPLACE', '11 GET b', '11 GET a')).toEqual([2, 0]);
  });

  test('a key that does not exist cannot be renamed', async () => {
    expect(await misses('0 SET a v EX 10', '20 RENAME a b', '21 GET b')).toEqual([1, 1]);
    expect(await misses('0 SET a v', '1 DEL a', '2 RENAME a b', '3 GET b')).toEqual([1, 1]);
  });

  test('MOVE and COPY … DB reach another database', async () => {
    const other = '1 192.0.2.7:5001';
    expect(
      await outcome(line(0, 'SET a v'), line(1, 'MOVE a 1'), line(2, 'GET a', other), line(3, 'GET a')),
    ).toMatchObject({ reads: 2, misses: 1 });
    expect(
      await outcome(line(0, 'SET a v'), line(1, 'COPY a b DB 1'), line(2, 'GET b', other), line(3, 'GET b')),
    ).toMatchObject({ reads: 2, misses: 1 });
  });

  test('FLUSHDB clears one database, FLUSHALL all, SWAPDB swaps two', async () => {
    const other = '1 192.0.2.7:5001';
    const sets = [line(0, 'SET a v'), line(0, 'SET a v', other), line(1, 'GET b')];
    const gets = [line(3, 'GET a'), line(3, 'GET a', other), line(3, 'GET b')];
    const missesAfter = async (...lines: string[]) => (await outcome(...sets, ...lines, ...gets)).misses - 1;
    expect(await missesAfter()).toBe(0);
    expect(await missesAfter(line(2, 'FLUSHDB'))).toBe(2);
    expect(await missesAfter(line(2, 'FLUSHDB ASYNC', other))).toBe(1);
    expect(await missesAfter(line(2, 'FLUSHALL'), line(2, 'FLUSHALL'))).toBe(3);
    expect(await missesAfter(line(1, 'DEL a'), line(2, 'SWAPDB 0 1'))).toBe(2);
  });
});
