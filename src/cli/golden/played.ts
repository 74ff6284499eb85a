import type { Fingerprints } from './play';

/** The golden runs as played by one JavaScript engine. */
export interface Played {
  /** Name and version. */
  readonly engine: string;
  readonly fingerprints: Fingerprints;
}
