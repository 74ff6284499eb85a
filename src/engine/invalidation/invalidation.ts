import type { Random } from '../../base/random';
import type { Saved } from '../../base/saved';
import type { FactChange } from '../../store/changes';
import type { FactSpace } from '../../store/facts';
import type { ChangeLine } from '../contract/changes';
import type { StrategyName } from '../contract/words';
import type { ComputeParts } from '../serving/flight-parts';
import type { AnyStageResult } from '../serving/stage-result';
import type { Message } from '../time/events';
import { strategies } from '.';
import type { Generations } from './generations';
import type { Held, Holders } from './holders';
import type { EntryName, Names } from './names';
import { Reach } from './reach';
import { Refresher } from './refresher';
import type { Means, Strategy } from './strategy';
import { Writer } from './writer';

/** What invalidation works with. */
export interface InvalidationParts {
  /** What a computation leads through; write-through computes by itself. */
  readonly serving: ComputeParts;
  readonly facts: FactSpace;
  readonly holders: Holders;
  readonly names: Names;
  readonly generations: Generations;
  /** Begins the renewal of an entry behind the answers; `renewed` is called when it has ended. */
  readonly renew: (entry: EntryName) => void;
  /** Whether the shopper would see another value if it were computed now. */
  readonly isWrong: (result: AnyStageResult) => boolean;
  /** A change in words. */
  readonly line: (change: FactChange) => ChangeLine;
  /** Called when a message has arrived, before it is applied. */
  readonly messageArrived: (change: FactChange, strategy: Strategy, concerned: readonly Held[]) => void;
  /** Which messages are lost. */
  readonly random: Random;
}

/**
 * How the caches come to know of changes: by a message for each, which takes its time, may be lost, and is obeyed as
 * the strategy says that was set when it was sent.
 */
export class Invalidation implements Saved<ReturnType<Invalidation['save']>> {
  readonly reach: Reach;
  readonly #means: Means;
  readonly #refresher: Refresher;

  constructor(private readonly parts: InvalidationParts) {
    const { serving, facts, holders, names, generations, renew, isWrong, line } = parts;
    const { clock, memos } = serving;
    this.reach = new Reach({ now: () => clock.now, holders: (fact) => holders.of(fact), isWrong, line });
    this.#refresher = new Refresher(({ cache, key }) => memos[cache].slotOf(key) >= 0, renew);
    const writer = new Writer(serving);
    this.#means = {
      memos,
      names,
      holders,
      generations,
      facts,
      write: (entry) => writer.write(entry),
      renew: (entries) => this.#refresher.add(entries),
    };
    this.begin(serving.settings().invalidation);
  }

  /** Entries that wait to be made anew behind the answers. */
  get waiting(): number {
    return this.#refresher.waiting;
  }

  /** Another strategy was set. Messages under way are obeyed by the one that they were sent under. */
  begin(strategy: StrategyName): void {
    this.reach.begin(strategy);
  }

  changed(change: FactChange): void {
    const { invalidation, messageDelay, messageLoss } = this.parts.serving.settings();
    const strategy = strategyOf(invalidation);
    this.reach.changed(change, strategy.name);
    if (!strategy.sendsMessages) {
      this.reach.settle(change, [], 'untold');
      return;
    }
    const lost = messageLoss > 0 && 100 * this.parts.random.next() < messageLoss;
    const message: Message = { change, strategy: strategy.name, lost };
    // Without a delay it is the same moment, not the next event of it.
    if (messageDelay === 0) this.arrived(message);
    else this.parts.serving.clock.after(messageDelay, 'message', message);
  }

  /** A message arrives, or would have. */
  arrived({ change, strategy: name, lost }: Message): void {
    const strategy = strategyOf(name);
    const concerned = lost ? [] : strategy.concerns(change, this.#means);
    this.reach.settle(change, concerned, lost ? 'lost' : 'arrived');
    if (lost) return;
    this.parts.messageArrived(change, strategy, concerned);
    strategy.obey(change, this.#means, concerned);
  }

  save() {
    return {
      reach: this.reach.save(),
      refresher: this.#refresher.save(),
      random: this.parts.random.save(),
    };
  }

  restore({ reach, refresher, random }: ReturnType<Invalidation['save']>): void {
    this.reach.restore(reach);
    this.#refresher.restore(refresher);
    this.parts.random.restore(random);
  }

  /** A renewal behind the answers has ended: the next one may begin. */
  renewed(): void {
    this.#refresher.ended();
  }
}

function strategyOf(name: StrategyName): (typeof strategies)[number] {
  const strategy = strategies.find((one) => one.name === name);
  if (!strategy) throw new Error(`There is no invalidation strategy named ${name}`);
  return strategy;
}
