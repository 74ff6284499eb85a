import type { TraceHop, TraceLine, TraceStep } from '../../../../engine/contract/engine';
import { outcomeLooks } from '../../../../ui/outcomes';

export const askerWords: Readonly<Record<TraceLine['asker'], string>> = {
  shopper: 'a shopper',
  person: 'you, in the shop',
  refresh: 'a background refresh',
};

interface StepWords {
  readonly label: (hop: TraceHop) => string;
  /** Of its bar; a lookup and an answer have the colour of their outcome. */
  readonly colour: string;
}

/** What each step of a request is called, and how its bar looks. */
export const stepWords: Readonly<Record<TraceStep, StepWords>> = {
  lookup: { label: ({ cache, key }) => `${cache}: ${key}`, colour: 'var(--quiet)' },
  parts: { label: () => 'waits for its inputs', colour: 'var(--edge)' },
  queue: { label: () => 'waits for a core', colour: 'var(--outcome-evicted)' },
  queries: { label: () => 'queries the database', colour: 'var(--outcome-change)' },
  computing: { label: () => 'computes', colour: 'var(--accent)' },
  pause: { label: () => 'waits before another attempt', colour: 'var(--edge)' },
  answer: { label: () => 'answers', colour: 'var(--quiet)' },
};

export const colourOf = ({ step, outcome }: TraceHop): string =>
  (outcome ? outcomeLooks[outcome] : stepWords[step]).colour;
