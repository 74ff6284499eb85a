import { queryOptions } from '@tanstack/react-query';
import type { ApiBody, ApiRequest, RequestedBy } from '../../backend/api';
import { fetchAnswer, type HeldAnswer } from '../held-answer';

type BodyOf<K extends ApiBody['kind']> = Extract<ApiBody, { kind: K }>;

/** Where the shop is, and the requester. */
export interface ShopAccess {
  readonly root: string;
  readonly by: RequestedBy;
  /** True while the shop is being replaced or its engine has failed: no requests are made, and answers stay. */
  readonly held: boolean;
}

/** First element of every query key of the shop. */
export const SHOP = 'shop';
export const keyOf = (request: ApiRequest) => [SHOP, request.kind, request] as const;

/**
 * Returns the query options of a resource. The key consists of everything that the answer depends on, and of nothing
 * else.
 */
function resource<K extends ApiBody['kind']>(access: ShopAccess, request: ApiRequest & { kind: K }) {
  return queryOptions({
    queryKey: keyOf(request),
    enabled: !access.held,
    queryFn: async ({ client, queryKey, signal }) => {
      const held = client.getQueryData<HeldAnswer>(queryKey);
      return (await fetchAnswer(access.root, request, access.by, { signal, held })) as HeldAnswer<BodyOf<K>>;
    },
  });
}

export const recommendations = (access: ShopAccess, shopper: number) =>
  resource(access, { kind: 'recommendations', shopper });
export const product = (access: ShopAccess, id: number) => resource(access, { kind: 'product', product: id });
export const similar = (access: ShopAccess, id: number) => resource(access, { kind: 'similar', product: id });
export const category = (access: ShopAccess, id: number, shopper: number) =>
  resource(access, { kind: 'category', category: id, shopper });
