import { proxy, type Remote, wrap } from 'comlink';
import { ok, type Problem, type Reply } from '../base/result';
import type { Engine } from './protocol';

/** How long a worker may take to answer its first call, wall milliseconds. */
const STARTS_WITHIN_MS = 20_000;

/** The engine as the page holds it. After a death a new one takes its place at `engine`; the page opens a run again. */
export interface EngineLink {
  readonly engine: Engine;
  /** Ends the worker, whatever it does, and starts another. */
  restart(): Promise<Reply<void>>;
}

/**
 * Starts the engine's worker. `onDeath` hears of a worker that threw outside of any call, or did not answer: then the
 * page keeps its last picture and offers to start again.
 */
export async function connect(onDeath: (problem: Problem) => void): Promise<Reply<EngineLink>> {
  let worker: Worker | undefined;
  let remote: Remote<Engine> | undefined;

  const start = async (): Promise<Reply<void>> => {
    worker?.terminate();
    const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
    worker = started;
    const died = new Promise<Problem>((settle) => {
      started.addEventListener('error', (event) => {
        event.preventDefault();
        const problem: Problem = {
          kind: 'engine-died',
          what: event.message || 'The engine’s worker could not be loaded.',
        };
        settle(problem);
        if (worker === started && remote) onDeath(problem);
      });
    });
    const candidate = wrap<Engine>(started);
    const answered = await Promise.race([candidate.catalogue().then(() => undefined), died, tooLate()]);
    if (answered) {
      started.terminate();
      return { ok: false, problem: answered };
    }
    remote = candidate as Remote<Engine>;
    return ok(undefined);
  };

  const first = await start();
  if (!first.ok) return first;
  return ok({ engine: throughRemote(() => remote as Remote<Engine>), restart: start });
}

/** Each call goes to whichever worker is alive at the time; callbacks cross as proxies. */
function throughRemote(remote: () => Remote<Engine>): Engine {
  return {
    catalogue: () => remote().catalogue(),
    open: (run) => remote().open(run),
    run: () => remote().run(),
    play: () => remote().play(),
    pause: () => remote().pause(),
    setSpeed: (factor) => remote().setSpeed(factor),
    step: () => remote().step(),
    apply: (what) => remote().apply(what),
    snapshot: (ask) => remote().snapshot(ask),
    cacheMap: (cache) => remote().cacheMap(cache),
    inspect: (cache, slot) => remote().inspect(cache, slot),
    request: (ask, by) => remote().request(ask, by),
    judge: (claims) => remote().judge(claims),
    importShop: (files, onProgress) => remote().importShop(files, proxy(onProgress)),
    cancelImport: () => remote().cancelImport(),
    useEmbeddedShop: () => remote().useEmbeddedShop(),
  };
}

const tooLate = (): Promise<Problem> =>
  new Promise((settle) => {
    const what = `The engine did not answer within ${STARTS_WITHIN_MS / 1000} s.`;
    setTimeout(() => settle({ kind: 'engine-silent', what }), STARTS_WITHIN_MS);
  });
