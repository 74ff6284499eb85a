import { optionsOf, strategyWords } from '../words';
import { choice, duration, number } from './kinds';

/** What a change of a fact does to the memo caches, and how it comes to be known there. */
export const invalidation = {
  invalidation: choice({
    label: 'Invalidation',
    default: 'none',
    options: optionsOf(strategyWords),
  }),
  messageDelay: duration({
    label: 'Message delay',
    default: 0,
    min: 0,
    max: 600_000,
  }),
  messageLoss: number({
    label: 'Message loss',
    unit: '%',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
  }),
} as const;
