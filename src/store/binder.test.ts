import type { Database } from '@sqlite.org/sqlite-wasm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Statements, sqlite } from './database';

let db: Database;
let echo: (value: string | number | null) => { text: string; real: number; type: string };

beforeAll(async () => {
  const sqlite3 = await sqlite();
  db = new sqlite3.oo1.DB(':memory:');
  const statements = new Statements(sqlite3, db, { echo: 'SELECT ?1, typeof(?1)' }, () => 0);
  const query = statements.get('echo');
  echo = (value) => {
    let got = { text: '', real: 0, type: '' };
    query.run([value], () => {
      got = { text: query.text(0), real: query.real(0), type: query.text(1) };
    });
    return got;
  };
});

afterAll(() => db.close());

test('a text of any script and length is bound unchanged', () => {
  // SQLite returns text only up to the first NUL.
  const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((all) => all.replaceAll('\0', ''));
  fc.assert(
    fc.property(text, (wanted) => {
      expect(echo(wanted)).toMatchObject({ text: wanted, type: 'text' });
    }),
  );
});

test('numbers of up to 32 bits without a fraction are bound as integers, all others as reals', () => {
  expect(echo(2 ** 31 - 1)).toMatchObject({ real: 2 ** 31 - 1, type: 'integer' });
  expect(echo(-(2 ** 31))).toMatchObject({ real: -(2 ** 31), type: 'integer' });
  expect(echo(2 ** 31)).toMatchObject({ real: 2 ** 31, type: 'real' });
  expect(echo(99.5)).toMatchObject({ real: 99.5, type: 'real' });
  expect(echo(null)).toMatchObject({ type: 'null' });
});
