import { z } from 'zod/mini';
import { log } from '../../base/elementary/log';
import type { Random } from '../../base/random';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * XFetch: each who asks throws a die whether to take the value for dead a little early, with odds that rise towards
 * its deadline and with the cost of its making. So one renews it, without locks, and near the time when it pays.
 * Vattani, Chierichetti and Lowenstein, VLDB 2015, figure 3. `beta` above 1 renews earlier, below 1 later.
 */
export const earlyExpiry = defineProtection({
  name: 'earlyExpiry',
  label: 'Early expiry (XFetch)',
  summary: 'Each request throws a die whether to renew a value shortly before it dies; costly ones earlier.',
  params: z.object({
    beta: param(z.number().check(z.positive(), z.lte(100)), 1, 'Eagerness: above 1 earlier, below 1 later.'),
  }),
});

/** @param costMs what it took to make the value (delta in the paper). */
export const expiresEarly = (
  beta: number,
  costMs: number,
  deadline: number,
  now: number,
  random: Random,
): boolean => deadline !== Infinity && now - costMs * beta * log(1 - random.next()) >= deadline;
