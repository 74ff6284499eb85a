import type { ReactNode } from 'react';
import { type GlossaryId, glossary, type Meaning } from './glossary';
import classes from './help.module.css';
import { Tip } from './tip';

/** A term with its glossary explanation on hover, touch or focus. */
export function Help({ id, label }: { readonly id: GlossaryId; readonly label?: string }) {
  const meaning: Meaning = glossary[id];
  return <Explained title={label ?? meaning.title} says={meaning.says} formula={meaning.formula} />;
}

interface Explanation extends Omit<Meaning, 'says'> {
  /** Rendered only while shown. */
  readonly says: ReactNode;
}

/** The same for a text outside the glossary, such as the help of a control. */
export function Explained({ title, says, formula }: Explanation) {
  return (
    <Tip
      says={
        <>
          {says}
          {formula && <span className={classes.formula}>{formula}</span>}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation must be reachable from the keyboard */}
      <span className={classes.term} tabIndex={0}>
        {title}
      </span>
    </Tip>
  );
}
