import type { Bytes, VirtualMs } from '../../base/units';
import type { Settings } from './settings';
import type { ShownLine } from './truth';
import type { NaiveName, Words } from './words';

/**
 * Harms of caching, each as one number. out-of-date: share of the pages that were served stale or wrong because a
 * change was missed. hidden: share served wrong though every fact they were made from is current. contradictions:
 * share of the pairs of answers to one shopper that cannot both be true. memory: bytes held over the bound that is set.
 * recomputed: share of the pages that no cache answered.
 */
export const harmFigures = ['out-of-date', 'hidden', 'contradictions', 'memory', 'recomputed'] as const;
export type HarmFigure = (typeof harmFigures)[number];

/** The harms over a stretch of time; `memory` at its end. Undefined where there was nothing to take a share of. */
export type Harms = Readonly<Record<HarmFigure, number | undefined>> & {
  readonly from: VirtualMs;
  readonly to: VirtualMs;
  /** At the end. */
  readonly entries: number;
  readonly bytes: Bytes;
};

/** A setting and the value that it is given. */
export interface SettingTo {
  readonly setting: keyof Settings;
  readonly value: Settings[keyof Settings];
}

/** A way to memoize that people write first, as the page shows it. */
export interface NaiveWayInfo extends Words {
  readonly name: NaiveName;
  /** Where the harm is read, and from which value on it is one. */
  readonly harms: readonly { readonly figure: HarmFigure; readonly from: number }[];
  /** Settings under which it shows within a minute. */
  readonly preset: readonly SettingTo[];
  readonly cureBy: SettingTo;
  /** Settings that it does not know. */
  readonly ignores: readonly (keyof Settings)[];
}

/** What came of the naive ways in this run. */
export interface NaiveReport {
  /** The last minute. */
  readonly now: Harms;
  /** Which way is at work and not cured; undefined when none is. */
  readonly atWork: string | undefined;
  /** Times that the process ran out of memory and began anew. */
  readonly outOfMemory: number;
  /** By way that was tried. */
  readonly tried: Readonly<Record<string, NaiveTrial>>;
  /** The last answers that were wrong though every fact they were made from was current, newest first. */
  readonly lastHidden: readonly HiddenAnswer[];
}

/** The last time that a way was at work. */
export interface NaiveTrial {
  /** The minute before it; undefined when the run began with it. */
  readonly before: Harms | undefined;
  /** The last minute of it. */
  readonly during: Harms;
  /** It was ended by its cure. */
  readonly cured: boolean;
  /**
   * The minute from ten seconds after its cure, or what of it came before another way began: shoppers compare
   * new answers with earlier ones for that long.
   */
  readonly after: Harms | undefined;
}

/** A hidden wrong answer as people can check it. */
export interface HiddenAnswer {
  readonly at: VirtualMs;
  /** What was asked for: `home of shopper 12`. */
  readonly key: string;
  readonly shown: readonly ShownLine[];
  readonly should: readonly ShownLine[];
}
