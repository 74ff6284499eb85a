import type { Settings } from '../contract/settings';
import type { MemoLayers } from '../serving/memo-layers';
import type { RunClock } from '../time/events';
import type { Audit } from '../truth/audit';
import type { Contradictions } from './contradictions';
import type { Figures } from './figures';

/** What of a run its meters read. */
export interface Watched {
  readonly clock: RunClock;
  readonly figures: Figures;
  readonly layers: MemoLayers;
  readonly audit: Audit;
  readonly contradictions: Contradictions;
  /** In force now. */
  readonly settings: Settings;
}
