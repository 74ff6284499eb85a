import { http } from 'msw';
import { answerChange, type BackendParts } from '../respond';

/** Training the model anew. It takes a while of virtual time; similarities change when it is done. */
export const model = (parts: BackendParts, root: string) => [
  http.post(`${root}model/retrain`, () => answerChange(parts, { kind: 'retrain' })),
];
