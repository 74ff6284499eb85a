import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ApiBody, Claim, Judgement } from '../backend/api';
import { type HeldAnswer, sendChange } from './held-answer';
import { category, product, recommendations, SHOP, type ShopDoor, similar } from './queries/shop-queries';

/** How the shop's components reach the shop. */
export interface ShopConnection {
  readonly root: string;
  /** Checks held answers against the store as it is now. */
  judge(claims: readonly Claim[]): Promise<readonly Judgement[]>;
  /** Says that the run was changed by hand. */
  onRunChanged(): void;
}

interface ShopInUse extends Pick<ShopDoor, 'by' | 'held'> {
  readonly connection: ShopConnection;
}

const ShopContext = createContext<ShopInUse | undefined>(undefined);
export const ShopProvider = ShopContext.Provider;

function useShop() {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('The shop is used outside ShopProvider');
  return shop;
}

const useDoor = (): ShopDoor => {
  const { connection, by, held } = useShop();
  return { root: connection.root, by, held };
};

type Answered<K extends ApiBody['kind']> = UseQueryResult<HeldAnswer<Extract<ApiBody, { kind: K }>>>;

export const useRecommendations = (shopper: number): Answered<'recommendations'> =>
  useQuery(recommendations(useDoor(), shopper));
export const useProduct = (id: number): Answered<'product'> => useQuery(product(useDoor(), id));
export const useSimilar = (id: number): Answered<'similar'> => useQuery(similar(useDoor(), id));
export const useCategory = (id: number, shopper: number): Answered<'category'> =>
  useQuery(category(useDoor(), id, shopper));

/**
 * Whether what is shown is true, asked again about once a second. It is no query of the cache under observation: that
 * cache would then count its own auditor.
 */
export const useJudge = () => useShop().connection.judge;

/** The changes that a person can make, with the queries that each one touches. */
export function useShopChanges() {
  const client = useQueryClient();
  const { connection } = useShop();
  const touch = (...kinds: ApiBody['kind'][]) => {
    connection.onRunChanged();
    return Promise.all(kinds.map((kind) => client.invalidateQueries({ queryKey: [SHOP, kind] })));
  };
  return {
    /** Everything that shows a price may show the old one: the client asks anew for the product itself. */
    setPrice: async (id: number, priceCents: number) => {
      await sendChange(connection.root, 'PATCH', `products/${id}`, { priceCents });
      await touch('product');
    },
    setProfile: async (shopper: number, profile: { likes: readonly number[]; thrift: number }) => {
      await sendChange(connection.root, 'PUT', `shoppers/${shopper}/profile`, profile);
      await touch('recommendations', 'category');
    },
    retrain: async () => {
      await sendChange(connection.root, 'POST', 'model/retrain');
      await touch('similar');
    },
  };
}
