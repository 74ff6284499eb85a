import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Random } from '../base/random';
import { failed, ok } from '../base/result';
import type { ApiAnswer, ApiRequest, Intervention, RequestedBy } from '../engine/contract/engine';
import { handlers } from './handlers';
import type { NetworkConditions } from './network';

const ROOT = 'http://shop.test/api/';
const undisturbed: NetworkConditions = { latencyMs: 0, jitterMs: 0, errorShare: 0, offline: false, speed: 1 };
let network = undisturbed;
let run: number | undefined = 1;
const asked: [ApiRequest, RequestedBy][] = [];
const applied: Intervention[] = [];

const answer: ApiAnswer = {
  body: {
    kind: 'product',
    product: { id: 7, name: 'Lantern', category: 'Garden', priceCents: 250, stock: 3 },
  },
  etag: 'abcd0123',
  versions: [7, 2, 900, 0],
  outcome: 'miss',
  reason: 'cold',
  at: 12_345.678,
  ageMs: 4_200,
  freshForMs: 55_800,
  timing: { totalMs: 12.5, queueMs: 1, computeMs: 7.5, storeMs: 4, queries: 2 },
};
const server = setupServer(
  ...handlers(
    {
      random: new Random(1),
      network: () => network,
      run: () => run,
      engine: {
        request: async (ask, by) => {
          asked.push([ask, by]);
          if ('product' in ask && ask.product === 503) throw new Error('The engine has failed.');
          if ('product' in ask && ask.product === 429)
            return { ok: false, problem: { kind: 'overloaded', what: 'The queue is full.', tookMs: 300 } };
          return 'product' in ask && ask.product === 404
            ? failed('not-found', 'There is no such page.')
            : ok(answer);
        },
        apply: async (what) => {
          applied.push(what);
          return ok(77);
        },
      },
    },
    ROOT,
  ),
);
beforeAll(() => server.listen());
afterEach(() => {
  network = undisturbed;
  run = 1;
  asked.length = 0;
  applied.length = 0;
});
afterAll(() => server.close());

test('each resource requests its page from the engine, with the requester', async () => {
  await fetch(`${ROOT}shoppers/3/recommendations`);
  await fetch(`${ROOT}products/7`, { headers: { 'X-Requested-By': 'autopilot' } });
  await fetch(`${ROOT}products/7/similar`);
  await fetch(`${ROOT}categories/2?shopper=5`);
  expect(asked).toEqual([
    [{ kind: 'recommendations', shopper: 3 }, 'hand'],
    [{ kind: 'product', product: 7 }, 'autopilot'],
    [{ kind: 'similar', product: 7 }, 'hand'],
    [{ kind: 'category', category: 2, shopper: 5 }, 'hand'],
  ]);
});

test('an answer has the headers of a real service, or is a 304 if the browser has it', async () => {
  const first = await fetch(`${ROOT}products/7`);
  expect(await first.json()).toEqual(answer.body);
  const header = (name: string) => first.headers.get(name);
  expect(header('Age')).toBe('4');
  expect(header('Cache-Control')).toBe('private, max-age=59');
  expect(header('X-Cache')).toBe('MISS; cold');
  expect(header('Server-Timing')).toBe(
    'queue;dur=1.00, compute;dur=7.50, store;dur=4.00, total;dur=12.50, queries;desc="2"',
  );
  expect(header('X-Fact-Versions')).toBe('7,2,900,0');
  const second = await fetch(`${ROOT}products/7`, { headers: { 'If-None-Match': header('ETag') ?? '' } });
  expect(second.status).toBe(304);
  expect(await second.text()).toBe('');
  expect(second.headers.get('X-Fact-Versions')).toBe('7,2,900,0');
});

test('an engine that fails during a request is a service that does not answer', async () => {
  const response = await fetch(`${ROOT}products/503`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ problem: { kind: 'no-answer', what: 'The engine has failed.' } });
});

