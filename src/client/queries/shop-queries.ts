import { queryOptions } from '@tanstack/react-query';
import type { ApiBody, ApiRequest, RequestedBy } from '../../backend/api';
import { fetchAnswer, type HeldAnswer } from '../held-answer';

type BodyOf<K extends ApiBody['kind']> = Extract<ApiBody, { kind: K }>;

/** Where the shop is, and who acts in it. */
export interface ShopDoor {
  readonly root: string;
  readonly by: RequestedBy;
  /** Nothing is asked, what was answered stays: the shop is being exchanged, or its engine has died. */
  readonly held: boolean;
}

/** The first word of every key of the shop's queries. */
export const SHOP = 'shop';
export const keyOf = (request: ApiRequest) => [SHOP, request.kind, request] as const;

/** One query a resource: the key is made of all that the answer depends on, and of nothing else. */
function resource<K extends ApiBody['kind']>(door: ShopDoor, request: ApiRequest & { kind: K }) {
  return queryOptions({
    queryKey: keyOf(request),
    enabled: !door.held,
    queryFn: async ({ client, queryKey, signal }) => {
      const held = client.getQueryData<HeldAnswer>(queryKey);
      return (await fetchAnswer(door.root, request, door.by, { signal, held })) as HeldAnswer<BodyOf<K>>;
    },
  });
}

export const recommendations = (door: ShopDoor, shopper: number) =>
  resource(door, { kind: 'recommendations', shopper });
export const product = (door: ShopDoor, id: number) => resource(door, { kind: 'product', product: id });
export const similar = (door: ShopDoor, id: number) => resource(door, { kind: 'similar', product: id });
export const category = (door: ShopDoor, id: number, shopper: number) =>
  resource(door, { kind: 'category', category: id, shopper });
