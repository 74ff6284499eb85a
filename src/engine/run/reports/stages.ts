import { hitsOf, memoCacheNames, type StagesReport } from '../../contract/engine';
import { stageTable } from '../../serving/stage-table';
import type { Run } from '../run';

/** The table of stages, with what each did and what its cache made of that. */
export const stagesReport = ({ figures, layers }: Run): StagesReport => ({
  stages: memoCacheNames.map((stage) => {
    const { key, reads, parts, cost } = stageTable[stage];
    const counts = figures.total(stage, layers.stats(stage));
    const { computations, work, virtualMs, measuredMs } = figures.stages[stage];
    return {
      stage,
      key,
      reads,
      parts,
      cost,
      computations,
      work,
      virtualMs,
      measuredMs,
      requests: counts.requests,
      hits: hitsOf(counts),
      entries: layers.entries(stage),
      bytes: layers.bytes([stage]),
    };
  }),
});
