import { useEffect, useState } from 'react';
import type { Reply } from '../base/result';
import { Shop } from '../pages/shop/shop';
import { adviceFor } from '../ui/advice';
import { useLab } from './lab';
import classes from './shell.module.css';

export const openingShop = <p className={classes.opening}>Opening the shop…</p>;

/** The shop connected to this laboratory, as a page of its own or compact within another. */
export function ShopOfLab({ compact }: { readonly compact: boolean }) {
  const { session, shop: connection, time, backend, restartBackend } = useLab();
  const shop = session.use((state) => state.shop);
  const run = session.use((state) => state.run);
  const paused = session.use(({ snapshot }) => snapshot?.playing === false);
  const held = session.use(({ exchanging, dead }) => exchanging || dead);
  const [door, setDoor] = useState<Reply<void>>();
  useEffect(() => void backend.then(setDoor), [backend]);
  // The page sends no request before the backend is ready.
  if (!shop || !door) return compact ? null : openingShop;
  return (
    <Shop
      // A new run has a new shop: the key discards the open page of the old one.
      key={run}
      connection={connection}
      shop={shop}
      seed={1}
      toWall={time.toWall}
      compact={compact}
      paused={paused}
      held={held}
      closed={door.ok ? undefined : `${door.problem.what} ${adviceFor(door.problem)}`}
      onReopen={() => void restartBackend().then(setDoor)}
    />
  );
}
