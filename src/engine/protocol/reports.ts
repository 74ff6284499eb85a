import type { MemoCacheName } from './tier';

/** What the page asks for only while it shows it, by name. What each holds: its type; how it is made: `engine/reports/`. */
export interface Reports {
  readonly truth: TruthReport;
}
export type ReportName = keyof Reports;

/** How true the answers were, since the start of the run. */
export interface TruthReport {
  readonly caches: readonly {
    readonly cache: MemoCacheName;
    readonly fresh: number;
    readonly stale: number;
    readonly wrong: number;
  }[];
}
