import type { ComponentType } from 'react';

/** A closer look at one question, one at a time, below the two columns: one file, one entry in `index`. */
export interface Study {
  /** Also its name in tests. */
  readonly id: string;
  readonly title: string;
  /** The question that it answers. */
  readonly asks: string;
  readonly View: ComponentType;
}
