import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMN_ROLES, type ColumnChoices, parseColumns } from './columns';

const read = (text: string): ColumnChoices => {
  const reply = parseColumns(text);
  if (!reply.ok) throw new Error(reply.problem.what);
  return reply.value;
};

describe('the choice of columns', () => {
  test('several columns for a key, units of times, sizes and TTLs', () => {
    expect(read('key=2+3,time=1:100ns,size=4:512')).toEqual({
      key: { columns: ['2', '3'] },
      time: { columns: ['1'], unit: 0.0001 },
      size: { columns: ['4'], unit: 512 },
    });
    expect(read(' KEY = url , time=when:us, op=verb, ttl=5:exptime')).toEqual({
      key: { columns: ['url'] },
      time: { columns: ['when'], unit: 0.001 },
      op: { columns: ['verb'] },
      ttl: { columns: ['5'], unit: 'exptime' },
    });
  });

  test.each([
    ['s', 1000],
    ['ms', 1],
    ['us', 0.001],
    ['µs', 0.001],
    ['ns', 0.000001],
  ])('a time in %s', (unit, ms) => {
    expect(read(`key=1,time=2:${unit},ttl=3:${unit}`)).toMatchObject({
      time: { unit: ms },
      ttl: { unit: ms },
    });
  });

  test('any name, in quotes where it holds a separator', () => {
    const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text === text.trim());
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(names, (columns) => {
        expect(read(`key=${columns.map(quoted).join('+')}`)).toEqual({ key: { columns } });
      }),
    );
  });

  test.each([
    ['', '"" is not one of time, key, size, op, ttl = a column.'],
    ['name=2', '"name=2" is not one of time, key, size, op, ttl = a column.'],
    ['key=', '"key=" is not one of'],
    ['time=1', 'no column is chosen for the key; add key=NAME or key=NUMBER.'],
    ['key=1,key=2', 'key is chosen twice; a key of several columns is written key=2+3.'],
    ['key=1,size=1', 'column 1 is chosen twice.'],
    ['key=1+', '"key=1+" leaves out a column.'],
    ['key=1,size=2+3', '"size=2+3": only a key may have several columns.'],
    ['key=1:512', '"key=1:512": a key has no unit.'],
    ['key=1,op=2:s', '"op=2:s": an operation has no unit.'],
    ['key=1,time=2:min', '"time=2:min": the unit of a time is s, ms, us, 100ns or ns.'],
    ['key=1,time=2:exptime', 'the unit of a time is'],
    ['key=1,ttl=2:x', 'the unit of a TTL is s, ms, us, 100ns, ns or exptime.'],
    ['key=1,size=2:0', 'the unit of a size is a number of bytes above 0'],
    ['key=1,size=2:-1', 'the unit of a size is a number of bytes above 0'],
    ['key=1,time=2:s:ms', '"time=2:s:ms" has two units'],
  ])('%j is refused: %s', (text, message) => {
    const reply = parseColumns(text);
    expect(reply.ok ? reply.value : reply.problem.what).toContain(message);
  });

  test('any text gives choices or one sentence', () => {
    const sign = fc.constantFrom(...'key=tims,+:"1 2op');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 30 }), (signs) => {
        const reply = parseColumns(signs.join(''));
        if (!reply.ok) expect(reply.problem.what).toMatch(/\.$/);
        else {
          expect(reply.value.key).toBeDefined();
          for (const role of Object.keys(reply.value)) expect(COLUMN_ROLES).toContain(role);
        }
      }),
    );
  });
});
