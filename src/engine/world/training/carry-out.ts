import type { ModelDefinition, Training } from '../../../recommender/contract';
import type { TrainingTask } from './trainer';

/**
 * Does a task in slices with one of the models that are at hand. Throws when it is none of them, for columns that do not
 * hold together, and for an update that the model cannot take in.
 */
export function* carryOut(task: TrainingTask, models: readonly ModelDefinition[]): Training {
  const definition = modelNamed(task.kind === 'train' ? task.model : task.columns.model, models);
  if (task.kind === 'train') return yield* definition.train(task.interactions);
  yield 0;
  const model = definition.fromColumns(task.columns);
  if (!model.updated) throw new Error(`A model of ${model.name} takes in purchases by a retrain only`);
  return model.updated(task.since);
}

export function modelNamed(name: string, models: readonly ModelDefinition[]): ModelDefinition {
  const found = models.find((model) => model.name === name);
  if (!found) throw new Error(`There is no model named ${name} here`);
  return found;
}
