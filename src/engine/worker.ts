import { expose, transfer } from 'comlink';
import { BrowserShops } from './browser-shops';
import { LocalEngine } from './engine';
import type { MemoCacheName, SnapshotAsk } from './protocol';

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** A message comes sooner than a timer, which browsers hold back to 4 ms. */
function soon(pauseMs: number, slice: () => void): void {
  if (pauseMs > 0) setTimeout(slice, pauseMs);
  else {
    waiting.push(slice);
    port2.postMessage(0);
  }
}

const wallNow = () => performance.now();

/** The engine behind Comlink: columns are handed over, not copied. */
class WorkerEngine extends LocalEngine {
  override async snapshot(ask: SnapshotAsk) {
    const snapshot = await super.snapshot(ask);
    return transfer(snapshot, [snapshot.series.values.buffer]);
  }

  override async cacheMap(cache: MemoCacheName) {
    const map = await super.cacheMap(cache);
    return transfer(map, [map.slots.buffer, map.age.buffer, map.recency.buffer, map.state.buffer]);
  }
}

expose(
  new WorkerEngine({ wallNow, soon }, new BrowserShops(wallNow, () => navigator.storage.getDirectory())),
);
