import type { Random } from '../../base/random';
import type { FactChange } from '../../store/changes';
import type { Store } from '../../store/facts';
import type { Settings } from '../contract/settings';
import type { StrategyName } from '../contract/words';
import type { PageHabits } from '../serving/answer/page-habits';
import type { Journey } from '../serving/journey';
import type { PageKeys } from '../serving/keys';
import type { MemoLayer } from '../serving/memo-set';
import type { Stages } from '../serving/stages';
import type { Clock } from '../time/clock';
import type { Audit } from '../truth/audit';
import type { TruthMeter } from '../truth/truth';
import type { ChangeLines } from '../watch/change-lines';
import type { Figures } from '../watch/figures';
import type { Probes } from '../watch/probes';
import { strategies } from '.';
import type { Generations } from './generations';
import type { Holders } from './holders';
import type { Names } from './names';
import { Reach } from './reach';
import { Refresher } from './refresher';
import type { Means } from './strategy';
import { Writer } from './writer';

/** Of a run, what invalidation works with. */
export interface Parts {
  readonly clock: Clock;
  readonly store: Store;
  readonly layer: MemoLayer;
  readonly holders: Holders;
  readonly names: Names;
  readonly generations: Generations;
  readonly journey: Journey;
  readonly stages: Stages;
  readonly keys: PageKeys;
  readonly figures: Figures;
  readonly audit: Audit;
  readonly truth: TruthMeter;
  readonly lines: ChangeLines;
  readonly habits: PageHabits;
  readonly probes: Pick<Probes, 'told'>;
  readonly settings: () => Settings;
}

/**
 * How the caches come to know of changes: by a message for each, which takes its time, may be lost, and is obeyed as
 * the strategy says that was set when it was sent.
 */
export class Invalidation {
  readonly reach: Reach;
  readonly #means: Means;
  readonly #refresher: Refresher;

  constructor(
    private readonly parts: Parts,
    private readonly random: Random,
  ) {
    const { clock, store, layer, holders, names, generations, journey, truth, lines } = parts;
    const { memos } = layer;
    this.reach = new Reach({
      now: () => clock.now,
      holders: (fact) => holders.of(fact),
      isWrong: (made) => !truth.isCurrent(made) && truth.isWrong(made),
      line: (change) => lines.of(change),
    });
    this.#refresher = new Refresher(
      ({ cache, key }) => memos[cache].slotOf(key) >= 0,
      ({ cache, key }, ended) => journey.renew(cache, key, ended),
    );
    const writer = new Writer(parts);
    this.#means = {
      memos,
      names,
      holders,
      generations,
      facts: store.facts,
      write: (entry) => writer.write(entry),
      renew: (entries) => this.#refresher.add(entries),
    };
    this.begin(parts.settings().invalidation);
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
    const { invalidation, messageDelay, messageLoss } = this.parts.settings();
    const strategy = strategyOf(invalidation);
    const record = this.reach.changed(change, strategy.name);
    if (!strategy.tells) {
      this.reach.settle(record, [], 'untold');
      return;
    }
    const lost = messageLoss > 0 && 100 * this.random.next() < messageLoss;
    const arrive = () => {
      const concerned = lost ? [] : strategy.concerns(change, this.#means);
      this.reach.settle(record, concerned, lost ? 'lost' : 'arrived');
      if (lost) return;
      this.parts.probes.told(change, strategy, concerned);
      strategy.obey(change, this.#means, concerned);
    };
    // Without a delay it is the same moment, not the next event of it.
    if (messageDelay === 0) arrive();
    else this.parts.clock.after(messageDelay, arrive);
  }
}

function strategyOf(name: StrategyName): (typeof strategies)[number] {
  const strategy = strategies.find((one) => one.name === name);
  if (!strategy) throw new Error(`There is no invalidation strategy named ${name}`);
  return strategy;
}
