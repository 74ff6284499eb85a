import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HeldAnswer } from '../../client/held-answer';
import { keyOf, SHOP } from '../../client/queries/shop-queries';
import { type ShopConnection, ShopProvider, useShopChanges } from '../../client/shop-context';
import type { ApiRequest, ShopInfo } from '../../engine/contract/engine';
import { Panel } from '../../ui/panel';
import { Autopilot, type Place } from './autopilot';
import { CategoryPage, HomePage } from './home-page';
import { ProductPage } from './product-page';
import classes from './shop.module.css';

interface ShopProps {
  readonly connection: ShopConnection;
  readonly shop: ShopInfo;
  readonly seed: number;
  /** Converts virtual to wall milliseconds, for the pace of the autopilot. */
  toWall(virtualMs: number): number;
  readonly compact: boolean;
  /** Whether the run is paused: the autopilot waits. */
  readonly paused: boolean;
  /** Whether requests are held back; the shown data stays. */
  readonly held: boolean;
  /** Why the shop is unavailable: the mocked backend did not start. */
  readonly closed?: string | undefined;
  /** Starts the backend again. */
  onReopen(): void;
}

/** The shop for one shopper. Each page opened by hand is a request of the run; the autopilot only reads. */
export function Shop({ connection, shop, seed, toWall, compact, paused, held, closed, onReopen }: ShopProps) {
  const [shopper, setShopper] = useState(0);
  const [place, setPlace] = useState<Place>({ page: 'home' });
  const [piloted, setPiloted] = useState(compact);
  const limit = compact ? 6 : 20;

  /** Any manual action in the shop stops the autopilot. */
  const go = useCallback((next: Place) => {
    setPiloted(false);
    setPlace(next);
  }, []);
  usePilot(
    piloted && !paused && !held && !closed,
    place,
    shopper,
    seed,
    shop.categories.length,
    toWall,
    setPlace,
  );

  const toProduct = (product: number) => go({ page: 'product', product });
  return (
    <ShopProvider value={{ connection, by: piloted ? 'autopilot' : 'hand', held }}>
      <Panel
        id="shop"
        title="The shop, as the shopper sees it"
        tools={
          <div className={classes.tools}>
            <button type="button" aria-pressed={piloted} onClick={() => setPiloted(!piloted)}>
              autopilot
            </button>
            <label className={classes.who}>
              shopper{' '}
              <input
                type="number"
                min={0}
                max={shop.shoppers - 1}
                value={shopper}
                onChange={(event) => {
                  const id = Number(event.currentTarget.value);
                  if (Number.isInteger(id) && id >= 0 && id < shop.shoppers) {
                    setShopper(id);
                    go({ page: 'home' });
                  }
                }}
              />
            </label>
            <Retrain />
          </div>
        }
      >
        {closed ? (
          <p className={classes.notice}>
            {closed}{' '}
            <button type="button" onClick={onReopen}>
              Try again
            </button>
          </p>
        ) : (
          <>
            <nav className={classes.nav} aria-label="Shop">
              <button
                type="button"
                className={classes.link}
                aria-current={place.page === 'home' ? 'page' : undefined}
                onClick={() => go({ page: 'home' })}
              >
                Home
              </button>
              <select
                aria-label="Category"
                value={place.page === 'category' ? place.category : ''}
                onChange={(event) =>
                  event.currentTarget.value !== '' &&
                  go({ page: 'category', category: Number(event.currentTarget.value) })
                }
              >
                <option value="">Categories</option>
                {shop.categories.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
              {piloted && (
                <span className={classes.hint}>
                  walking by itself; it only looks, and leaves no trace in the run
                </span>
              )}
            </nav>
            {place.page === 'home' && (
              <HomePage
                shopper={shopper}
                limit={limit}
                categories={shop.categories}
                onProduct={toProduct}
                onCategory={(category) => go({ page: 'category', category })}
              />
            )}
            {place.page === 'product' && (
              <ProductPage id={place.product} limit={limit} onProduct={toProduct} />
            )}
            {place.page === 'category' && (
              <CategoryPage id={place.category} shopper={shopper} limit={limit} onProduct={toProduct} />
            )}
          </>
        )}
      </Panel>
    </ShopProvider>
  );
}

function Retrain() {
  const { retrain } = useShopChanges();
  return (
    <button type="button" onClick={() => void retrain().catch(() => {})}>
      retrain model
    </button>
  );
}

/** Least time on a page, wall milliseconds: a page must be drawn and seen at any speed of virtual time. */
const LEAST_PAUSE_MS = 500;

/** Opens the next page after a pause, while the autopilot is on. The next page depends on the shown products. */
function usePilot(
  on: boolean,
  place: Place,
  shopper: number,
  seed: number,
  categories: number,
  toWall: (virtualMs: number) => number,
  onMove: (place: Place) => void,
): void {
  const client = useQueryClient();
  const pilot = useRef<Autopilot>(undefined);
  useEffect(() => {
    pilot.current = new Autopilot(seed);
  }, [seed]);
  useEffect(() => {
    const walker = pilot.current;
    if (!on || !walker) return;
    let timer = 0;
    const walkAfter = (wallMs: number) => {
      timer = window.setTimeout(() => {
        // Like a person, the autopilot waits until its page has loaded.
        if (client.isFetching({ queryKey: [SHOP] }) > 0) walkAfter(LEAST_PAUSE_MS);
        else onMove(walker.next(place, shownAt(place, shopper), categories));
      }, wallMs);
    };
    walkAfter(Math.max(LEAST_PAUSE_MS, toWall(walker.pause())));
    return () => clearTimeout(timer);

    function shownAt(at: Place, who: number): number[] {
      const request: ApiRequest =
        at.page === 'home'
          ? { kind: 'recommendations', shopper: who }
          : at.page === 'product'
            ? { kind: 'similar', product: at.product }
            : { kind: 'category', category: at.category, shopper: who };
      const body = client.getQueryData<HeldAnswer>(keyOf(request))?.body;
      return body && 'items' in body ? body.items.map(({ id }) => id) : [];
    }
  }, [on, place, shopper, categories, toWall, onMove, client]);
}
