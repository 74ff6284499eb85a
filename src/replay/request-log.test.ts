import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEEP_TTL, READ, UNKNOWN_SIZE, WRITE } from './ops';
import { RequestLog } from './request-log';

interface Line {
  readonly key: number;
  readonly size?: number;
  readonly ttlMs?: number;
  readonly op?: number;
}

function requestsOf(lines: readonly Line[]) {
  const log = new RequestLog();
  log.keepTimes();
  for (const [at, { key, size = 1, ttlMs = Infinity, op = READ }] of lines.entries())
    log.addNumber(key, at, size, op, ttlMs, at + 1);
  return log.requests();
}

describe('an unknown size', () => {
  test('is that of the previous line of the key, otherwise of the next line that states it, otherwise 1 byte', () => {
    const sizes = [7, UNKNOWN_SIZE, 9, UNKNOWN_SIZE].map((size) => ({ key: 1, size }));
    const later = [UNKNOWN_SIZE, UNKNOWN_SIZE, 5].map((size) => ({ key: 2, size }));
    const { sizes: found } = requestsOf([...sizes, ...later, { key: 3, size: UNKNOWN_SIZE }]);
    expect([...(found ?? [])]).toEqual([7, 7, 9, 9, 5, 5, 5, 1]);
  });

  test('equals that found by a search through all lines', () => {
    const line = fc.record({
      key: fc.nat({ max: 4 }),
      size: fc.constantFrom(UNKNOWN_SIZE, UNKNOWN_SIZE, 2, 3, 4),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
        const expected = lines.map(({ key, size }, at) => {
          const same = (one: (typeof lines)[number]) => one.key === key && !Number.isNaN(one.size);
          if (!Number.isNaN(size)) return size;
          return lines.slice(0, at).findLast(same)?.size ?? lines.slice(at).find(same)?.size ?? 1;
        });
        const noneStated = lines.every(({ size }) => Number.isNaN(size));
        const { sizes } = requestsOf(lines);
        expect(sizes && [...sizes]).toEqual(noneStated ? undefined : expected);
      }),
    );
  });
});

describe('TTLs', () => {
  test('reads without a TTL create no column of TTLs as long as no write states one', () => {
    expect(requestsOf([{ key: 1, ttlMs: KEEP_TTL }, { key: 2 }]).ttls).toBeUndefined();
    const requests = [
      { key: 1, ttlMs: KEEP_TTL },
      { key: 1, op: WRITE, ttlMs: 5 },
      { key: 1, ttlMs: KEEP_TTL },
    ];
    expect([...(requestsOf(requests).ttls ?? [])]).toEqual([Infinity, 5, KEEP_TTL]);
  });

  test('a write that keeps the TTL differs from one that removes it, even if no line has a TTL', () => {
    const { ttls } = requestsOf([
      { key: 1, op: WRITE },
      { key: 1, op: WRITE, ttlMs: KEEP_TTL },
    ]);
    expect([...(ttls ?? [])]).toEqual([Infinity, KEEP_TTL]);
  });
});
