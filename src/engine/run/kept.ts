import { failed, ok, type Reply } from '../../base/result';
import type { Bytes, Milliseconds } from '../../base/units';
import type { KeptRun } from '../contract/kept-run';
import type { Run } from './run';
import type { SavedRun } from './saved-run';

/** A run whose caches and store hold more is not kept: memory would be short. */
const MOST_BYTES: Bytes = 64_000_000;
/** A saved run that does not come within so long was lost with its worker, wall time. */
const COMES_WITHIN_MS: Milliseconds = 10_000;

/** Puts a run, as it is now, into the queue of a port; undefined when it is too large to be kept. */
export function keep(run: Run): KeptRun | undefined {
  if (run.layers.bytes() > MOST_BYTES) return undefined;
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(run.save());
  return { at: run.clock.now, saved: port2 };
}

/** Takes a saved run out of its port. */
export function unpack({ saved }: KeptRun): Promise<Reply<SavedRun>> {
  return new Promise((resolve) => {
    const lost = setTimeout(
      () => end(failed('run-lost', 'The saved run was lost with the engine.')),
      COMES_WITHIN_MS,
    );
    const end = (reply: Reply<SavedRun>) => {
      clearTimeout(lost);
      saved.close();
      resolve(reply);
    };
    saved.onmessage = ({ data }: MessageEvent<SavedRun>) => end(ok(data));
  });
}
