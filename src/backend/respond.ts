import { delay, HttpResponse } from 'msw';
import { z } from 'zod/mini';
import type { Random } from '../base/random';
import { failed, type Problem, type Reply } from '../base/result';
import type { ApiAnswer, ApiRequest, Engine, Intervention } from '../engine/contract/engine';
import { headersOf } from './headers';
import { passage, type Weather } from './weather';

/** What handlers work with. */
export interface BackendParts {
  readonly engine: Pick<Engine, 'request' | 'apply'>;
  readonly random: Random;
  weather(): Weather;
}

const STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  'bad-request': 400,
  overloaded: 503,
  'no-answer': 503,
};
const requestedBy = z.catch(z.enum(['hand', 'autopilot']), 'hand');
export const idSchema = z.coerce.number().check(z.multipleOf(1), z.gte(0), z.lte(2 ** 31 - 1));

/** Lets the network have its way, then answers a read: 200 with the body, or 304 when the browser has it already. */
export async function answerRead(
  parts: BackendParts,
  request: Request,
  ask: ApiRequest | undefined,
): Promise<Response> {
  const lost = await travel(parts);
  if (lost) return lost;
  if (!ask) return problemResponse({ kind: 'bad-request', what: 'An id is a whole number from 0.' });
  const by = requestedBy.parse(request.headers.get('X-Requested-By'));
  const reply = await answered(parts.engine.request(ask, by));
  return reply.ok ? found(request, reply.value) : problemResponse(reply.problem);
}

/** The same for a change: 202, since the caches may not know of it yet. */
export async function answerChange(
  parts: BackendParts,
  intervention: Intervention | undefined,
): Promise<Response> {
  const lost = await travel(parts);
  if (lost) return lost;
  if (!intervention)
    return problemResponse({ kind: 'bad-request', what: 'The body is not what this resource takes.' });
  const reply = await answered(parts.engine.apply(intervention));
  return reply.ok ? HttpResponse.json({ at: reply.value }, { status: 202 }) : problemResponse(reply.problem);
}

export function problemResponse(problem: Problem): Response {
  return HttpResponse.json(
    { problem },
    { status: STATUS[problem.kind] ?? 400, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

/** An engine that died on the way is a service that does not answer, as it would be anywhere. */
const answered = <T>(reply: Promise<Reply<T>>): Promise<Reply<T>> =>
  reply.catch((error: unknown) =>
    failed('no-answer', error instanceof Error ? error.message : String(error)),
  );

async function travel({ weather, random }: BackendParts): Promise<Response | undefined> {
  const { kind, afterMs } = passage(weather(), random);
  if (kind === 'offline') return HttpResponse.error();
  if (afterMs >= 1) await delay(afterMs);
  return kind === 'error'
    ? problemResponse({ kind: 'overloaded', what: 'The network fault that is set answered with 503.' })
    : undefined;
}

function found(request: Request, answer: ApiAnswer): Response {
  const headers = headersOf(answer);
  if (request.headers.get('If-None-Match') === headers.ETag)
    return new HttpResponse(null, { status: 304, headers });
  return HttpResponse.json(answer.body, { headers });
}