test('changes become interventions; an invalid change is refused with its reason', async () => {
  const send = (method: string, path: string, body?: unknown) =>
    fetch(ROOT + path, { method, body: typeof body === 'string' ? body : JSON.stringify(body) });
  expect((await send('PATCH', 'products/7', { priceCents: 999 })).status).toBe(202);
  expect((await send('PUT', 'shoppers/3/profile', { likes: [1], thrift: 0.5 })).status).toBe(202);
  expect((await send('POST', 'model/retrain')).status).toBe(202);
  expect(applied).toEqual([
    { kind: 'setPrice', product: 7, cents: 999 },
    { kind: 'setProfile', shopper: 3, likes: [1], thrift: 0.5 },
    { kind: 'retrain' },
  ]);
  for (const [method, path, body] of [
    ['PATCH', 'products/7', { priceCents: -1 }],
    ['PATCH', 'products/x', { priceCents: 5 }],
    ['PATCH', 'products/7', 'no json'],
    ['PUT', 'shoppers/3/profile', { likes: 'all' }],
  ] as const) {
    const refused = await send(method, path, body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ problem: { kind: 'bad-request' } });
  }
  expect(applied).toHaveLength(3);
});

test('invalid ids are 400, unknown pages 404', async () => {
  expect((await fetch(`${ROOT}products/seven`)).status).toBe(400);
  expect((await fetch(`${ROOT}categories/2`)).status).toBe(400);
  expect((await fetch(`${ROOT}products/404`)).status).toBe(404);
});

test('each answer states its latency in the model, which does not depend on the speed', async () => {
  const latency = async (path: string) => Number((await fetch(ROOT + path)).headers.get('X-Virtual-Latency'));
  for (const speed of [0.5, 1, 5, 60]) {
    network = { ...undisturbed, latencyMs: 40, speed };
    // 40 ms in the network, 12.5 ms in the service.
    expect(await latency('products/7')).toBe(52.5);
    network = { ...undisturbed, latencyMs: 40, errorShare: 1, speed };
    expect(await latency('products/7')).toBe(40);
  }
  network = { ...undisturbed, latencyMs: 10, jitterMs: 20 };
  const drawn = await Promise.all(Array.from({ length: 20 }, () => latency('products/7')));
  expect(Math.min(...drawn)).toBeGreaterThan(22.5);
  expect(Math.max(...drawn)).toBeLessThan(42.5);
  expect(new Set(drawn).size).toBeGreaterThan(10);
});

test('a failed answer states its latency too', async () => {
  network = { ...undisturbed, latencyMs: 40 };
  const response = await fetch(`${ROOT}products/429`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ problem: { kind: 'overloaded', what: 'The queue is full.' } });
  expect(Number(response.headers.get('X-Virtual-Latency'))).toBe(340);
});

test('network faults: 503 at the configured share, no response when offline', async () => {
  network = { ...undisturbed, errorShare: 1 };
  expect((await fetch(`${ROOT}products/7`)).status).toBe(503);
  network = { ...undisturbed, offline: true };
  await expect(fetch(`${ROOT}products/7`)).rejects.toThrow();
  expect(asked).toEqual([]);
});

test.each([2, undefined])(
  'what is on its way while another run is opened is no step of that run: run %s',
  async (next) => {
    network = { ...undisturbed, latencyMs: 40 };
    const read = fetch(`${ROOT}products/7`, { headers: { 'X-Requested-By': 'hand' } });
    const change = fetch(`${ROOT}products/7`, { method: 'PATCH', body: JSON.stringify({ priceCents: 100 }) });
    setTimeout(() => {
      run = next;
    }, 10);
    expect((await read).status).toBe(200);
    expect(asked).toEqual([[{ kind: 'product', product: 7 }, 'autopilot']]);
    expect((await change).status).toBe(503);
    expect(await (await change).text()).toContain('Another run was opened');
    expect(applied).toEqual([]);
  },
);
