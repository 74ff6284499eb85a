import { http } from 'msw';
import { z } from 'zod/mini';
import { centsSchema } from '../../engine/contract/value-schemas';
import { answerChange, answerRead, type BackendParts, idSchema } from '../respond';

const changeSchema = z.object({ priceCents: centsSchema });

/** A product, its similar products, and changes of its price. */
export const products = (parts: BackendParts, root: string) => [
  http.get(`${root}products/:id`, ({ request, params }) => {
    const id = idSchema.safeParse(params.id);
    return answerRead(parts, request, id.success ? { kind: 'product', product: id.data } : undefined);
  }),
  http.get(`${root}products/:id/similar`, ({ request, params }) => {
    const id = idSchema.safeParse(params.id);
    return answerRead(parts, request, id.success ? { kind: 'similar', product: id.data } : undefined);
  }),
  http.patch(`${root}products/:id`, async ({ request, params }) => {
    const id = idSchema.safeParse(params.id);
    const change = changeSchema.safeParse(await request.json().catch(() => undefined));
    return answerChange(
      parts,
      id.success && change.success
        ? { kind: 'setPrice', product: id.data, cents: change.data.priceCents }
        : undefined,
    );
  }),
];
