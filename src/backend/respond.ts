import { delay, HttpResponse } from 'msw';
import { z } from 'zod/mini';
import type { Random } from '../base/random';
import { failed, type Reply } from '../base/result';
import type { VirtualMs } from '../base/units';
import type { ApiAnswer, ApiRequest, Engine, Intervention, NoAnswer } from '../engine/contract/engine';
import { headersOf, latencyHeader } from './headers';
import { type NetworkConditions, transit } from './network';

/** The dependencies of the handlers. */
export interface BackendParts {
  readonly engine: Pick<Engine, 'request' | 'apply'>;
  readonly random: Random;
  network(): NetworkConditions;
  /** Identifies the run that is open; undefined while another one is being opened. */
  run(): number | undefined;
}

const STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  'bad-request': 400,
  overloaded: 503,
  'no-answer': 503,
};
const requestedBy = z.catch(z.enum(['hand', 'autopilot']), 'hand');
export const idSchema = z.coerce.number().check(z.multipleOf(1), z.gte(0), z.lte(2 ** 31 - 1));

/** Applies the network conditions, then answers a read: 200 with the body, or 304 if the browser already has it. */
export async function answerRead(
  parts: BackendParts,
  request: Request,
  ask: ApiRequest | undefined,
): Promise<Response> {
  const { lost, networkMs, late } = await throughNetwork(parts);
  if (lost) return lost;
  if (!ask) return problemResponse({ kind: 'bad-request', what: 'An id must be an integer of 0 or more.' });
  // By hand it would be a step of the run, and the run that is open now has no such step.
  const by = late ? 'autopilot' : requestedBy.parse(request.headers.get('X-Requested-By'));
  const reply = await settled(parts.engine.request(ask, by));
  return reply.ok ? found(request, reply.value, networkMs) : problemResponse(reply.problem, networkMs);
}

/** Applies the network conditions, then makes a change: 202, because the caches may not have the change yet. */
export async function answerChange(
  parts: BackendParts,
  intervention: Intervention | undefined,
): Promise<Response> {
  const { lost, late } = await throughNetwork(parts);
  if (lost) return lost;
  if (late)
    return problemResponse({
      kind: 'no-answer',
      what: 'Another run was opened while the change was on its way.',
    });
  if (!intervention)
    return problemResponse({ kind: 'bad-request', what: 'The body is not valid for this resource.' });
  const reply = await settled(parts.engine.apply(intervention));
  return reply.ok ? HttpResponse.json({ at: reply.value }, { status: 202 }) : problemResponse(reply.problem);
}

export function problemResponse(problem: NoAnswer, networkMs: VirtualMs = 0): Response {
  const { tookMs = 0, ...stated } = problem;
  return HttpResponse.json(
    { problem: stated },
    {
      status: STATUS[problem.kind] ?? 400,
      headers: { 'Content-Type': 'application/problem+json', ...latencyHeader(networkMs + tookMs) },
    },
  );
}

/** Turns a rejection by a failed engine into a Problem: like a service that does not answer. */
const settled = <T>(reply: Promise<T>): Promise<T | Reply<never>> =>
  reply.catch((error: unknown) =>
    failed('no-answer', error instanceof Error ? error.message : String(error)),
  );

/** What the network did to a request. */
interface Passage {
  /** The response that replaces an answer. */
  readonly lost?: Response;
  readonly networkMs: VirtualMs;
  /** Another run was opened while the request was on its way. */
  readonly late: boolean;
}

/** Applies the network conditions to a request. */
async function throughNetwork({ network, random, run }: BackendParts): Promise<Passage> {
  const { kind, afterMs, virtualMs: networkMs } = transit(network(), random);
  if (kind === 'offline') return { lost: HttpResponse.error(), networkMs, late: false };
  const sentIn = run();
  if (afterMs >= 1) await delay(afterMs);
  const late = run() !== sentIn;
  if (kind === 'through') return { networkMs, late };
  const what = 'The configured network fault answered with 503.';
  return { lost: problemResponse({ kind: 'overloaded', what }, networkMs), networkMs, late };
}

function found(request: Request, answer: ApiAnswer, networkMs: VirtualMs): Response {
  const headers = { ...headersOf(answer), ...latencyHeader(networkMs + answer.timing.totalMs) };
  if (request.headers.get('If-None-Match') === headers.ETag)
    return new HttpResponse(null, { status: 304, headers });
  return HttpResponse.json(answer.body, { headers });
}
