import type { Problem } from '../../base/result';
import type { Engine, Settings, Snapshot } from '../../engine/contract/engine';

/** The engine of the second lane, in a worker of its own. */
export interface LaneEngine {
  readonly engine: Engine;
  end(): void;
}

/** Both lanes at one moment. */
export interface Compared {
  readonly a: Snapshot;
  readonly b: Snapshot;
}

/** The comparison as the page shows it: its last figures stay while the next ones are awaited. */
export type ComparisonState =
  | { readonly stage: 'opening' }
  | { readonly stage: 'comparing'; readonly compared: Compared | undefined }
  | { readonly stage: 'failed'; readonly problem: Problem };

/** Returns the settings in which two lanes differ. */
export const differingSettings = (a: Settings, b: Settings): (keyof Settings)[] =>
  (Object.keys(a) as (keyof Settings)[]).filter((id) => a[id] !== b[id]);
