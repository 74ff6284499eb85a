import { Random } from '../../../base/random';
import type { Subject, SubjectRows } from '../../../base/testing/saved-contract';
import { among, Cell, oneOf } from '../../../base/testing/subjects';
import { Departures } from '../../departures';
import { Entries } from '../../entries';
import { EntryDetails } from '../../entry-details';
import { Journal } from '../../journal';
import { Lifetimes, type Ttl } from '../../lifetimes';
import { NONE } from '../../policy';
import { RetryBudget } from '../../protections/retry-budget';
import { Doorkeeper } from '../../protections/scan-bypass';
import { FailedChecks } from '../../protections/value-check';
import { Running, RunningLease } from '../../running';
import { TagLedger } from '../../tag-ledger';

const SLOTS = 8;
const slots = Array.from({ length: SLOTS }, (_, slot) => slot);
const hashes = [3, 19, -8, 40, 7, 23];
const reasons = ['expired', 'evicted', 'failed'] as const;

function departures(): Subject {
  const part = new Departures(8);
  return {
    part,
    step: (random) => {
      if (random.int(20) === 0) part.clear();
      part.note(among(random, hashes), among(random, reasons), random.int(99));
    },
    seen: () => hashes.map((hash) => [part.reasonOf(hash), part.timeOf(hash)]),
  };
}

function journal(): Subject {
  const part = new Journal<number>(true);
  return {
    part,
    step: (random) => {
      oneOf(random, [
        () => part.remember(8),
        () => part.departed(among(random, hashes), among(random, reasons), random.int(99)),
        () => part.countHit(),
        () => part.countStale(),
        () => part.countCoalesced(),
        () => part.countInsertion(),
        () => part.countRefusal(),
        () => part.countRemoval(among(random, ['evicted', 'expired', 'replaced', 'cleared'])),
      ]);
    },
    seen: () => [
      part.stats,
      part.remembering,
      hashes.map((hash) => [part.whyMissing(hash), part.departedAt(hash)]),
    ],
  };
}

function entryDetails(): Subject {
  const part = new EntryDetails(SLOTS);
  return {
    part,
    step: (random) => {
      const slot = random.int(SLOTS);
      oneOf(random, [
        () => part.enter(slot, random.int(99)),
        () => part.touch(slot, random.int(99)),
        () => part.resize(2 * SLOTS),
      ]);
    },
    seen: () => slots.map((slot) => [part.insertedAt(slot), part.usedAt(slot), part.hitsOf(slot)]),
  };
}

function tagLedger(): Subject {
  const part = new TagLedger(SLOTS);
  return {
    part,
    step: (random) => {
      const [slot, tag] = [random.int(SLOTS), random.int(5)];
      const enter = () => {
        part.leave(slot);
        part.enter(slot, random.int(4) === 0 ? undefined : [tag, tag + 1 + random.int(99)]);
      };
      return oneOf<unknown>(random, [
        enter,
        enter,
        () => part.leave(slot),
        () => part.invalidate(tag),
        () => part.purge(tag, random.int(99)),
        () => part.revoke(tag),
        () => part.invalidateAll(),
        () => (part.verdict(slot) === 'purged' ? part.acknowledge(slot) : part.verdict(slot)),
        () => part.sweep(3, (swept, verdict) => verdict === 'invalid' && part.leave(swept)),
        () => part.open(100 + tag),
        () => part.forget(),
        () => part.resize(2 * SLOTS),
      ]);
    },
    seen: () => [
      part.count,
      part.places,
      part.owes,
      slots.map((slot) => part.tagsAt(slot)),
      slots.map((tag) => part.invalidatedSince([tag], part.count - 3)),
    ],
  };
}

function lifetimes(): Subject {
  const draws = new Random(4);
  const now = new Cell(0);
  const used = new Cell<readonly number[]>([]);
  const options = { ttlMs: 'never', idleMs: 'never', jitter: 0.3, graceMs: 5 } as const;
  const part = new Lifetimes(SLOTS, options, draws);
  const ttl = (random: Random): Ttl => among<Ttl>(random, ['never', 10, 40]);
  return {
    part,
    around: [draws, now, used],
    step: (random) => {
      now.value += random.int(15);
      const slot = random.int(SLOTS);
      const gone: number[] = [];
      const leave = (one: number) => {
        part.leave(one);
        used.value = used.value.filter((other) => other !== one);
      };
      if (!used.value.includes(slot)) {
        part.enter(slot, now.value, ttl(random));
        used.value = [...used.value, slot];
      } else
        oneOf(random, [
          () => part.touch(slot, now.value),
          () => leave(slot),
          () => part.limit(slot, now.value - 5, now.value - 2),
          () => part.expireAt(slot, now.value),
          () => part.setActive(random.int(3) > 0, now.value, (visit) => used.value.forEach(visit)),
          () => part.reconfigure({ ttlMs: ttl(random), idleMs: ttl(random) }),
          () => part.resize(2 * SLOTS),
        ]);
      part.collect(now.value, 4, (one) => void gone.push(one));
      for (const one of gone) leave(one);
      return gone;
    },
    seen: () => [part.options, part.timed, part.idle, slots.map((slot) => part.deadlineAt(slot))],
  };
}

