import { expect, test } from 'vitest';
import type { OfflineAudit } from '../../../../engine/contract/engine';
import { auditedSpan } from './audited-span';

const audit = (from: number, begins: OfflineAudit['begins']): OfflineAudit => ({
  notes: 0,
  from,
  to: 750_000,
  begins,
  caches: [],
  differing: 0,
});

test.each([
  [audit(0, 'run'), 'from 00:00:00.000 to 00:12:30.000, the whole run so far'],
  [
    audit(605_000, 'restore'),
    'from 00:10:05.000 to 00:12:30.000, the run since it was restored at 00:10:05.000; what came before is not in its recording',
  ],
  [
    audit(605_000, 'limit'),
    'from 00:10:05.000 to 00:12:30.000, the part of the run that is recorded; what came before 00:10:05.000 is no longer kept',
  ],
])('an audit says which part of the run it covers: %#', (one, text) => {
  expect(auditedSpan(one)).toBe(text);
});
