import { type Remote, wrap } from 'comlink';
import type { Problem } from '../../base/result';
import type { Engine } from './engine';

/** Messages of a worker about its start, before it can be called. */
export type WorkerNews =
  | { readonly engine: 'loading' }
  | { readonly engine: 'ready' }
  | { readonly engine: 'failed'; readonly what: string };

/** Thrown by calls whose worker ended before it answered. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone';
}

/** One worker, from its start to its end. */
export class WorkerLife {
  /** Resolves when the engine's code is there and can be called; how long its download takes is not limited. */
  readonly ready: Promise<void>;
  /** Resolves with the reason when the worker has ended. */
  readonly ended: Promise<Problem>;
  readonly #remote: Remote<Engine>;
  readonly #gone: Promise<never>;
  #settleEnd: (problem: Problem) => void = () => {};

  constructor(private readonly worker: Worker) {
    this.ended = new Promise((settle) => {
      this.#settleEnd = settle;
    });
    this.#gone = this.ended.then(({ what }) => Promise.reject(new EngineGone(what)));
    // No call may be waiting when it happens.
    this.#gone.catch(() => {});
    let started = false;
    this.ready = new Promise((settle) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Partial<WorkerNews> | undefined>) => {
        if (data?.engine === 'ready') settle();
        if (data?.engine) started = true;
        if (data?.engine === 'failed') this.#endWith('engine-not-loaded', notLoaded(data.what ?? ''));
      });
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // Without a message it is the script itself that could not be had.
      if (event.message) this.#endWith('engine-lost', event.message);
      else if (started) this.#endWith('engine-lost', 'The engine’s worker stopped without a message.');
      else this.#endWith('engine-not-loaded', notLoaded('its script was refused or not found'));
    });
    this.#remote = wrap<Engine>(worker);
  }

  /** Calls the worker. Rejects when the worker has ended. */
  async call<P extends Promise<unknown>>(ask: (remote: Remote<Engine>) => P): Promise<Awaited<P>> {
    return await Promise.race([ask(this.#remote), this.#gone]);
  }

  end(): void {
    this.#endWith('engine-ended', 'The engine was ended.');
  }

  #endWith(kind: string, what: string): void {
    this.#settleEnd({ kind, what });
    this.worker.terminate();
  }
}

const notLoaded = (why: string): string => `The engine could not be loaded: ${why}.`;
