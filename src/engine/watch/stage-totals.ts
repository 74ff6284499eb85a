import type { Milliseconds, VirtualMs } from '../../base/units';

/** What the computations of one stage took so far. */
export class StageTotals {
  computations = 0;
  /** Work units. */
  work = 0;
  virtualMs: VirtualMs = 0;
  /** On the wall clock, queries included. */
  measuredMs: Milliseconds = 0;
}
