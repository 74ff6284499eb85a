import { fetchedCode, later } from '../../base/later';
import type { Reply } from '../../base/result';
import type {
  ConcernedEntry,
  ModelDrift,
  OfflineAudit,
  ReportName,
  Reports,
  TracesAsk,
  TracesReport,
} from '../contract/engine';
import type { Trainer } from '../world/training/trainer';
import type { Run } from './run';

const reports = later(() => import('./reports/reports'));
const audits = later(() => import('./audit-offline'));
const drifts = later(() => import('./drift'));

interface EvidenceParts {
  wallNow(): number;
  readonly trainer: Trainer;
}

/**
 * What the page asks of a run beside its figures: reports, the audit after the fact, the drift of the model. The code
 * of each is fetched when it is first asked for, so that the page does not wait for it. Another run may be opened
 * meanwhile: `run` returns the one that is open when the code is there.
 */
export class Evidence {
  /** The audit that is under way, or the last one. */
  #audit = new AbortController();
  /** The measurement of drift that is under way, or the last one. */
  #drift = new AbortController();

  /** Times that the recording of requests was stopped. */
  #traceStops = 0;

  constructor(private readonly parts: EvidenceParts) {}

  async report<N extends ReportName>(run: () => Run, name: N, bucketMs: number): Promise<Reports[N]> {
    const code = await orThrow(fetchedCode(reports, 'the report'));
    return code.reports[name](run(), bucketMs);
  }

  async traces(run: () => Run, ask: TracesAsk): Promise<TracesReport> {
    const stops = this.#traceStops;
    const { tracesReport } = await orThrow(fetchedCode(reports, 'the report'));
    const report = tracesReport(run(), ask);
    // It was stopped while the code was on its way: this call must not leave it on.
    if (stops !== this.#traceStops) run().traces.stop();
    return report;
  }

  stopTraces(run: () => Run): void {
    this.#traceStops++;
    run().traces.stop();
  }

  /** The entries that a change concerned; undefined when the change is long past. */
  async concerned(run: () => Run, change: number): Promise<ConcernedEntry[] | undefined> {
    const { concernedEntries } = await orThrow(fetchedCode(reports, 'the report'));
    return concernedEntries(run(), change);
  }

  /** Audits what is recorded of a run; an audit under way is cancelled before. */
  async audit(run: () => Run, onProgress: (share: number) => void): Promise<Reply<OfflineAudit>> {
    this.cancelAudit();
    this.#audit = new AbortController();
    const { signal } = this.#audit;
    const code = await fetchedCode(audits, 'the audit');
    if (!code.ok) return code;
    const wallNow = () => this.parts.wallNow();
    return code.value.auditOffline(run(), { signal, onProgress, wallNow, pause });
  }

  cancelAudit(): void {
    this.#audit.abort();
  }

  /** Measures the drift of the model that serves; a measurement under way is cancelled before. */
  async drift(run: () => Run, onProgress: (share: number) => void): Promise<Reply<ModelDrift>> {
    this.cancelDrift();
    this.#drift = new AbortController();
    const { signal } = this.#drift;
    const code = await fetchedCode(drifts, 'the measurement');
    if (!code.ok) return code;
    return code.value.measureDrift(run(), this.parts.trainer, { signal, onProgress, pause });
  }

  cancelDrift(): void {
    this.#drift.abort();
  }
}

/** Throws the Problem of a reply, for calls whose answer is no Reply. */
async function orThrow<T>(coming: Promise<Reply<T>>): Promise<T> {
  const reply = await coming;
  if (reply.ok) return reply.value;
  throw new Error(reply.problem.what);
}

/** Without a pause neither the run nor a cancel would get through. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
