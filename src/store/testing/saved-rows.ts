import type { SubjectRows } from '../../base/testing/saved-contract';
import { Cell, oneOf } from '../../base/testing/subjects';
import { type Bump, ChangeFeed } from '../changes';
import { FactVersions } from '../versions';

const FACTS = 6;

/** The classes of `store/` that hold state. */
export const storeRows: SubjectRows = {
  FactVersions: () => {
    const part = new FactVersions(FACTS, 8);
    const at = new Cell(0);
    const facts = Array.from({ length: FACTS }, (_, fact) => fact);
    return {
      part,
      around: [at],
      step: (random) => {
        if (random.int(30) === 0) part.clear();
        const fact = random.int(FACTS);
        const version = (part.current[fact] ?? 0) + 1;
        const change = { kind: 'price', product: fact, from: 1, to: 2, sequence: 1, transaction: 1 } as const;
        part.take({ ...change, fact, version, at: ++at.value });
      },
      seen: () => [
        part.current,
        part.dated,
        facts.map((fact) => facts.map((version) => part.changedAfter(fact, version))),
      ],
    };
  },

  ChangeFeed: () => {
    const part = new ChangeFeed(5);
    const at = new Cell(0);
    return {
      part,
      around: [at],
      step: (random) => {
        const bump = (): Bump => ({
          kind: 'stock',
          product: random.int(FACTS),
          from: 1,
          to: 2,
          fact: 1,
          version: 3,
        });
        const { end } = part;
        oneOf(random, [
          () => part.commit([bump()], ++at.value),
          () => part.commit([bump(), bump(), bump()], ++at.value),
        ]);
        const { changes, missed } = part.read(end);
        return [changes, missed];
      },
      // How often it was rewound is not part of the state: a restore is a rewind, which readers are to notice.
      seen: () => [part.last, part.read(part.begin).changes, part.read(part.begin).missed],
    };
  },
};
