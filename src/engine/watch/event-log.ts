import type { Saved } from '../../base/saved';
import type { LoggedEvent } from '../contract/engine';

/** Lines kept of each kind. Common kinds cannot drive out rare ones. */
const KEPT = 40;
/** Lines of one kind that are kept between two looks. */
const MOST_BETWEEN_LOOKS = 20;

/**
 * The last events of each kind. At high speed there are far more than anybody reads: of each kind the first few after
 * a look of the page are kept and the rest only counted by the figures. So the log costs the same at any speed, and
 * a rare kind is always seen. What is kept depends on when the page looks, which is why no figure comes from here.
 */
export class EventLog implements Saved<ReturnType<EventLog['save']>> {
  readonly #rings = new Map<LoggedEvent['kind'], LoggedEvent[]>();
  readonly #sinceLook = new Map<LoggedEvent['kind'], number>();
  #sequence: number;

  /** @param sequence of the last line of the run before: whoever looks has seen those. */
  constructor(sequence: number) {
    this.#sequence = sequence;
  }

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

  save() {
    const rings = Array.from(this.#rings, ([kind, ring]) => [kind, [...ring]] as const);
    return { rings, sinceLook: [...this.#sinceLook], sequence: this.#sequence };
  }

  restore({ rings, sinceLook, sequence }: ReturnType<EventLog['save']>): void {
    this.#rings.clear();
    this.#sinceLook.clear();
    for (const [kind, ring] of rings) this.#rings.set(kind, [...ring]);
    for (const [kind, lines] of sinceLook) this.#sinceLook.set(kind, lines);
    this.#sequence = sequence;
  }

  /** Lines that are kept, and the most that there may be of the kinds that have come so far. */
  get kept(): { readonly lines: number; readonly most: number } {
    const lines = [...this.#rings.values()].reduce((sum, { length }) => sum + length, 0);
    return { lines, most: KEPT * this.#rings.size };
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
