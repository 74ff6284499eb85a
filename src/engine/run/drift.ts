import { failed, ok, type Reply } from '../../base/result';
import type { Model } from '../../recommender/contract';
import { traitsOf } from '../../recommender/models/traits';
import type { ModelDrift } from '../contract/engine';
import { trainQuickly } from '../world/training/train-in-place';
import type { Trained, Trainer, TrainingTask } from '../world/training/trainer';
import type { Run } from './run';

/** Similar products that are compared of each product. */
const LIST = 10;
/** Products between two pauses. */
const PRODUCTS_A_SLICE = 50;

export interface DriftWatch {
  readonly signal: AbortSignal;
  /** Share of the training that is done, 0 to 1. */
  onProgress(share: number): void;
  /** Lets others have their turn. */
  pause(): Promise<void>;
}

/**
 * Compares the serving model with one of its kind that is trained on everything bought by now. Beside the run and off
 * the books: it takes no core, no query and no virtual time.
 */
export async function measureDrift(
  run: Run,
  trainer: Trainer,
  watch: DriftWatch,
): Promise<Reply<ModelDrift>> {
  const { store, models } = run;
  const { served, version, purchasesSince } = models;
  const at = run.clock.now;
  const { label, dense, name } = traitsOf(served.model.name);
  const interactions = store.offTheBooks().interactions();
  const full = await trainedBy(
    dense ? trainer : trainQuickly,
    { kind: 'train', model: name, interactions },
    watch,
  );
  if (!full.ok) return full;
  const { products } = store.size;
  const differences = new Float64Array(products);
  for (let product = 0; product < products; product++) {
    differences[product] = differenceOf(served.model, full.value.model, product);
    if (product % PRODUCTS_A_SLICE !== 0) continue;
    await watch.pause();
    if (watch.signal.aborted) return cancelled();
  }
  return ok({
    at,
    label,
    version,
    purchasesSince,
    products,
    meanDifference: differences.reduce((sum, one) => sum + one, 0) / Math.max(1, products),
    maxDifference: Math.max(0, ...differences),
    unchanged: differences.filter((one) => one === 0).length,
  });
}

const cancelled = () => failed('cancelled', 'The measurement was cancelled.');

function trainedBy(trainer: Trainer, task: TrainingTask, watch: DriftWatch): Promise<Reply<Trained>> {
  return new Promise((resolve) => {
    const stop = trainer.start(task, { progressed: (share) => watch.onProgress(share), ended: resolve });
    watch.signal.addEventListener('abort', () => {
      stop();
      resolve(cancelled());
    });
  });
}

/** Share of the longer list that the other one does not hold; 0 for two empty ones. */
export function differenceOf(a: Model, b: Model, product: number): number {
  const [mine, theirs] = [a, b].map((model) => new Set(model.similar(product, LIST).value.ids)) as [
    Set<number>,
    Set<number>,
  ];
  const longer = Math.max(mine.size, theirs.size);
  const common = [...mine].filter((id) => theirs.has(id)).length;
  return longer === 0 ? 0 : 1 - common / longer;
}
