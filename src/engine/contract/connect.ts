import { proxy, type Remote, wrap } from 'comlink';
import { ok, type Problem, type Reply } from '../../base/result';
import type { Engine, LoggedEvent, ReportName, Reports, RunSpec } from './engine';

/** How long a worker may take to answer its first call, wall milliseconds. */
const STARTS_WITHIN_MS = 20_000;
/** Lines of the log that are kept to be shown after a death. */
const LAST_EVENTS = 50;

/** The engine as the page holds it. After a death a new worker takes its place; then the page opens a run again. */
export interface EngineLink {
  readonly engine: Engine;
  /** Ends the worker, whatever it does, and starts another. */
  restart(): Promise<Reply<void>>;
}

/** What is known of a worker that died. */
export interface EngineDeath {
  readonly problem: Problem;
  /** The last lines of the log that arrived here. */
  readonly lastEvents: readonly LoggedEvent[];
  /** The run that was open, with what had been done to it. */
  readonly run: RunSpec | undefined;
}

/** Thrown by calls that a worker did not live to answer. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone';
}

/**
 * Starts the engine's worker. `onDeath` hears of a worker that threw outside of any call: then the page keeps its last
 * picture and offers to start again. A worker that does not start gives a Problem.
 */
export async function connect(
  onDeath: (death: EngineDeath) => void,
  startWorker: () => Worker = () =>
    new Worker(new URL('../run/worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
): Promise<Reply<EngineLink>> {
  const memory: Memory = { lastEvents: [], run: undefined };
  let live: Life | undefined;

  const restart = async (): Promise<Reply<void>> => {
    live?.end();
    const started = new Life(startWorker());
    live = started;
    const problem = await Promise.race([
      started.call((remote) => remote.catalogue()).then(() => undefined),
      started.death,
      tooLate(),
    ]);
    if (problem) {
      started.end();
      return { ok: false, problem };
    }
    void started.death.then((cause) => {
      if (live === started) onDeath({ problem: cause, lastEvents: memory.lastEvents, run: memory.run });
    });
    return ok(undefined);
  };

  const first = await restart();
  if (!first.ok) return first;
  const call: Call = (ask) => (live ? live.call(ask) : Promise.reject(new EngineGone('There is no engine')));
  return ok({ engine: throughWorker(call, memory), restart });
}

/** One worker, from its start to its end. */
class Life {
  readonly death: Promise<Problem>;
  readonly #remote: Remote<Engine>;
  readonly #gone: Promise<never>;
  #die: (problem: Problem) => void = () => {};

  constructor(private readonly worker: Worker) {
    this.death = new Promise((settle) => {
      this.#die = settle;
    });
    this.#gone = this.death.then(({ what }) => Promise.reject(new EngineGone(what)));
    // Nobody may be waiting when it happens.
    this.#gone.catch(() => {});
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // Without a message it is the script itself that could not be had.
      const what = event.message || 'The engine’s worker could not be loaded.';
      this.#die({ kind: 'engine-died', what });
      worker.terminate();
    });
    this.#remote = wrap<Engine>(worker);
  }

  /** A dead worker answers nothing: its calls are rejected. */
  async call<P extends Promise<unknown>>(ask: (remote: Remote<Engine>) => P): Promise<Awaited<P>> {
    return await Promise.race([ask(this.#remote), this.#gone]);
  }

  end(): void {
    this.worker.terminate();
    this.#die({ kind: 'engine-ended', what: 'The engine was ended.' });
  }
}

type Call = <P extends Promise<unknown>>(ask: (remote: Remote<Engine>) => P) => Promise<Awaited<P>>;

/** What the page will want to know when the worker is gone. */
interface Memory {
  lastEvents: readonly LoggedEvent[];
  run: RunSpec | undefined;
}

/** Each call goes to whichever worker is alive at the time; callbacks cross as proxies. */
function throughWorker(call: Call, memory: Memory): Engine {
  const remember = async () => {
    memory.run = await call((remote) => remote.run());
  };
  /** For calls that change the run. Whether it is known again matters only after a death, so nobody waits for it. */
  const changing: Call = async <P extends Promise<unknown>>(
    ask: (remote: Remote<Engine>) => P,
  ): Promise<Awaited<P>> => {
    const reply = await call(ask);
    remember().catch(() => {});
    return reply;
  };
  return {
    catalogue: () => call((remote) => remote.catalogue()),
    open: (run) => changing((remote) => remote.open(run)),
    run: () => call((remote) => remote.run()),
    play: () => call((remote) => remote.play()),
    pause: () => call((remote) => remote.pause()),
    setSpeed: (factor) => call((remote) => remote.setSpeed(factor)),
    step: () => call((remote) => remote.step()),
    apply: (what) => changing((remote) => remote.apply(what)),
    snapshot: async (ask) => {
      const snapshot = await call((remote) => remote.snapshot(ask));
      if (snapshot.events.length > 0)
        memory.lastEvents = [...memory.lastEvents, ...snapshot.events].slice(-LAST_EVENTS);
      return snapshot;
    },
    cacheMap: (cache) => call((remote) => remote.cacheMap(cache)),
    // Comlink's types forget which report belongs to which name.
    report: <N extends ReportName>(name: N, bucketMs: number) =>
      call((remote) => remote.report(name, bucketMs) as Promise<Reports[N]>),
    concerned: (change) => call((remote) => remote.concerned(change)),
    inspect: (cache, slot) => call((remote) => remote.inspect(cache, slot)),
    inspectKey: (cache, key) => call((remote) => remote.inspectKey(cache, key)),
    request: (ask, by) => (by === 'hand' ? changing : call)((remote) => remote.request(ask, by)),
    judge: (claims) => call((remote) => remote.judge(claims)),
    auditRun: (onProgress) => heard(onProgress, (tell) => call((remote) => remote.auditRun(tell))),
    cancelAudit: () => call((remote) => remote.cancelAudit()),
    importShop: (files, options, onProgress) =>
      heard(onProgress, (tell) => changing((remote) => remote.importShop(files, options, tell))),
    measureDrift: (onProgress) => heard(onProgress, (tell) => call((remote) => remote.measureDrift(tell))),
    cancelDrift: () => call((remote) => remote.cancelDrift()),
    cancelImport: () => call((remote) => remote.cancelImport()),
    useEmbeddedShop: () => changing((remote) => remote.useEmbeddedShop()),
  };
}

/**
 * A callback that is heard as long as its call is under way. It comes by a channel of its own: the last progress may
 * arrive after the answer, and must not undo it.
 */
async function heard<T, P>(
  listener: (news: T) => void,
  ask: (tell: (news: T) => void) => Promise<P>,
): Promise<P> {
  let over = false;
  const tell = proxy((news: T) => {
    if (!over) listener(news);
  });
  try {
    return await ask(tell);
  } finally {
    over = true;
  }
}

const tooLate = (): Promise<Problem> =>
  new Promise((settle) => {
    const what = `The engine did not answer within ${STARTS_WITHIN_MS / 1_000} s.`;
    setTimeout(() => settle({ kind: 'engine-silent', what }), STARTS_WITHIN_MS);
  });
