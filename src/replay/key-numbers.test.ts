import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyNumbers } from './key-numbers';

test('numbers keys as a Map does, for any bytes', () => {
  const key = fc.oneof(
    fc.nat({ max: 50 }).map(String),
    fc.nat().map(String),
    fc.constantFrom('', '0', '00', '07', '7', '999999999', '1000000000', '-1', '1a', ' 1'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 400 }), (keys) => {
      const numbers = new KeyNumbers();
      const model = new Map<string, number>();
      for (const one of keys) {
        if (!model.has(one)) model.set(one, model.size);
        const bytes = new TextEncoder().encode(`<${one}>`);
        expect(numbers.idOf(bytes, 1, bytes.length - 1)).toBe(model.get(one));
        expect(numbers.count).toBe(model.size);
      }
    }),
  );
});

test('a batch of keys gets the same ids as single keys', () => {
  const key = fc.oneof(fc.nat({ max: 30 }).map(String), fc.string({ maxLength: 9 }), fc.nat().map(String));
  fc.assert(
    fc.property(fc.array(fc.array(key, { maxLength: 32 }), { maxLength: 12 }), (batches) => {
      const together = new KeyNumbers();
      const single = new KeyNumbers();
      for (const batch of batches) {
        const keys = batch.map((one) => new TextEncoder().encode(one));
        for (const bytes of keys) together.take(bytes, 0, bytes.length);
        expect(together.full).toBe(keys.length === 32);
        const ids = new Int32Array(keys.length + 1).fill(-1);
        together.number(ids, 1);
        expect([...ids]).toEqual([-1, ...keys.map((bytes) => single.idOf(bytes, 0, bytes.length))]);
        expect([together.waiting, together.count]).toEqual([0, single.count]);
      }
    }),
  );
});

test('a number and its digits are the same key', () => {
  const numbers = new KeyNumbers();
  const id = numbers.idOfNumber(123);
  expect(numbers.idOf(new TextEncoder().encode('123'), 0, 3)).toBe(id);
});

test('numbers keys across every growth of its tables: many keys, some of them long', () => {
  const numbers = new KeyNumbers();
  const keys = Array.from({ length: 20_000 }, (_, i) => {
    const key = `key ${i}`;
    return new TextEncoder().encode(i % 100 === 0 ? key.padEnd(3000, 'x') : key);
  });
  for (let round = 0; round < 2; round++)
    for (const [i, key] of keys.entries()) expect(numbers.idOf(key, 0, key.length)).toBe(i);
  for (let i = 0; i < 20_000; i++) expect(numbers.idOfNumber(5_000_000 + 7 * i)).toBe(20_000 + i);
  for (let i = 0; i < 20_000; i++) expect(numbers.idOfNumber(5_000_000 + 7 * i)).toBe(20_000 + i);
});
