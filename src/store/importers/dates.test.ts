import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DateOrder, DateReader, likelyOrder } from './dates';

const read = (text: string, order: DateOrder = 'month-first') => new DateReader(order).minuteOf(text, 1);
/** The oracle: the platform's own parser of ISO dates in UTC. */
const at = (iso: string) => Date.parse(`${iso}Z`) / 60_000;

describe('dates', () => {
  test.each([
    ['12/1/10 8:26', '2010-12-01T08:26'],
    ['12/1/2010 1:26:00 PM', '2010-12-01T13:26'],
    ['12/1/2010 12:00:00 AM', '2010-12-01T00:00'],
    ['12/1/2010 12:05 p.m.', '2010-12-01T12:05'],
    ['12/13/10 16:05', '2010-12-13T16:05'],
    ['2010-12-01 08:26', '2010-12-01T08:26'],
    ['2009-12-01 07:45:00', '2009-12-01T07:45'],
    ['2009-12-01T07:45:00.000Z', '2009-12-01T07:45'],
    ['2009-12-01 07:45:00+00:00', '2009-12-01T07:45'],
    ['2010/12/01 08:26', '2010-12-01T08:26'],
    ['2010-12-01', '2010-12-01T00:00'],
    ['1-Dec-10 08:26', '2010-12-01T08:26'],
    ['01 December 2010', '2010-12-01T00:00'],
    ['40513.3513888889', '2010-12-01T08:26'],
    ['2/29/2012', '2012-02-29T00:00'],
    ['1/1/70 0:00', '1970-01-01T00:00'],
    ['1/1/68 0:00', '2068-01-01T00:00'],
  ])('%s is %s', (text, iso) => {
    expect(read(text)).toBe(at(iso));
  });

  test.each([
    ['01/12/2010 08:26', '2010-12-01T08:26'],
    ['13.12.2010 09:00', '2010-12-13T09:00'],
    ['1-12-2010 9.05', '2010-12-01T09:05'],
  ])('%s, day first, is %s', (text, iso) => {
    expect(read(text, 'day-first')).toBe(at(iso));
  });

  test.each([
    '',
    'yesterday',
    '2010-13-01 08:26',
    '2/30/2010',
    '2011-02-29',
    '12/1/2010 25:00',
    '12/1/2010 13:00 PM',
    '12/1/2010 8:61',
    '1-Foo-10',
    '12/1-2010',
    '99999',
    '00/00/0000',
    '12/1/2010 soon',
  ])('“%s” is not a date', (text) => {
    expect(read(text)).toBeUndefined();
    expect(read(text, 'day-first')).toBeUndefined();
  });

  test('the dates that fit only one order show the order of the file', () => {
    const reader = new DateReader('month-first');
    ['1/12/2010', '3/3/2010', '13/12/2010', '14/12/2010', '12/15/2010'].forEach((text, i) => {
      reader.minuteOf(text, i + 2);
    });
    expect(reader.shown).toBe('day-first');
    expect(reader.first('day-first')).toEqual({ line: 4, text: '13/12/2010' });
    expect(reader.first('both')).toEqual({ line: 2, text: '1/12/2010' });
    expect(new DateReader('day-first').shown).toBeUndefined();
  });

  test('dots and dashes mean day first; slashes mean month first until the file shows otherwise', () => {
    expect(['1.12.2010', '1-12-2010', '1/12/2010', '2010-12-01'].map(likelyOrder)).toEqual([
      'day-first',
      'day-first',
      'month-first',
      'month-first',
    ]);
  });

  test('any minute is read back from every way in which it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('1990-01-01'), max: at('2060-01-01') }), (minute) => {
        const iso = new Date(minute * 60_000).toISOString();
        const [year, month, day, time] = [
          iso.slice(0, 4),
          iso.slice(5, 7),
          iso.slice(8, 10),
          iso.slice(11, 16),
        ];
        expect(read(iso)).toBe(minute);
        expect(read(`${year}-${month}-${day} ${time}`)).toBe(minute);
        expect(read(`${Number(month)}/${Number(day)}/${year} ${time}`)).toBe(minute);
        expect(read(`${day}.${month}.${year} ${time}:00`, 'day-first')).toBe(minute);
        const hour = Number(time.slice(0, 2));
        const twelve = `${hour % 12 || 12}:${time.slice(3)}:00 ${hour < 12 ? 'AM' : 'PM'}`;
        expect(read(`${month}/${day}/${year} ${twelve}`)).toBe(minute);
      }),
    );
  });
});
