import { z } from 'zod/mini';
import type { ApiBody, ApiRequest, RequestedBy } from '../backend/api';
import type { VirtualMs } from '../base/units';

/** What the query cache holds of an answer: the content to show, and what is needed to check it later. */
export interface HeldAnswer<B extends ApiBody = ApiBody> {
  readonly body: B;
  readonly request: ApiRequest;
  readonly etag: string;
  /** Facts and versions, alternating. */
  readonly versions: readonly number[];
  /** The service's own cache outcome. */
  readonly xCache: string;
  readonly ageSeconds: number;
  /** Virtual time from the request to this answer in the model; undefined if the service does not state it. */
  readonly latencyMs?: VirtualMs | undefined;
}

/** Thrown when the shop responds without an answer. */
export class ShopError extends Error {
  override name = 'ShopError';
  constructor(
    readonly status: number,
    what: string,
    /** As for an answer. */
    readonly latencyMs?: VirtualMs,
  ) {
    super(what);
  }
}

const product = { id: z.int(), name: z.string(), category: z.string(), priceCents: z.int(), stock: z.int() };
const because = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['bought', 'alike']), product: z.int(), name: z.string() }),
  z.object({ kind: z.literal('again'), everyDays: z.number() }),
  z.object({ kind: z.enum(['category', 'popular']), category: z.int(), name: z.string() }),
  z.object({ kind: z.enum(['before', 'bestseller']) }),
  z.object({ kind: z.literal('price'), usualCents: z.int() }),
]);
const items = z.array(z.object({ ...product, score: z.number(), because: z.optional(because) }));
const bodySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recommendations'),
    shopper: z.object({ id: z.int(), name: z.string(), likes: z.array(z.string()) }),
    items,
  }),
  z.object({ kind: z.literal('product'), product: z.object(product) }),
  z.object({ kind: z.literal('similar'), product: z.int(), items }),
  z.object({ kind: z.literal('category'), category: z.object({ id: z.int(), name: z.string() }), items }),
]);
const versionsSchema = z.pipe(
  z.string(),
  z.transform((text) => (text === '' ? [] : text.split(',').map(Number))),
);
const problemSchema = z.object({ problem: z.object({ what: z.string() }) });

/** Returns the path of a resource below the API's root. */
export function pathOf(request: ApiRequest): string {
  switch (request.kind) {
    case 'recommendations':
      return `shoppers/${request.shopper}/recommendations`;
    case 'product':
      return `products/${request.product}`;
    case 'similar':
      return `products/${request.product}/similar`;
    case 'category':
      return `categories/${request.category}?shopper=${request.shopper}`;
  }
}

/**
 * Requests an answer from the shop. With `held`, requests it only if it has changed: after a 304, returns the held body
 * with the new headers. Throws `ShopError` for anything but an answer, including an HTML page.
 */
export async function fetchAnswer(
  root: string,
  request: ApiRequest,
  by: RequestedBy,
  { signal, held }: { signal?: AbortSignal; held?: HeldAnswer } = {},
): Promise<HeldAnswer> {
  const response = await fetch(root + pathOf(request), {
    signal,
    headers: { 'X-Requested-By': by, ...(held && { 'If-None-Match': `"${held.etag}"` }) },
  });
  const about = {
    request,
    etag: (response.headers.get('ETag') ?? '').replaceAll('"', ''),
    versions: versionsSchema.parse(response.headers.get('X-Fact-Versions') ?? ''),
    xCache: response.headers.get('X-Cache') ?? '',
    ageSeconds: Number(response.headers.get('Age') ?? 0),
    latencyMs: latencyOf(response),
  };
  if (response.status === 304 && held) return { ...about, body: held.body };
  await refuseOthers(response);
  const body = bodySchema.parse(await response.json());
  if (body.kind !== request.kind)
    throw new ShopError(response.status, `Requested ${request.kind}, received ${body.kind}`);
  return { ...about, body };
}

/** Sends a change: a price, a profile, a retraining. */
export async function sendChange(
  root: string,
  method: 'PATCH' | 'PUT' | 'POST',
  path: string,
  body?: unknown,
): Promise<void> {
  const response = await fetch(root + path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'hand' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  await refuseOthers(response);
}

async function refuseOthers(response: Response): Promise<void> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.includes('json'))
    throw new ShopError(
      response.status,
      'The server answered with a page instead of data: the mocked backend is not running. Reload the page.',
    );
  if (response.ok) return;
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined));
  throw new ShopError(
    response.status,
    parsed.success ? parsed.data.problem.what : `The shop answered with ${response.status}.`,
    latencyOf(response),
  );
}

function latencyOf({ headers }: Response): VirtualMs | undefined {
  const text = headers.get('X-Virtual-Latency');
  const ms = Number(text);
  return text !== null && Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

/** Returns whether data in the query cache is an answer of the shop: tests and tools may set anything else. */
export const isHeldAnswer = (data: unknown): data is HeldAnswer =>
  typeof data === 'object' &&
  data !== null &&
  'etag' in data &&
  typeof data.etag === 'string' &&
  'request' in data &&
  'versions' in data &&
  Array.isArray(data.versions);
