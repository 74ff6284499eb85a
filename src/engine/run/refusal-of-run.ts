import { failed, type Reply } from '../../base/result';
import type { RunSpec } from '../contract/engine';
import { refusalOfValue } from '../contract/refusals';
import { LARGEST_SEED, seedSchema } from '../contract/run-schema';
import { settingIds } from '../contract/settings';
import { momentSchema } from '../contract/value-schemas';

/**
 * Says why a run cannot be opened as it is written; undefined when it can. Checked before anything of the present run
 * is given up. Steps are left to the run, which counts those that it refuses.
 */
export function refusalOfRun({ seed, settings: values, interventions }: RunSpec): Reply<never> | undefined {
  if (!seedSchema.safeParse(seed).success)
    return failed('bad-run', `The seed cannot be ${seed}: use a whole number from 0 to ${LARGEST_SEED}.`);
  for (const id of settingIds) {
    const refusal = refusalOfValue(id, values[id]);
    if (refusal) return refusal;
  }
  const early = interventions.find(({ at }) => !momentSchema.safeParse(at).success);
  return early && failed('bad-run', `A step of the run cannot be at ${early.at} ms.`);
}
