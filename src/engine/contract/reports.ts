import type { NaiveReport } from './naive';
import type { ProbesReport } from './probes';
import type { ReachReport } from './reach';
import type { StagesReport } from './stages';
import type { TruthReport } from './truth';

/** What the page asks for only while it shows it, by name. What each holds: its type; how it is made: `engine/run/reports/`. */
export interface Reports {
  readonly truth: TruthReport;
  readonly reach: ReachReport;
  readonly naive: NaiveReport;
  readonly stages: StagesReport;
  readonly probes: ProbesReport;
}
export type ReportName = keyof Reports;
