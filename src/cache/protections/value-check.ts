import { z } from 'zod/mini';
import { defineProtection } from '../protection';

/**
 * A value is looked at before it is handed out (the `checkValue` of cachified): one that does not pass, because it was
 * changed by who shares it or was made by an older version, leaves and is made anew. The check itself is code and
 * comes with the memoized function.
 */
export const valueCheck = defineProtection({
  name: 'valueCheck',
  label: 'Check on read',
  summary: 'A value that does not pass a check when it is read is thrown away and made anew.',
  params: z.object({}),
});
