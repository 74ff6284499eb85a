import { number } from './kinds';

/** How closely the answers are checked. */
export const audit = {
  auditRate: number({
    label: 'Audit rate',
    unit: '%',
    default: 100,
    min: 0,
    max: 100,
    step: 1,
  }),
} as const;
