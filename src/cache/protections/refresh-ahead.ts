import { z } from 'zod/mini';
import { param } from '../param';
import { defineProtection } from '../protection';

/**
 * The first who asks for a value after a share of its life starts its renewal, and gets the present value without
 * waiting (the eager refresh of FusionCache; `refreshAfterWrite` of Caffeine). What is asked for never expires under
 * load; what is not asked for is left to die.
 */
export const refreshAhead = defineProtection({
  name: 'refreshAhead',
  label: 'Refresh ahead',
  summary: 'A value asked for late in its life is renewed before it dies, while the present one is served.',
  params: z.object({
    at: param(z.number().check(z.gt(0), z.lt(1)), 0.8, 'Share of its life after which it is renewed.'),
  }),
});

/** Whether so much of the life from `bornAt` to `deadline` has passed. */
export const isLate = (at: number, bornAt: number, deadline: number, now: number): boolean =>
  deadline !== Infinity && now - bornAt >= at * (deadline - bornAt);
