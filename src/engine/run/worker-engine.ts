import { expose, transfer } from 'comlink';
import { later } from '../../base/later';
import { sqlite } from '../../store/database';
import type { CacheMapFrame, KeptRun, MemoCacheName, Snapshot, SnapshotAsk } from '../contract/engine';
import { BrowserShops } from '../world/browser-shops';
import { fetchedTrainer } from '../world/training/fetched-trainer';
import { LocalEngine } from './engine';

// Fetched and compiled while the page says what to open. A failure is reported when a shop is opened.
sqlite().catch(() => {});

const trainers = later(() => import('../world/training/train-in-worker'));

const { port1, port2 } = new MessageChannel();
let next = () => {};
port1.onmessage = () => next();

/** A message comes sooner than a timer, which browsers hold back to 4 ms. The loop plans one slice at a time. */
const soon = (pauseMs: number, slice: () => void) => {
  next = slice;
  if (pauseMs > 0) setTimeout(slice, pauseMs);
  else port2.postMessage(0);
};
const wallNow = () => performance.now();

/** Large columns are handed over to the page, not copied. */
class WorkerEngine extends LocalEngine {
  override async snapshot(ask: SnapshotAsk): Promise<Snapshot> {
    const snapshot = await super.snapshot(ask);
    return transfer(snapshot, [snapshot.series.values.buffer]);
  }

  override async checkpoint(): Promise<KeptRun | undefined> {
    const kept = await super.checkpoint();
    return kept && transfer(kept, [kept.saved]);
  }

  override async cacheMap(cache: MemoCacheName): Promise<CacheMapFrame> {
    const frame = await super.cacheMap(cache);
    const { slots, age, recency, state } = frame;
    return transfer(frame, [slots.buffer, age.buffer, recency.buffer, state.buffer]);
  }
}

expose(
  new WorkerEngine(
    { wallNow, soon },
    new BrowserShops(wallNow, () => navigator.storage.getDirectory()),
    fetchedTrainer(async () => (await trainers()).trainInWorker()),
  ),
);
