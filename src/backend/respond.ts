import { delay, HttpResponse } from 'msw';
import { z } from 'zod/mini';
import type { Random } from '../base/random';
import { failed, type Reply } from '../base/result';
import type { VirtualMs } from '../base/units';
import type { ApiAnswer, ApiRequest, Engine, Intervention, NoAnswer } from '../engine/contract/engine';
import { headersOf, latencyHeader } from './headers';
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
  const { lost, networkMs } = await travel(parts);
  if (lost) return lost;
  if (!ask) return problemResponse({ kind: 'bad-request', what: 'An id is a whole number from 0.' });
  const by = requestedBy.parse(request.headers.get('X-Requested-By'));
  const reply = await answered(parts.engine.request(ask, by));
  return reply.ok ? found(request, reply.value, networkMs) : problemResponse(reply.problem, networkMs);
}

/** The same for a change: 202, since the caches may not know of it yet. */
export async function answerChange(
  parts: BackendParts,
  intervention: Intervention | undefined,
): Promise<Response> {
  const { lost } = await travel(parts);
  if (lost) return lost;
  if (!intervention)
    return problemResponse({ kind: 'bad-request', what: 'The body is not what this resource takes.' });
  const reply = await answered(parts.engine.apply(intervention));
  return reply.ok ? HttpResponse.json({ at: reply.value }, { status: 202 }) : problemResponse(reply.problem);
}

export function problemResponse(problem: NoAnswer, networkMs: VirtualMs = 0): Response {
  const { tookMs = 0, ...said } = problem;
  return HttpResponse.json(
    { problem: said },
    {
      status: STATUS[problem.kind] ?? 400,
      headers: { 'Content-Type': 'application/problem+json', ...latencyHeader(networkMs + tookMs) },
    },
  );
}

/** An engine that died on the way is a service that does not answer, as it would be anywhere. */
const answered = <T>(reply: Promise<T>): Promise<T | Reply<never>> =>
  reply.catch((error: unknown) =>
    failed('no-answer', error instanceof Error ? error.message : String(error)),
  );

/** Lets the network have its way with a request. `lost`: what comes back instead of an answer. */
async function travel({
  weather,
  random,
}: BackendParts): Promise<{ readonly lost?: Response; readonly networkMs: VirtualMs }> {
  const { kind, afterMs, virtualMs: networkMs } = passage(weather(), random);
  if (kind === 'offline') return { lost: HttpResponse.error(), networkMs };
  if (afterMs >= 1) await delay(afterMs);
  if (kind === 'through') return { networkMs };
  const what = 'The network fault that is set answered with 503.';
  return { lost: problemResponse({ kind: 'overloaded', what }, networkMs), networkMs };
}

function found(request: Request, answer: ApiAnswer, networkMs: VirtualMs): Response {
  const headers = { ...headersOf(answer), ...latencyHeader(networkMs + answer.timing.totalMs) };
  if (request.headers.get('If-None-Match') === headers.ETag)
    return new HttpResponse(null, { status: 304, headers });
  return HttpResponse.json(answer.body, { headers });
}
