import { type Endpoint, expose } from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import { connect, type EngineListener } from './connect';
import type { PageTime } from './watchdog';
import type { WorkerNews } from './worker-life';

/** A worker of this process: a channel, with the engine's side in the test's hands. */
class FakeWorker extends EventTarget {
  readonly #page: MessagePort;
  readonly inside: MessagePort;
  ended = false;

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.inside = port2;
    this.#page.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(data: unknown): void {
    this.#page.postMessage(data);
  }

  terminate(): void {
    this.ended = true;
    this.#page.close();
  }

  say(news: WorkerNews): void {
    this.inside.postMessage(news);
  }

  /** Stands as an engine that answers these calls. */
  serve(calls: Record<string, () => unknown>): void {
    expose(calls, this.inside as unknown as Endpoint);
    this.say({ engine: 'ready' });
  }
}

const workers: FakeWorker[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

const listener = () => ({ lost: vi.fn(), silent: vi.fn(), answered: vi.fn() }) satisfies EngineListener;

/** Wall time in the test's hands. */
function pageTime() {
  let now = 0;
  const running = new Set<{ every: number; due: number; work: () => void }>();
  const time: PageTime = {
    now: () => now,
    every: (every, work) => {
      const timer = { every, due: now + every, work };
      running.add(timer);
      return () => void running.delete(timer);
    },
    isSeen: () => true,
  };
  const pass = (ms: number) => {
    for (const end = now + ms; now < end; ) {
      now += 1_000;
      for (const timer of [...running])
        if (timer.due <= now) {
          timer.due += timer.every;
          timer.work();
        }
    }
  };
  return { time, pass };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

function starting(heard: EngineListener = listener()) {
  const { time, pass } = pageTime();
  const link = connect(
    heard,
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
    time,
  );
  return { link, pass, worker: workers.at(-1) as FakeWorker };
}

test('a download may take minutes; only when the code is there a start has a limit', async () => {
  const { link, pass, worker } = starting();
  worker.say({ engine: 'loading' });
  await settled();
  pass(600_000);
  worker.serve({ catalogue: () => ({ policies: [], naive: [] }) });
  expect((await link).ok).toBe(true);
});

test('code that is there and does not answer is given up after 20 s, without blame on the browser', async () => {
  const { link, pass, worker } = starting();
  worker.say({ engine: 'ready' });
  await settled();
  pass(20_000);
  expect(await link).toMatchObject({ ok: false, problem: { kind: 'engine-silent' } });
  expect(worker.ended).toBe(true);
});

test('code that cannot be fetched, and a worker that is forbidden, are said in words', async () => {
  const { link, worker } = starting();
  worker.say({ engine: 'failed', what: 'Failed to fetch' });
  expect(await link).toMatchObject({
    ok: false,
    problem: { kind: 'engine-not-loaded', what: 'The engine could not be loaded: Failed to fetch.' },
  });
  const forbidden = await connect(listener(), () => {
    throw new Error('SecurityError');
  });
  expect(forbidden).toMatchObject({ ok: false, problem: { kind: 'engine-not-loaded' } });
});

test('a worker that answers no more is said after five seconds; a restart ends it and asks the next one', async () => {
  const heard = listener();
  const { link, pass, worker } = starting(heard);
  worker.serve({ catalogue: () => [], pause: () => new Promise(() => {}) });
  const connected = await link;
  if (!connected.ok) throw new Error('not connected');
  const { engine, restart } = connected.value;
  const waiting = expect(engine.pause()).rejects.toThrow('The engine was ended.');
  pass(4_000);
  expect(heard.silent).not.toHaveBeenCalled();
  pass(1_000);
  expect(heard.silent).toHaveBeenCalledOnce();

  const again = restart();
  workers.at(-1)?.serve({ catalogue: () => [], play: () => {} });
  expect((await again).ok).toBe(true);
  await waiting;
  expect(worker.ended).toBe(true);
  expect(heard.answered).toHaveBeenCalledOnce();
  expect(heard.lost, 'it was ended on purpose').not.toHaveBeenCalled();
  await engine.play();
});

test('a late answer takes the alarm back', async () => {
  const heard = listener();
  const { link, pass, worker } = starting(heard);
  let answer = () => {};
  worker.serve({
    catalogue: () => [],
    pause: () =>
      new Promise<void>((settle) => {
        answer = settle;
      }),
  });
  const connected = await link;
  if (!connected.ok) throw new Error('not connected');
  const call = connected.value.engine.pause();
  await settled();
  pass(9_000);
  answer();
  await call;
  expect(heard.silent).toHaveBeenCalledOnce();
  expect(heard.answered).toHaveBeenCalledOnce();
});
