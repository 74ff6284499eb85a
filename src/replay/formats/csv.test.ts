import { describe, expect, test } from 'vitest';
import { plainly, readText } from '../testing/read-text';
import { TraceError } from '../trace-error';

const read = async (...args: Parameters<typeof readText>) => plainly(await readText(...args));

describe('CSV', () => {
  test('header names in any order, spelling and case; unknown columns are ignored', async () => {
    expect(await read('Obj_Size,region,OBJ_ID\n5,eu,a\n7,us,b\n5,eu,a\n')).toEqual({
      format: 'csv',
      ids: [0, 1, 0],
      sizes: [5, 7, 5],
    });
  });

  test('without a header: time, key, size, op, ttl from the left', async () => {
    expect(await read('1,a,5,get,0\n2,b,1,set,30\n2.5,a,5,delete,\n', { format: 'csv' })).toEqual({
      format: 'csv',
      ids: [0, 1, 0],
      sizes: [5, 1, 5],
      times: [1000, 2000, 2500],
      ttls: [Infinity, 30_000, Infinity],
      ops: [0, 1, 2],
    });
  });

  test('a unit in a name, other separators, CRLF, a byte order mark, spaces and comments', async () => {
    expect(await read('\uFEFFtime_ms;key;ttl_ms\r\n1; a b ;5\r\n# note\r\n\r\n2;a b;0\r\n')).toEqual({
      format: 'csv',
      ids: [0, 0],
      times: [1, 2],
      ttls: [5, Infinity],
      ignored: [{ what: 'comments', count: 1, line: 3 }],
    });
  });

  test('quoted fields that contain separators and quotes', async () => {
    expect((await read('key,size\n"a,b",1\n"a""b",2\n"a,b",1\n"",4\n')).ids).toEqual([0, 1, 0, 2]);
  });

  test('chosen columns, by name or by number', async () => {
    const text = 'when,what,weight\n1,a,10\n2,b,20\n';
    expect(
      await read(text, { columns: { key: { columns: ['what'] }, size: { columns: ['3'] } } }),
    ).toMatchObject({
      ids: [0, 1],
      sizes: [10, 20],
    });
    expect((await read('1,a\n2,a\n', { columns: { key: { columns: ['2'] } } })).ids).toEqual([0, 0]);
  });

  test('lines that are not requests are counted', async () => {
    expect((await read('key,op\na,get\nb,flush\nb,\nc,FLUSH\n')).ignored).toEqual([
      { what: 'lines with an operation other than read, write or removal', count: 2, line: 3 },
    ]);
  });

  test.each([
    ['key,size\na,1\nb,x\n', 'line 3: the size is "x", not a number of 0 or more.'],
    ['key,size\na,-1\n', 'line 2: the size is "-1", not a number of 0 or more.'],
    ['time,key\n1,a\n2\n', 'line 3: no column 2, the key, in "2".'],
    ['key,size\n"a,1\n', 'line 2: a quote is not closed.'],
    ['who,what\na,b\n', 'line 1: there is no column "key"; the columns are: who, what.'],
    ['', 'the file is empty.'],
    ['key,op\na,set\n', 'no read among 1 operations'],
  ])('%j is refused', async (text, message) => {
    await expect(readText(text)).rejects.toThrow(TraceError);
    await expect(readText(text)).rejects.toThrow(message);
  });

  test('the result does not depend on the chunk size', async () => {
    const text = 'time,key,size\n1,"x,y",10\r\n22,é,20\n333,"x,y",30';
    const whole = await read(text);
    for (let length = 1; length < 20; length++) expect(await read(text, {}, length)).toEqual(whole);
  });
});
