import type { ComponentType } from 'react';

/** A study of one question, shown below the two columns, one at a time: one file, one entry in `index`. */
export interface Study {
  /** Also the name that tests use. */
  readonly id: string;
  readonly title: string;
  /** The question that the study answers. */
  readonly asks: string;
  readonly View: ComponentType;
}
