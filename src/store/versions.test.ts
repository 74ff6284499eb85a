import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactChange } from './changes';
import { FactVersions, type VersionChange } from './versions';

const FACTS = 5;
const change = (fact: number, version: number, at: number): FactChange => ({
  kind: 'price',
  product: fact,
  from: 1,
  to: 2,
  fact,
  version,
  at,
  sequence: at,
  transaction: at,
});

/** When a fact left each of its versions, from the list of all changes. */
const timesOf = (changed: readonly number[], fact: number): readonly number[] =>
  changed.flatMap((one, i) => (one === fact ? [i + 1] : []));

const changes = fc.array(fc.nat(FACTS - 1), { maxLength: 60 });

function versionsAfter(changed: readonly number[], most: number): FactVersions {
  const versions = new FactVersions(FACTS, most);
  changed.forEach((fact, i) => {
    versions.take(change(fact, (versions.current[fact] ?? 0) + 1, i + 1));
  });
  return versions;
}

test('the last changes have their dates; an older one of a fact has that of one after it', () => {
  fc.assert(
    fc.property(changes, fc.integer({ min: 1, max: 20 }), (changed, most) => {
      const versions = versionsAfter(changed, most);
      expect(versions.dated).toBeLessThanOrEqual(most + FACTS);
      for (let fact = 0; fact < FACTS; fact++) {
        const times = timesOf(changed, fact);
        times.forEach((time, version) => {
          const told = versions.changedAfter(fact, version)?.at;
          const oldestDated = times.find((at) => at > changed.length - most) ?? times.at(-1);
          expect(told).toBeGreaterThanOrEqual(time);
          expect(told).toBeLessThanOrEqual(Math.max(time, oldestDated ?? 0));
        });
        expect(versions.changedAfter(fact, times.length)).toBeUndefined();
      }
    }),
  );
});

test('what was saved goes on forgetting as it did', () => {
  fc.assert(
    fc.property(changes, changes, fc.integer({ min: 1, max: 20 }), (before, after, most) => {
      const saved = versionsAfter(before, most).save();
      const restored = versionsAfter(after, most);
      restored.restore(saved);
      const whole = versionsAfter([...before, ...after], most);
      after.forEach((fact, i) => {
        restored.take(change(fact, (restored.current[fact] ?? 0) + 1, before.length + i + 1));
      });
      const told = (versions: FactVersions): (VersionChange | undefined)[][] =>
        Array.from({ length: FACTS }, (_, fact) =>
          Array.from({ length: versions.current[fact] ?? 0 }, (__, version) =>
            versions.changedAfter(fact, version),
          ),
        );
      expect(told(restored)).toEqual(told(whole));
    }),
  );
});
