import { strategies } from '../invalidation';
import { choice, duration, number } from '../setting-kinds';

/** What a change of a fact does to the memo caches, and how it comes to be known there. */
export const invalidation = {
  invalidation: choice({
    label: 'Invalidation',
    default: 'none',
    options: strategies.map(({ name, label, help }) => ({ value: name, label, help })),
    help: 'What a change of a fact does to the memo caches.',
  }),
  messageDelay: duration({
    label: 'Message delay',
    default: 0,
    min: 0,
    max: 600_000,
    help: 'Time from a change to its message’s arrival at the memo caches. With 0 they know it in the same moment.',
  }),
  messageLoss: number({
    label: 'Message loss',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    help: 'Share of the messages about changes that never arrive at the memo caches.',
  }),
} as const;
