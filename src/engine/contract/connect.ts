import { proxy, type Remote, transfer } from 'comlink';
import { failed, ok, type Problem, problemFrom, type Reply } from '../../base/result';
import type { Milliseconds } from '../../base/units';
import type { Engine, LoggedEvent, ReportName, Reports, RunSpec } from './engine';
import { RunKeeper } from './kept-run';
import { LENGTHY_AFTER_MS, type PageTime, SILENT_AFTER_MS, Watchdog } from './watchdog';
import { EngineGone, WorkerLife } from './worker-life';

/** How long a worker may take to answer its first call once its code is there, wall time. */
const STARTS_WITHIN_MS: Milliseconds = 20_000;
/** Lines of the log that are kept to be shown when the worker is lost. */
const LAST_EVENTS = 50;

/** The engine as the page holds it. A new worker takes the place of a lost one; then the page opens a run again. */
export interface EngineLink {
  readonly engine: Engine;
  /** Ends the worker, whatever it does, and starts another. */
  restart(): Promise<Reply<void>>;
  /** Ends the worker for good. It is no death: nothing is reported. */
  end(): void;
  /** The run as it was saved last, to go on from in a new worker. */
  readonly kept: Pick<RunKeeper, 'at' | 'take'>;
}

/** What is known of a worker that was lost. */
export interface EngineLoss {
  readonly problem: Problem;
  /** The last lines of the log that arrived here. */
  readonly lastEvents: readonly LoggedEvent[];
  /** The run that was open, with what had been done to it. */
  readonly run: RunSpec | undefined;
}

/** Receives news of the engine beside the answers to calls. */
export interface EngineListener {
  /** Its worker threw outside of any call, and has ended. */
  lost(loss: EngineLoss): void;
  /** It has not answered for so long; it may still. */
  silent(forMs: Milliseconds): void;
  /** It answers again. */
  answered(): void;
}

const pageTime: PageTime = {
  now: () => performance.now(),
  every: (ms, work) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
  isSeen: () => document.visibilityState === 'visible',
};

/**
 * Starts the engine's worker. A worker that does not start gives a Problem; how long its code is under way is not
 * limited. What happens to it later, `listener` hears: then the page keeps its last picture and offers to start again.
 */
