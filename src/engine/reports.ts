import type { ReportName, Reports } from './protocol';
import { naiveReport } from './reports/naive';
import { probesReport } from './reports/probes';
import { concernedEntries, reachReport } from './reports/reach';
import { stagesReport } from './reports/stages';
import { truthReport } from './reports/truth';
import type { Run } from './run';

/** Every report there is: a file each in `reports/`, its type in `protocol/reports`, and one line here. */
export const reports: {
  readonly [N in ReportName]: (run: Run) => Reports[N];
} = {
  truth: truthReport,
  reach: reachReport,
  naive: naiveReport,
  stages: stagesReport,
  probes: probesReport,
};

export { concernedEntries };
