import { type CacheTask, cacheWork } from './work/cache';
import { type ReplayTask, replayWork } from './work/replay';

/** What a process is started to do: one thing, so that nothing else has shaped the code that runs. */
export type Task = CacheTask | ReplayTask;

function result(task: Task): number | Promise<number> {
  switch (task.work) {
    case 'cache':
      return cacheWork(task);
    case 'replay':
    case 'map':
      return replayWork(task);
  }
}

const [, , task = ''] = process.argv;
console.log(await result(JSON.parse(task) as Task));
