import { z } from 'zod/mini';
import { log } from '../../base/elementary/log';
import type { Random } from '../../base/random';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * XFetch: each request decides at random whether to treat a value as expired early. The odds rise towards the deadline
 * and with the cost of the computation. So one request renews the value shortly before it expires, without locks.
 * Vattani, Chierichetti and Lowenstein, VLDB 2015, figure 3. `beta` above 1 renews earlier, below 1 later.
 */
export const earlyExpiry = defineProtection({
  name: 'earlyExpiry',
  label: 'Early expiry (XFetch)',
  summary: 'Requests renew a value at random shortly before it expires; costly values earlier.',
  params: z.object({
    beta: param(z.number().check(z.positive(), z.lte(100)), 1, 'Eagerness: above 1 earlier, below 1 later.'),
  }),
});

/** @param costMs time that the computation of the value took (delta in the paper). */
export const expiresEarly = (
  beta: number,
  costMs: number,
  deadline: number,
  now: number,
  random: Random,
): boolean => deadline !== Infinity && now - costMs * beta * log(1 - random.next()) >= deadline;
