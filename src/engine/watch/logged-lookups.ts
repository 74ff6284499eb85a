import type { VirtualMs } from '../../base/units';
import type { Removal } from '../../cache/answer';
import type { NeedlessCause } from '../contract/engine';
import type { Hop, Observer } from '../serving/observer';
import type { AnyStageResult } from '../serving/stage-result';
import type { RunLog } from './event-log';

/** Notes in the log what becomes of lookups and entries of the memo caches. */
export class LoggedLookups implements Partial<Observer> {
  constructor(
    private readonly log: RunLog,
    private readonly now: () => VirtualMs,
  ) {}

  hop(hop: Hop): void {
    const { request, cache, key, outcome, reason, since, result, hit } = hop;
    if (result && hit) this.#hit(hop, result, hit);
    else {
      // The last stage ends the request: then all that it has asked of the store is known.
      const ends = cache === 'rankings' && outcome !== 'error';
      this.log.entry(
        cache,
        outcome,
        key,
        reason,
        this.now() - since,
        ends ? request.spent.asked.save() : undefined,
      );
    }
  }

  refused({ stage, key }: AnyStageResult, reason: string): void {
    this.log.entry(stage, 'refused', key, reason);
  }

  needless({ stage, key }: AnyStageResult, why: NeedlessCause): void {
    this.log.entry(stage, 'needless', key, why);
  }

  left({ stage, key }: AnyStageResult, why: Removal): void {
    if (why !== 'replaced') this.log.entry(stage, why === 'cleared' ? 'invalidated' : why, key, why);
  }

  #hit(
    { cache, key, reason }: Hop,
    { missingParts }: AnyStageResult,
    { verdict: { truth, missed } }: NonNullable<Hop['hit']>,
  ): void {
    if (truth === 'fresh') {
      this.log.entry(cache, truth, key, reason);
      return;
    }
    const whole = missingParts === 0;
    const unmissed = whole ? 'wrong though no fact has changed' : 'kept without some inputs';
    const why = missed ? 'out of date' : unmissed;
    this.log.entry(cache, truth, key, reason === 'fresh' ? why : reason, missed && this.now() - missed.at);
  }
}
