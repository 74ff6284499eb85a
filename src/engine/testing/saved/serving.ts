import { Random } from '../../../base/random';
import type { Subject, SubjectRows } from '../../../base/testing/saved-contract';
import { among, Cell, oneOf } from '../../../base/testing/subjects';
import type { ChangeKind } from '../../../store/changes';
import { memoCacheNames, type StrategyName } from '../../contract/engine';
import { defaultSettings } from '../../contract/settings';
import type { Held } from '../../invalidation/holders';
import { Reach } from '../../invalidation/reach';
import { Refresher } from '../../invalidation/refresher';
import { SettingsNow } from '../../run/settings-now';
import { Cores } from '../../serving/cores';
import { EntryKeys } from '../../serving/entry-keys';
import { inForce } from '../../serving/in-force';
import { PageKeys } from '../../serving/keys';
import { RequestQueries } from '../../serving/request-queries';
import { Clock, type Handlers } from '../../time/clock';
import type { Events } from '../../time/events';
import { Recurring } from '../../time/recurring';
import { HiddenBook } from '../../truth/hidden-book';
import { LastValues } from '../../truth/last-values';
import { TruthBook } from '../../truth/truth-book';
import { Traffic } from '../../world/traffic';
import { changeOf, Kept, resultOf } from './results';

interface Ticks {
  tick: { readonly generation: number };
  note: { readonly text: string };
}

function clock(): Subject {
  const done = new Cell<unknown[]>([]);
  const part = new Clock<Ticks>();
  part.handle({
    tick: ({ generation }) => done.value.push([part.now, generation]),
    note: ({ text }) => done.value.push([part.now, text]),
  });
  return {
    part,
    around: [done],
    step: (random) =>
      oneOf<unknown>(random, [
        () => part.after(random.int(30), 'tick', { generation: random.int(5) }),
        () => part.after(random.int(30), 'note', { text: 'later' }),
        () => part.plan('note', part.now + random.int(3), { text: 'by hand' }, among(random, [0, 1, 2])),
        () => part.step(),
        () => part.run(part.now + random.int(20)),
      ]),
    seen: () => [part.now, part.next, done.value.slice(-3)],
  };
}

function recurring(): Subject {
  const draws = new Random(6);
  const turns = new Cell(0);
  const time = new Clock<Pick<Ticks, 'tick'>>();
  const part = new Recurring(time, 'tick', (rate) => draws.exponential(rate));
  time.handle({ tick: (turn) => part.happen(turn, () => turns.restore(turns.value + 1)) });
  return {
    part,
    around: [draws, turns, time],
    step: (random) => {
      if (random.int(4) === 0) part.setRate(random.int(3) / 10);
      time.run(time.now + random.int(30));
    },
    seen: () => [turns.value, time.next],
  };
}

function cores(): Subject {
  const numbers = new Cell(0);
  const begun = new Cell<number[]>([]);
  const open = new Cell(0);
  const time = new Clock<Events>();
  const part = new Cores(time, 2);
  const begin = (id: number) => {
    begun.value.push(id);
    if (id % 7 === 0) return 'none';
    if (id % 5 > 0) return 3 * (id % 4);
    open.value++;
    return 'open';
  };
  part.employ({ flight: { begin, end: () => {} }, training: { begin, end: () => {} } });
  // Only the events of cores are planned here.
  time.handle({ 'work done': ({ work }) => part.done(work) } as Handlers<Events>);
  return {
    part,
    around: [numbers, begun, open, time],
    step: (random) =>
      oneOf<unknown>(random, [
        () => part.submit({ kind: among(random, ['flight', 'training']), id: ++numbers.value }),
        () => part.submit({ kind: 'flight', id: ++numbers.value }),
        () => part.setCores(1 + random.int(3)),
        () => time.run(time.now + random.int(20)),
        () => {
          if (open.value === 0) return;
          open.value--;
          part.giveBack();
        },
      ]),
    seen: () => [part.busyCores, part.queued, begun.value, time.next],
  };
}

function entryKeys(): Subject {
  const size = { products: 3, shoppers: 4, categories: 2 };
  const ways = new Cell(0);
  const forces = [inForce(defaultSettings), inForce({ ...defaultSettings, memoKind: 'object-key' })] as const;
  const now = () => forces[ways.value] ?? forces[0];
  const part = new EntryKeys({ keyOf: (_, key) => key }, new PageKeys(size), now);
  return {
    part,
    around: [ways],
    step: (random) => {
      ways.value = random.int(2);
      return part.keyOf(among(random, memoCacheNames), random.int(9));
    },
    seen: () => forces[1].way?.name,
  };
}

function requestQueries(): Subject {
  const part = new RequestQueries();
  return {
    part,
    step: (random) => {
      const use = { statement: among(random, ['one product', 'a profile']), rows: 1, milliseconds: 0 };
      part.add(among(random, memoCacheNames), [{ ...use, calls: 1 + random.int(9) }]);
    },
    seen: () => part.repeated,
  };
}

