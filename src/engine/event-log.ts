import type { LoggedEvent } from './protocol';

/** Lines kept of each kind. Common kinds cannot drive out rare ones. */
const KEPT = 40;
/** Lines of one kind between two looks of the page; what is beyond is counted, not kept. */
const MOST_BETWEEN_LOOKS = 20;

/** The last events of each kind. At full speed most of them are only counted: see `wants`. */
export class EventLog {
  readonly #rings = new Map<LoggedEvent['kind'], LoggedEvent[]>();
  readonly #sinceLook = new Map<LoggedEvent['kind'], number>();
  #sequence = 0;

  /** Whether a line of this kind would be kept: making its text costs more than the event itself. */
  wants(kind: LoggedEvent['kind']): boolean {
    return (this.#sinceLook.get(kind) ?? 0) < MOST_BETWEEN_LOOKS;
  }

  add(event: Omit<LoggedEvent, 'sequence'>): void {
    this.#sinceLook.set(event.kind, (this.#sinceLook.get(event.kind) ?? 0) + 1);
    const ring = this.#rings.get(event.kind) ?? [];
    this.#rings.set(event.kind, ring);
    ring.push({ ...event, sequence: ++this.#sequence });
    if (ring.length > KEPT) ring.shift();
  }

  get last(): number {
    return this.#sequence;
  }

  /** Lines after `seen`, oldest first, at most `limit`. */
  since(seen: number, limit: number): LoggedEvent[] {
    this.#sinceLook.clear();
    const lines = [...this.#rings.values()].flatMap((ring) => ring.filter(({ sequence }) => sequence > seen));
    return lines.sort((a, b) => a.sequence - b.sequence).slice(-limit);
  }
}
