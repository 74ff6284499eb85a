import { Histogram } from '../../base/histogram';
import type { Saved } from '../../base/saved';
import type { VirtualMs } from '../../base/units';
import type { ChangeKind } from '../../store/changes';
import type { VersionChange } from '../../store/versions';
import type { HitTruth, NeedlessCause } from '../contract/engine';
import type { AnyStageResult } from '../serving/stage-result';

/** Wrong answers of one cache that are kept to be looked at. */
const KEPT_WRONG = 6;

/** A wrong answer with what it should have been. Values never change, so they are kept, not copied. */
export interface WrongNote {
  readonly at: VirtualMs;
  readonly cause: ChangeKind;
  readonly ageMs: VirtualMs;
  readonly held: AnyStageResult;
  readonly should: AnyStageResult;
}

/** What the audit has found in one cache since the start of the run. */
export class TruthBook implements Saved<ReturnType<TruthBook['save']>> {
  readonly ages = new Histogram();
  readonly causes: Record<ChangeKind, number> = { price: 0, stock: 0, profile: 0, purchase: 0, model: 0 };
  readonly needlessBy: Record<NeedlessCause, number> = {
    expired: 0,
    invalidated: 0,
    renewed: 0,
    repeated: 0,
  };
  /** Newest first. */
  lastWrong: readonly WrongNote[] = [];

  save() {
    const { ages, causes, needlessBy, lastWrong } = this;
    return { ages: ages.save(), causes: { ...causes }, needlessBy: { ...needlessBy }, lastWrong };
  }

  restore({ ages, causes, needlessBy, lastWrong }: ReturnType<TruthBook['save']>): void {
    this.ages.restore(ages);
    Object.assign(this.causes, causes);
    Object.assign(this.needlessBy, needlessBy);
    this.lastWrong = lastWrong;
  }

  /** Notes an answer that had missed a change. `shouldBe` is called only when it was wrong. */
  note(
    truth: HitTruth,
    missed: VersionChange,
    held: AnyStageResult,
    at: VirtualMs,
    shouldBe: () => AnyStageResult,
  ): void {
    const ageMs = at - missed.at;
    const cause = missed.kind;
    this.ages.add(ageMs);
    if (truth !== 'wrong') return;
    this.causes[cause]++;
    const note = { at, cause, ageMs, held, should: shouldBe() };
    // One answer that is given again and again is one case.
    const others = this.lastWrong.filter((one) => one.held !== held);
    this.lastWrong = [note, ...others].slice(0, KEPT_WRONG);
  }
}
