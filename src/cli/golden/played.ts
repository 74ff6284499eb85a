import type { Fingerprints } from './play';

/** What one JavaScript engine made of the golden runs. */
export interface Played {
  /** With its version. */
  readonly engine: string;
  readonly fingerprints: Fingerprints;
}
