import type { ReportName, Reports } from '../../contract/engine';
import type { Run } from '../run';
import { naiveReport } from './naive';
import { probesReport } from './probes';
import { concernedEntries, reachReport } from './reach';
import { stagesReport } from './stages';
import { tracesReport } from './traces';
import { truthReport } from './truth';

/** Every report there is: a file each in `reports/`, its type in `contract/reports`, and one line here. */
export const reports: {
  readonly [N in ReportName]: (run: Run, bucketMs: number) => Reports[N];
} = {
  truth: truthReport,
  reach: reachReport,
  naive: naiveReport,
  stages: stagesReport,
  probes: probesReport,
};

export { concernedEntries, tracesReport };