function settingsNow(): Subject {
  const part = new SettingsNow(defaultSettings);
  return {
    part,
    step: (random) =>
      oneOf(random, [
        () => part.ask('entries', random.int(99)),
        () => part.ask('memoKind', among(random, ['correct', 'dictionary'])),
        () => part.apply(undefined),
        () => part.apply({ storeDown: true }),
      ]),
    seen: () => [part.settings, part.inForce.way?.name, part.inForce.settings],
  };
}

function refresher(): Subject {
  const begun = new Cell<string[]>([]);
  const part = new Refresher(
    ({ key }) => key % 3 > 0,
    ({ cache, key }) => begun.value.push(`${cache} ${key}`),
  );
  const ended = new Cell(0);
  return {
    part,
    around: [begun, ended],
    step: (random) => {
      const entry = () => ({ cache: among(random, memoCacheNames), key: random.int(9) });
      if (random.int(2) === 0) return part.add([entry(), entry(), entry()]);
      if (ended.value === begun.value.length) return undefined;
      ended.value++;
      return part.ended();
    },
    seen: () => [part.waiting, begun.value],
  };
}

function reach(): Subject {
  const now = new Cell(0);
  const strategy = new Cell<StrategyName>('tags');
  const sent = new Cell<number[]>([]);
  const changes = new Kept<ReturnType<typeof changeOf>>();
  const held = new Kept<Held>();
  const line = { subject: 'a product', to: 1 };
  const part = new Reach({
    now: () => now.value,
    holders: () => held.list,
    isWrong: ({ key }) => key % 2 === 0,
    line: ({ sequence, transaction, at, kind, version }) => ({
      sequence,
      transaction,
      at,
      kind,
      version,
      ...line,
    }),
  });
  part.begin('tags');
  return {
    part,
    around: [now, strategy, sent, changes, held],
    step: (random) => {
      now.value += random.int(900);
      const key = random.int(9);
      held.list = [
        ...held.list,
        { cache: 'similarities' as const, key, result: resultOf(random, key, 0) },
      ].slice(-4);
      const waiting = changes.list[0];
      return oneOf<unknown>(random, [
        () => {
          const change = changeOf(random, sent.value.push(1), now.value);
          changes.list = [...changes.list, change];
          part.changed(change, strategy.value);
        },
        () => {
          if (!waiting) return;
          changes.list = changes.list.slice(1);
          part.settle(waiting, held.list.slice(0, 2), among(random, ['arrived', 'lost']));
        },
        () => {
          strategy.value = among(random, ['tags', 'refresh']);
          part.begin(strategy.value);
        },
      ]);
    },
    seen: () => [part.totals, part.changes],
  };
}

function lastValues(): Subject {
  const part = new LastValues(4);
  const keys = [0, 1, 2, 3, 4, 5, 6];
  return {
    part,
    step: (random) => {
      const key = random.int(7);
      const held = part.of(key);
      if (held?.ending !== 'held') return part.entered(resultOf(random, key, 0));
      return part.left(held.result, among(random, ['evicted', 'expired', 'invalidated', 'replaced']));
    },
    seen: () => [part.departed, keys.map((key) => part.of(key))],
  };
}

function truthBook(): Subject {
  const part = new TruthBook();
  const answers = new Kept<ReturnType<typeof resultOf>>();
  return {
    part,
    around: [answers],
    step: (random) => {
      if (answers.list.length < 9) answers.list = [...answers.list, resultOf(random, answers.list.length, 0)];
      const held = among(random, answers.list);
      const missed = { at: random.int(50), kind: among<ChangeKind>(random, ['price', 'model']) };
      part.note(among(random, ['wrong', 'stale']), missed, held, 60, () => resultOf(random, held.key, 1));
      part.needlessBy.expired += random.int(2);
    },
    seen: () => [part.ages.counts, part.causes, part.needlessBy, part.lastWrong],
  };
}

function hiddenBook(): Subject {
  const part = new HiddenBook();
  return {
    part,
    step: (random) => {
      const [shown, should] = [resultOf(random, 1, 0), resultOf(random, 1, 1)];
      part.note({ at: random.int(99), asked: random.int(9), shown, should });
    },
    seen: () => [part.count, part.last],
  };
}

function traffic(): Subject {
  const part = new Traffic(3, defaultSettings, { shoppers: 8, categories: 3 }, Int32Array.of(4, 2, 0, 1, 3));
  return {
    part,
    step: (random) => {
      if (random.int(6) === 0)
        part.change({ ...defaultSettings, shopperSkew: random.int(3), productSkew: random.int(3) });
      return [part.next(), part.wait(0.1)];
    },
    seen: () => undefined,
  };
}

/** Time, traffic, the parts of serving and of invalidation that can be tested alone, and the books of truth. */
export const servingRows: SubjectRows = {
  Clock: clock,
  Recurring: recurring,
  Cores: cores,
  EntryKeys: entryKeys,
  RequestQueries: requestQueries,
  SettingsNow: settingsNow,
  Refresher: refresher,
  Reach: reach,
  LastValues: lastValues,
  TruthBook: truthBook,
  HiddenBook: hiddenBook,
  Traffic: traffic,
};
