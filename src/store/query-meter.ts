import type { QueryCount } from './facts';

/** How much one piece of work used one statement. */
export interface QueryUse {
  readonly statement: string;
  readonly calls: number;
  readonly rows: number;
  /** Measured on the wall clock. */
  readonly milliseconds: number;
}

const NOTHING: readonly QueryUse[] = [];

/** Measures the queries between `begin` and `used`, by statement. One meter serves one piece of work at a time. */
export class QueryMeter {
  readonly #before: { calls: number; rows: number; milliseconds: number }[];

  constructor(private readonly counts: readonly QueryCount[]) {
    this.#before = counts.map(({ calls, rows, milliseconds }) => ({ calls, rows, milliseconds }));
  }

  begin(): void {
    this.#before.forEach((before, i) => {
      const now = this.counts[i] as QueryCount;
      before.calls = now.calls;
      before.rows = now.rows;
      before.milliseconds = now.milliseconds;
    });
  }

  used(): readonly QueryUse[] {
    let uses: QueryUse[] | undefined;
    for (let i = 0; i < this.counts.length; i++) {
      const now = this.counts[i] as QueryCount;
      const before = this.#before[i] as QueryCount;
      if (now.calls === before.calls) continue;
      uses ??= [];
      uses.push({
        statement: now.statement,
        calls: now.calls - before.calls,
        rows: now.rows - before.rows,
        milliseconds: now.milliseconds - before.milliseconds,
      });
    }
    return uses ?? NOTHING;
  }
}
