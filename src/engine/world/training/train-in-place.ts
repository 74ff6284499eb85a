import { ok } from '../../../base/result';
import type { ModelDefinition } from '../../../recommender/contract';
import { bm25 } from '../../../recommender/models/bm25';
import { cosine } from '../../../recommender/models/cosine';
import { trained } from '../../../recommender/trained';
import { carryOut } from './carry-out';
import type { Trainer } from './trainer';

/** Trains where it is called, in one go. */
export const trainInPlace = (models: readonly ModelDefinition[]): Trainer => ({
  start(task, { ended }) {
    ended(ok({ model: trained(carryOut(task, models)), measuredMs: 0 }));
    return () => {};
  },
});

/** Models that take a fraction of a second. */
export const quickModels: readonly ModelDefinition[] = [cosine, bm25];

/** Trains models that take a fraction of a second. It imports no others, so that their code is fetched only when needed. */
export const trainQuickly = trainInPlace(quickModels);
