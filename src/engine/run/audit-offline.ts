import { failed, ok, problemFrom, type Reply } from '../../base/result';
import type { Milliseconds } from '../../base/units';
import type { Store } from '../../store/facts';
import { loadStore } from '../../store/store';
import type { OfflineAudit } from '../contract/engine';
import { OfflineAuditor } from '../truth/offline';
import { OfflineTruth } from '../truth/offline-truth';
import type { Run } from './run';

/** Wall time of one slice, and how many steps are done between two looks at the clock. */
const SLICE_MS: Milliseconds = 12;
const STEPS_A_LOOK = 8;

export interface AuditWatch {
  readonly signal: AbortSignal;
  /** Share of the work that is done, 0 to 1. */
  onProgress(share: number): void;
  wallNow(): Milliseconds;
  /** Lets others have their turn. */
  pause(): Promise<void>;
}

/** Audits what is recorded of a run, in slices beside it. The run may go on meanwhile; it is not touched. */
export async function auditOffline(run: Run, watch: AuditWatch): Promise<Reply<OfflineAudit>> {
  const recorded = run.recording.take();
  let store: Store | undefined;
  try {
    store = await loadStore(run.store.pristine(), () => 0);
    const truth = new OfflineTruth(store, recorded, run.keys);
    const auditor = new OfflineAuditor(recorded, truth, run);
    for (let more = true; more; ) {
      if (watch.signal.aborted) return failed('cancelled', 'The audit was cancelled.');
      const start = watch.wallNow();
      while (more && watch.wallNow() - start < SLICE_MS)
        for (let i = 0; i < STEPS_A_LOOK && more; i++) more = auditor.step();
      watch.onProgress(auditor.done);
      await watch.pause();
    }
    return ok(auditor.result);
  } catch (error) {
    return failed('audit-failed', `The recording cannot be followed: ${problemFrom('', error).what}`);
  } finally {
    store?.close();
  }
}
