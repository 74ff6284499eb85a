import { type Remote, wrap } from 'comlink';
import type { Problem } from '../../base/result';
import type { Engine } from './engine';

/** What the worker says of its start, before it can be called. */
export type WorkerNews =
  | { readonly engine: 'loading' }
  | { readonly engine: 'ready' }
  | { readonly engine: 'failed'; readonly what: string };

/** Thrown by calls that a worker did not live to answer. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone';
}

/** One worker, from its start to its end. */
export class WorkerLife {
  /** Resolves when the engine's code is there and can be called; how long its download takes is not limited. */
  readonly ready: Promise<void>;
  readonly death: Promise<Problem>;
  readonly #remote: Remote<Engine>;
  readonly #gone: Promise<never>;
  #die: (problem: Problem) => void = () => {};

  constructor(private readonly worker: Worker) {
    this.death = new Promise((settle) => {
      this.#die = settle;
    });
    this.#gone = this.death.then(({ what }) => Promise.reject(new EngineGone(what)));
    // No call may be waiting when it happens.
    this.#gone.catch(() => {});
    let started = false;
    this.ready = new Promise((settle) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Partial<WorkerNews> | undefined>) => {
        if (data?.engine === 'ready') settle();
        if (data?.engine) started = true;
        if (data?.engine === 'failed') this.#dieOf('engine-not-loaded', notLoaded(data.what ?? ''));
      });
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // Without a message it is the script itself that could not be had.
      if (event.message) this.#dieOf('engine-died', event.message);
      else if (started) this.#dieOf('engine-died', 'The engine’s worker stopped without a message.');
      else this.#dieOf('engine-not-loaded', notLoaded('its script was refused or not found'));
    });
    this.#remote = wrap<Engine>(worker);
  }

  /** A dead worker answers nothing: its calls are rejected. */
  async call<P extends Promise<unknown>>(ask: (remote: Remote<Engine>) => P): Promise<Awaited<P>> {
    return await Promise.race([ask(this.#remote), this.#gone]);
  }

  end(): void {
    this.#dieOf('engine-ended', 'The engine was ended.');
  }

  #dieOf(kind: string, what: string): void {
    this.#die({ kind, what });
    this.worker.terminate();
  }
}

const notLoaded = (why: string): string => `The engine could not be loaded: ${why}.`;
