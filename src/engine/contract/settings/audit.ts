import { number } from './kinds';

/** How closely the answers are checked. Checking changes no figure but its own findings. */
export const audit = {
  auditRate: number({
    label: 'Audit rate',
    unit: '%',
    default: 100,
    min: 0,
    max: 100,
    step: 1,
  }),
  freshAuditRate: number({
    label: 'Audit of fresh hits',
    unit: '%',
    default: 1,
    min: 0,
    max: 100,
    step: 1,
  }),
} as const;
