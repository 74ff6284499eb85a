import type { Problem } from '../../base/result';
import type { Saved } from '../../base/saved';
import { formatBytes, formatPrice, type VirtualMs } from '../../base/units';
import type { FactChange } from '../../store/changes';
import type { Intervention, Mark } from '../contract/engine';
import { describeIntervention } from '../contract/interventions';
import type { ChangeLines } from './change-lines';
import type { EventLog } from './event-log';

/** Marks kept for the charts. */
const MOST_MARKS = 200;

interface ChronicleParts {
  readonly log: EventLog;
  readonly lines: ChangeLines;
  now(): VirtualMs;
  factText(fact: number): string;
}

/** What is told of a run beside what its caches do: marks on the charts' time axes, lines of the log. */
export class Chronicle implements Saved<readonly Mark[]> {
  /** Oldest first. */
  marks: Mark[] = [];

  constructor(private readonly parts: ChronicleParts) {}

  /** Somebody did something. A visit is no mark: it is a request like others. */
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

  /** A fact changed. Its text is made only where the log has room for it. */
  changed(change: FactChange): void {
    const { log, lines, factText } = this.parts;
    if (!log.wants('change')) return;
    const { from, to } = lines.of(change);
    const written = (value: typeof to) =>
      change.kind === 'price' && typeof value === 'number' ? formatPrice(value) : value;
    const became = from === undefined ? written(to) : `${written(from)} → ${written(to)}`;
    const reason = `${change.kind}: ${became}`;
    log.add({ at: change.at, tier: 'store', kind: 'change', key: factText(change.fact), reason });
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
