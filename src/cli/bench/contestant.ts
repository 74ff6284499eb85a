import { type CacheTask, cacheWork } from './work/cache';
import { type CurvesTask, curvesWork } from './work/curves';
import { type GridTask, gridWork } from './work/grid';
import { type ParsingTask, parsingWork } from './work/parsing';
import { type RecommenderTask, recommenderWork } from './work/recommender';
import { type ReplayTask, replayWork } from './work/replay';

/** The single task of a process, so that no earlier work has influenced the optimised code. */
export type Task = CacheTask | ReplayTask | CurvesTask | GridTask | ParsingTask | RecommenderTask;

function result(task: Task): number | Promise<number> {
  switch (task.work) {
    case 'cache':
      return cacheWork(task);
    case 'replay':
    case 'map':
      return replayWork(task);
    case 'exact-curve':
    case 'curve':
    case 'curve-error':
      return curvesWork(task);
    case 'grid':
      return gridWork(task);
    case 'parsing':
      return parsingWork(task);
    case 'recommender':
      return recommenderWork(task);
  }
}

const [, , task = ''] = process.argv;
console.log(await result(JSON.parse(task) as Task));