export async function connect(
  listener: EngineListener,
  startWorker: () => Worker = () =>
    new Worker(new URL('../run/worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  time: PageTime = pageTime,
): Promise<Reply<EngineLink>> {
  const memory: Memory = { lastEvents: [], run: undefined };
  const watchdog = new Watchdog(time, listener);
  let live: WorkerLife | undefined;

  const restart = async (): Promise<Reply<void>> => {
    live?.end();
    watchdog.forget();
    let started: WorkerLife;
    try {
      started = new WorkerLife(startWorker());
    } catch (error) {
      return failed('engine-not-loaded', `The browser allows no worker: ${problemFrom('', error).what}.`);
    }
    live = started;
    const problem =
      (await Promise.race([started.ready, started.ended])) ??
      (await Promise.race([
        started.call((remote) => remote.catalogue()).then(() => undefined),
        started.ended,
        tooLate(time),
      ]));
    if (problem) {
      started.end();
      return { ok: false, problem };
    }
    void started.ended.then((cause) => {
      if (live !== started) return;
      watchdog.forget();
      listener.lost({ problem: cause, lastEvents: memory.lastEvents, run: memory.run });
    });
    return ok(undefined);
  };

  const first = await restart();
  if (!first.ok) return first;
  const call: Call = async <P extends Promise<unknown>>(
    ask: (remote: Remote<Engine>) => P,
    limitMs = SILENT_AFTER_MS,
  ): Promise<Awaited<P>> => {
    if (!live) throw new EngineGone('There is no engine');
    const over = watchdog.begin(limitMs);
    try {
      return await live.call(ask);
    } finally {
      over();
    }
  };
  const keeper = new RunKeeper(time, () => call((remote) => remote.checkpoint()));
  const end = () => {
    const last = live;
    live = undefined;
    watchdog.forget();
    keeper.end();
    last?.end();
  };
  return ok({
    engine: throughWorker(call, memory, keeper, () => watchdog.heard()),
    restart,
    end,
    kept: keeper,
  });
}

type Call = <P extends Promise<unknown>>(
  ask: (remote: Remote<Engine>) => P,
  /** How long it may take before the engine counts as silent. */
  limitMs?: Milliseconds,
) => Promise<Awaited<P>>;

/** Kept for the page, in case the worker is lost. */
interface Memory {
  lastEvents: readonly LoggedEvent[];
  run: RunSpec | undefined;
}

/** Each call goes to the worker that is there at the time; callbacks cross as proxies. */
function throughWorker(call: Call, memory: Memory, keeper: RunKeeper, heardOf: () => void): Engine {
  const remember = async () => {
    memory.run = await call((remote) => remote.run());
  };
  /** For calls that change the run. The run is read again without waiting: it is needed only if the worker is lost. */
  const changing: Call = async <P extends Promise<unknown>>(
    ask: (remote: Remote<Engine>) => P,
    limitMs?: Milliseconds,
  ): Promise<Awaited<P>> => {
    const reply = await call(ask, limitMs);
    remember().catch(() => {});
    return reply;
  };
  /** For calls that open another run: what is kept of the one before is let go. */
  const exchanging: Call = async <P extends Promise<unknown>>(
    ask: (remote: Remote<Engine>) => P,
    limitMs?: Milliseconds,
  ): Promise<Awaited<P>> => {
    const reply = await changing(ask, limitMs);
    if ((reply as Reply<unknown>).ok) keeper.forget();
    return reply;
  };
  const listened = <T, P>(listener: (news: T) => void, ask: (report: (news: T) => void) => Promise<P>) =>
    heard((news: T) => {
      heardOf();
      listener(news);
    }, ask);
  return {
    catalogue: () => call((remote) => remote.catalogue()),
    open: (run) => exchanging((remote) => remote.open(run), LENGTHY_AFTER_MS),
    checkpoint: () => call((remote) => remote.checkpoint()),
    restore: (kept, known = memory.run?.interventions) =>
      exchanging((remote) => remote.restore(transfer(kept, [kept.saved]), known), LENGTHY_AFTER_MS),
    run: () => call((remote) => remote.run()),
    play: () => call((remote) => remote.play()),
    pause: () => call((remote) => remote.pause()),
    setSpeed: (factor) => call((remote) => remote.setSpeed(factor)),
    runTo: (at) => call((remote) => remote.runTo(at)),
    step: () => call((remote) => remote.step()),
    goTo: (at, future) => exchanging((remote) => remote.goTo(at, future), LENGTHY_AFTER_MS),
    back: () => exchanging((remote) => remote.back(), LENGTHY_AFTER_MS),
    runToNext: (what, cache) => call((remote) => remote.runToNext(what, cache)),
    apply: (...whats) => changing((remote) => remote.apply(...whats)),
    snapshot: async (ask) => {
      const snapshot = await call((remote) => remote.snapshot(ask));
      keeper.heardOf(snapshot.at);
      if (snapshot.events.length > 0)
        memory.lastEvents = [...memory.lastEvents, ...snapshot.events].slice(-LAST_EVENTS);
      return snapshot;
    },
    cacheMap: (cache) => call((remote) => remote.cacheMap(cache)),
    // Comlink's types forget which report belongs to which name.
    report: <N extends ReportName>(name: N, bucketMs: number) =>
      call((remote) => remote.report(name, bucketMs) as Promise<Reports[N]>),
    traces: (ask) => call((remote) => remote.traces(ask)),
    stopTraces: () => call((remote) => remote.stopTraces()),
    concerned: (change) => call((remote) => remote.concerned(change)),
    inspect: (cache, slot) => call((remote) => remote.inspect(cache, slot)),
    inspectKey: (cache, key) => call((remote) => remote.inspectKey(cache, key)),
    request: (ask, by) => (by === 'hand' ? changing : call)((remote) => remote.request(ask, by)),
    judge: (claims) => call((remote) => remote.judge(claims)),
    auditRun: (onProgress) => listened(onProgress, (report) => call((remote) => remote.auditRun(report))),
    cancelAudit: () => call((remote) => remote.cancelAudit()),
    importShop: (files, options, onProgress) =>
      heard(onProgress, (report) => exchanging((remote) => remote.importShop(files, options, report))),
    measureDrift: (onProgress) =>
      listened(onProgress, (report) => call((remote) => remote.measureDrift(report))),
    cancelDrift: () => call((remote) => remote.cancelDrift()),
    cancelImport: () => call((remote) => remote.cancelImport()),
    useEmbeddedShop: () => exchanging((remote) => remote.useEmbeddedShop(), LENGTHY_AFTER_MS),
  };
}

/**
 * A callback that is heard as long as its call is under way. It comes by a channel of its own: the last progress may
 * arrive after the answer, and must not undo it.
 */
async function heard<T, P>(
  listener: (news: T) => void,
  ask: (report: (news: T) => void) => Promise<P>,
): Promise<P> {
  let over = false;
  const report = proxy((news: T) => {
    if (!over) listener(news);
  });
  try {
    return await ask(report);
  } finally {
    over = true;
  }
}

const tooLate = (time: PageTime): Promise<Problem> =>
  new Promise((settle) => {
    const what = `The engine did not answer within ${STARTS_WITHIN_MS / 1_000} s.`;
    const stop = time.every(STARTS_WITHIN_MS, () => {
      stop();
      settle({ kind: 'engine-silent', what });
    });
  });
