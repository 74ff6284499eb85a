import type { Problem } from '../../base/result';
import type { Saved } from '../../base/saved';
import { formatBytes, type VirtualMs } from '../../base/units';
import type { FactChange } from '../../store/changes';
import type { Intervention, Mark } from '../contract/engine';
import { describeIntervention } from '../contract/interventions';
import type { RunLog } from './event-log';

/** Marks kept for the charts. */
const MOST_MARKS = 200;

interface ChronicleParts {
  readonly log: RunLog;
  now(): VirtualMs;
}

/** Records events of a run outside its caches: marks on the charts' time axes, lines of the log. */
export class Chronicle implements Saved<readonly Mark[]> {
  /** Oldest first. */
  marks: Mark[] = [];

  constructor(private readonly parts: ChronicleParts) {}

  /** Records an intervention. A visit gets no mark: it is a request like others. */
  did(what: Intervention): void {
    const text = describeIntervention(what);
    if (what.kind !== 'visit') this.#pin({ text, kind: what.kind });
    this.#line('run', 'intervention', text, 'by hand');
  }

  drillEnded(label: string): void {
    this.#pin({ text: `end of drill: ${label}`, kind: 'drill' });
  }

  /** The process held so many bytes that it was killed. */
  outOfMemory(bytes: number): void {
    const text = `out of memory at ${formatBytes(bytes)}: killed and restarted empty`;
    this.#pin({ text, kind: 'outOfMemory' });
    this.#line('run', 'error', 'process', text);
  }

  /** Something became of a model. */
  model(key: string, reason: string, marked: boolean): void {
    if (marked) this.#pin({ text: `${key}: ${reason}`, kind: 'model' });
    this.#line('run', 'model', key, reason);
  }

  /** Notes a change of a fact. */
  changed(change: FactChange): void {
    this.parts.log.change(change);
  }

  /** The store did not take a change. */
  refused({ kind, what }: Problem): void {
    this.#line('store', 'error', kind, what);
  }

  save(): readonly Mark[] {
    return [...this.marks];
  }

  restore(marks: readonly Mark[]): void {
    this.marks = [...marks];
  }

  #pin(mark: Omit<Mark, 'at'>): void {
    this.marks.push({ at: this.parts.now(), ...mark });
    if (this.marks.length > MOST_MARKS) this.marks.shift();
  }

  #line(tier: 'run' | 'store', kind: 'intervention' | 'error' | 'model', key: string, reason: string): void {
    this.parts.log.add({ at: this.parts.now(), tier, kind, key, reason });
  }
}