function entries(): Subject {
  const part = new Entries<{ id: number }, string>(4, 31, { keyOf: ({ id }) => `key ${id}`, weighed: false });
  part.allowGhosts();
  const enter = (key: { id: number }, random: Random): unknown => {
    const [hash, ghost] = [part.soughtHash, part.soughtGhost];
    const slot = ghost === NONE ? part.reserve() : ghost;
    const [value, weight, cost] = [`value ${random.int(9)}`, 1 + random.int(9), 1 + random.int(4)];
    if (slot === NONE) part.resize(2 * part.slots);
    else part.enter(slot, key, hash, value, weight, cost);
    return [hash, ghost, slot];
  };
  return {
    part,
    step: (random) => {
      const key = { id: random.int(9) };
      const slot = part.seek(key);
      if (slot === NONE) return enter(key, random);
      return oneOf<unknown>(random, [
        () => part.leave(slot, random.int(2) === 0),
        () => part.replace(slot, 'another', 3, 2),
        () => part.forgetGhosts(),
        () => part.startWeighing(),
        () => part.hashOf(key),
      ]);
    },
    seen: () => [
      part.slots,
      part.weighed,
      [...part.residents()].map((slot) => [
        part.keyAt(slot),
        part.valueAt(slot),
        part.hashAt(slot),
        part.weightAt(slot),
        part.costAt(slot),
      ]),
    ],
  };
}

function running(): Subject {
  const part = new Running<number>();
  const numbers = new Cell(0);
  const leases = () => {
    const all: RunningLease<number>[] = [];
    part.forEach((lease) => void all.push(lease));
    return all;
  };
  const tell = (lease: RunningLease<number> | undefined) => lease && { ...lease, elder: lease.elder?.number };
  return {
    part,
    around: [numbers],
    step: (random) => {
      const key = random.int(3);
      const number = ++numbers.value;
      const lease = among(random, leases());
      if (!lease || random.int(2) === 0)
        return part.add(
          new RunningLease(number, key, key, number, among(random, ['cold', 'refresh']), 1, number),
        );
      return oneOf(random, [
        () => part.end(lease),
        () => part.supersede(key, number - 2),
        () => void Object.assign(lease, { joinable: false }),
        () => void Object.assign(lease, { tags: [key, number] }),
      ]);
    },
    seen: () => [
      part.count,
      leases().map(tell),
      [0, 1, 2].map((key) => [part.joinable(key)?.number, part.joinable(key, false)?.number]),
    ],
  };
}

function retryBudget(): Subject {
  const part = new RetryBudget(0.3, 3);
  return {
    part,
    step: (random) => (random.int(2) === 0 ? part.attempt() : part.take()),
    seen: () => undefined,
  };
}

function doorkeeper(): Subject {
  const part = new Doorkeeper(8);
  return { part, step: (random) => part.knows(random.int(40)), seen: () => undefined };
}

function failedChecks(): Subject {
  const part = new FailedChecks<string>(3);
  return {
    part,
    step: (random) => {
      const key = among(random, ['a', 'b', 'c', 'd', 'e']);
      return oneOf<unknown>(random, [
        () => part.note(key, random.int(99), 30),
        () => part.note(key, random.int(99), 30),
        () => part.forget(key),
        () => random.int(6) === 0 && part.clear(),
      ]);
    },
    seen: () => undefined,
  };
}

/** The parts of a cache and of a memo that can be tested alone. */
export const partRows: SubjectRows = {
  Departures: departures,
  Journal: journal,
  EntryDetails: entryDetails,
  TagLedger: tagLedger,
  Lifetimes: lifetimes,
  Entries: entries,
  Running: running,
  RetryBudget: retryBudget,
  Doorkeeper: doorkeeper,
  FailedChecks: failedChecks,
};
