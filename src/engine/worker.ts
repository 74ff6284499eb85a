import { expose, proxy, transfer } from 'comlink';
import { BrowserShops } from './browser-shops';
import { LocalEngine } from './engine';
import type { SnapshotAsk } from './protocol';

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** A message comes sooner than a timer, which browsers hold back to 4 ms. */
const soon = (pauseMs: number, slice: () => void) => {
  if (pauseMs > 0) setTimeout(slice, pauseMs);
  else {
    waiting.push(slice);
    port2.postMessage(0);
  }
};
const engine = new LocalEngine(
  { wallNow: () => performance.now(), soon },
  new BrowserShops(() => performance.now()),
);

/** Large columns are handed over, not copied. */
class WorkerEngine {
  snapshot = async (ask: SnapshotAsk) => {
    const snapshot = await engine.snapshot(ask);
    return transfer(snapshot, [snapshot.series.values.buffer]);
  };
}
expose(Object.assign(engine, new WorkerEngine()));
void proxy;
