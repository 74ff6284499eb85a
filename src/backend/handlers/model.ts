import { http } from 'msw';
import { answerChange, type BackendParts } from '../respond';

/** Retraining of the model. It takes some virtual time; similarities change when it completes. */
export const model = (parts: BackendParts, root: string) => [
  http.post(`${root}model/retrain`, () => answerChange(parts, { kind: 'retrain' })),
];
