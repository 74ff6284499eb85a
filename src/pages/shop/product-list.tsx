import type { UseQueryResult } from '@tanstack/react-query';
import type { HeldAnswer } from '../../client/held-answer';
import type { ShopItem } from '../../engine/contract/engine';
import { formatPrice } from '../../ui/format';
import { outcomeLooks } from '../../ui/outcomes';
import { wordsOf } from '../parts/because';
import classes from './shop.module.css';
import { truthText } from './truth-text';
import { useTruth } from './use-truth';

interface ProductListProps {
  readonly title: string;
  readonly result: UseQueryResult<HeldAnswer>;
  readonly items: readonly ShopItem[] | undefined;
  readonly limit: number;
  onProduct(id: number): void;
}

/** A list of products, with a mark when it is no longer correct. */
export function ProductList({ title, result, items, limit, onProduct }: ProductListProps) {
  const truth = useTruth(result.data);
  const prices = new Map(truth?.prices);
  return (
    <section aria-label={title}>
      <h4 className={classes.subtitle}>
        {title}
        {truth && truth.truth !== 'fresh' && (
          <span className={classes.mark} data-truth={truth.truth} title={outcomeLooks[truth.truth].meaning}>
            {truthText(truth)}
          </span>
        )}
      </h4>
      <Waiting result={result} rows={3} />
      {items && items.length === 0 && <p className={classes.hint}>Nothing to recommend here.</p>}
      <ul className={classes.items}>
        {items?.slice(0, limit).map((item) => (
          <li key={item.id}>
            <button type="button" className={classes.item} onClick={() => onProduct(item.id)}>
              <span className={classes.name}>{item.name}</span>
              <Price cents={item.priceCents} now={prices.get(item.id)} />
              <span className={classes.hint}>
                {item.stock === 0 ? 'sold out' : item.because ? wordsOf(item.because) : item.category}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The answered price, with the true price beside it when they differ. */
export function Price({ cents, now }: { readonly cents: number; readonly now: number | undefined }) {
  if (now === undefined || now === cents) return <span className={classes.price}>{formatPrice(cents)}</span>;
  return (
    <span className={classes.price} data-wrong>
      <s>{formatPrice(cents)}</s> ⚠ now {formatPrice(now)}
    </span>
  );
}

/** The state of a query without data: loading, failed or offline. */
export function Waiting({ result, rows }: { readonly result: UseQueryResult; readonly rows: number }) {
  if (result.fetchStatus === 'paused')
    return <p className={classes.notice}>◌ Offline: this waits for the network.</p>;
  if (result.isError)
    return (
      <p className={classes.notice} role="alert">
        ⚠ {result.error.message}{' '}
        <button type="button" className={classes.link} onClick={() => void result.refetch()}>
          Try again
        </button>
      </p>
    );
  if (!result.isPending) return null;
  return (
    <div className={classes.skeleton} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without an identity
        <i key={i} />
      ))}
      {result.failureCount > 0 && <span className={classes.hint}>attempt {result.failureCount + 1}…</span>}
    </div>
  );
}
