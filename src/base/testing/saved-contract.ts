import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { Random } from '../random';
import type { Saved } from '../saved';

/** One object whose state can be saved, with what a test can do to it and read of it. */
export interface Subject {
  /** The object itself. */
  readonly part: Saved;
  /** Objects that it shares state with: saved with it, and restored before it. */
  readonly around?: readonly Saved[];
  /** Calls one method, chosen and supplied by `random`; returns what the method returned. */
  step(random: Random): unknown;
  /** Returns what can be read of the object, as plain data. */
  seen(): unknown;
  /** Objects whose state is part of it, where a test of their own would be this one again. */
  inside?(): readonly object[];
  /** Releases what the subject holds outside of memory. */
  close?(): void;
}

/** How to make each subject, by label: one row for each class with state, more where a class has several forms. */
export type SubjectRows = Readonly<Record<string, () => Subject>>;

interface SubjectState {
  readonly around: readonly unknown[];
  readonly part: unknown;
}

const stateOf = ({ around = [], part }: Subject): SubjectState => ({
  around: around.map((one) => one.save()),
  part: part.save(),
});

function restoreTo(subject: Subject, state: SubjectState): Subject {
  subject.around?.forEach((one, i) => void one.restore(state.around[i]));
  subject.part.restore(state.part);
  return subject;
}

/** Makes `steps` random steps; returns what each of them returned, and what could be read after it. */
function live(subject: Subject, seed: number, steps: number): unknown[] {
  const random = new Random(seed);
  return Array.from({ length: steps }, () => [structuredClone(subject.step(random)), read(subject)]);
}

/** Copied: what a subject shows may be its live object. */
const read = (subject: Subject): unknown => structuredClone(subject.seen());

/** Not with `expect`, which would take most of the time here. */
function same(a: unknown, b: unknown, what: string): void {
  if (!isDeepStrictEqual(a, b)) assert.fail(`${what}: at ${placeOf(a, b).join('.') || 'the top'}`);
}

/** Returns the names that lead to the first value in which two states differ. */
function placeOf(a: unknown, b: unknown): string[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return [];
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  const found = one.find(([name, value]) => !isDeepStrictEqual(value, other.get(name)));
  return found ? [found[0], ...placeOf(found[1], other.get(found[0]))] : [];
}

function sameLife(actual: readonly unknown[], expected: readonly unknown[], what: string): void {
  const at = expected.findIndex((step, i) => !isDeepStrictEqual(step, actual[i]));
  assert(at < 0, `${what}: step ${at} gave ${text(actual[at])}, not ${text(expected[at])}`);
}

const text = (value: unknown): string => JSON.stringify(value)?.slice(0, 400) ?? String(value);

/** Seeds of the lives before and after saving and of an unrelated one, with their numbers of steps. */
interface Lives {
  readonly before: readonly [seed: number, steps: number];
  readonly after: readonly [seed: number, steps: number];
  readonly elsewhere: readonly [seed: number, steps: number];
}

/** The contract of `Saved`, for one subject and three random lives. Throws with what is broken. */
function check(make: () => Subject, { before, after, elsewhere }: Lives): void {
  const open: Subject[] = [];
  const made = (): Subject => {
    const subject = make();
    open.push(subject);
    return subject;
  };
  const lived = (life: readonly [number, number]): Subject => {
    const subject = made();
    live(subject, ...life);
    return subject;
  };
  try {
    const original = lived(before);
    const neverSaved = lived(before);
    const readBefore = read(original);
    const saved = stateOf(original);
    same(read(original), readBefore, 'saving changed what can be read');
    const copy = structuredClone(saved);
    same(copy, saved, 'the saved state is not plain data');
    const expected = live(original, ...after);
    sameLife(expected, live(neverSaved, ...after), 'saving changed what came later');
    same(saved, copy, 'later changes altered the saved state');
    const end = stateOf(original);

    const twins = { 'a new one': made(), 'another that was in use': lived(elsewhere) };
    for (const [name, twin] of Object.entries(twins)) {
      // What was saved may have been sent through a channel, which copies it.
      restoreTo(twin, name === 'a new one' ? saved : copy);
      same(read(twin), readBefore, `${name}: once restored, something else can be read`);
      same(stateOf(twin), copy, `${name}: restored and saved again, the state is another`);
      sameLife(live(twin, ...after), expected, `${name}, restored`);
      same(stateOf(twin), end, `${name}: after the same steps the state is another`);
    }
    const [one, other] = [restoreTo(made(), saved), restoreTo(made(), saved)];
    live(one, ...elsewhere);
    sameLife(live(other, ...after), expected, 'of two restored from one state, the second');
    same(saved, copy, 'restoring, or what came after it, altered the saved state');
  } finally {
    for (const subject of open) subject.close?.();
  }
}

const seed = fc.integer();
const lives = (most: number): fc.Arbitrary<Lives> =>
  fc.record({
    before: fc.tuple(seed, fc.nat(most)),
    after: fc.tuple(seed, fc.integer({ min: 1, max: most })),
    elsewhere: fc.tuple(seed, fc.nat(most)),
  });

/** Tests the contract of `Saved` for each row. @param most steps of one life. */
export function testSavedContract(rows: SubjectRows, { runs = 10, most = 25 } = {}): void {
  test.each(Object.entries(rows))('%s: a restored one continues as the saved one', (_, make) => {
    fc.assert(
      fc.property(lives(most), (three) => check(make, three)),
      { numRuns: runs },
    );
  });
}

/**
 * Tests that each class below a folder of `src/` that saves and restores has a row.
 * @param within classes that only another one can reach, by name: their state is saved as a part of its state.
 */
export function testEachHasARow(
  folder: string,
  rows: SubjectRows,
  within: Readonly<Record<string, string>> = {},
): void {
  test(`each class of ${folder}/ that saves and restores has a row`, () => {
    const made = Object.values(rows).flatMap((make) => {
      const subject = make();
      const names = [subject.part, ...(subject.inside?.() ?? [])].flatMap(classesOf);
      subject.close?.();
      return names;
    });
    const declared = savedClassesIn(folder);
    expect(declared.filter((name) => !made.includes(within[name] ?? name))).toEqual([]);
    // No row stands for a class that is gone.
    expect(Object.keys(within).filter((name) => !declared.includes(name))).toEqual([]);
    expect(declared.length).toBeGreaterThan(0);
  });
}

/** Returns the name of an object's class and of those that it extends. */
function classesOf(part: object): string[] {
  const parent = Object.getPrototypeOf(part);
  // A compiler may put an underscore before the name of a class that refers to itself.
  return parent === null ? [] : [parent.constructor.name.replace(/^_/, ''), ...classesOf(parent)];
}

const SOURCES = join(import.meta.dirname, '../..');

/** Returns the names of classes that declare both `save` and `restore` (or `static from`), by a naive scan. */
export function savedClassesIn(folder: string): string[] {
  return readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)testing\//.test(file))
    .flatMap((file) => savedClasses(readFileSync(join(SOURCES, folder, file), 'utf8')))
    .sort();
}

function savedClasses(code: string): string[] {
  const parts = code.split(/^(?:export )?(?:abstract )?class (\w+)/m).slice(1);
  const names = parts.filter((_, i) => i % 2 === 0);
  return names.filter((_, i) => {
    const body = parts[2 * i + 1] ?? '';
    return /^ {2}(readonly )?save\b/m.test(body) && /^ {2}(readonly )?(static )?(restore|from)\b/m.test(body);
  });
}
