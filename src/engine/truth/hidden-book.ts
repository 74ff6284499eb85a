import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { AnyStageResult } from '../serving/stage-result';

/** Wrong answers that are kept to be looked at. */
const KEPT = 6;

/** An answer that was wrong although all its facts were current, with the right one. */
export interface HiddenNote {
  readonly at: VirtualMs;
  /** The key that was asked for; the answer's own may be another. */
  readonly asked: number;
  readonly shown: AnyStageResult;
  readonly should: AnyStageResult;
}

/** Wrong answers that versions do not show, since the start of the run. */
export class HiddenBook implements Saved<ReturnType<HiddenBook['save']>> {
  count = 0;
  /** Newest first. */
  last: readonly HiddenNote[] = [];

  save() {
    return { count: this.count, last: this.last };
  }

  restore({ count, last }: ReturnType<HiddenBook['save']>): void {
    this.count = count;
    this.last = last;
  }

  note(note: HiddenNote): void {
    this.count++;
    // The same page given again to the same shopper is one case.
    const others = this.last.filter(({ asked }) => asked !== note.asked);
    this.last = [note, ...others].slice(0, KEPT);
  }
}
