import type { Saved } from '../../../base/saved';
import type { VirtualMs } from '../../../base/units';
import type { MemoCacheName } from '../../contract/engine';

/** A rule that was broken is called failing for so long after, virtual: it takes that long to see that it holds again. */
const RECENT_MS = 60_000;
/** Violations that are kept to be looked at. */
const KEPT = 6;

/** What broke a rule: in words, and the entry that it concerns. */
export interface ViolationNote {
  readonly at: VirtualMs;
  readonly what: string;
  readonly entry?: { readonly cache: MemoCacheName; readonly key: number } | undefined;
}

/** What a probe has seen since the start of the run. */
export class Book implements Saved<ReturnType<Book['save']>> {
  checks = 0;
  violations = 0;
  /** Newest first. */
  last: readonly ViolationNote[] = [];

  constructor(private readonly now: () => VirtualMs) {}

  save() {
    return { checks: this.checks, violations: this.violations, last: this.last };
  }

  restore({ checks, violations, last }: ReturnType<Book['save']>): void {
    this.checks = checks;
    this.violations = violations;
    this.last = last;
  }

  /**
   * Whether the rule was broken a short while ago. `but`: what is broken for as long as it is there, and no longer, so
   * that the probe looks for it itself.
   */
  failing(but?: string): boolean {
    const newest = this.last.find(({ what }) => what !== but);
    return newest !== undefined && this.now() - newest.at < RECENT_MS;
  }

  /** `holds`, or it was broken: then `what` says how. */
  check(holds: boolean, what: () => string, entry?: ViolationNote['entry']): void {
    this.checks++;
    if (holds) return;
    this.violations++;
    this.last = [{ at: this.now(), what: what(), entry }, ...this.last].slice(0, KEPT);
  }
}
