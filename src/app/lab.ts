import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Reply } from '../base/result';
import type { ShopConnection } from '../client/shop-context';
import type { VirtualTime } from '../client/virtual-time';
import type { EngineLink } from '../engine/contract/connect';
import type { Session } from '../pages/session/session';

/** What runs while the page is open. Made once by `start`, handed down by context. */
export interface Lab {
  readonly link: EngineLink;
  readonly session: Session;
  readonly queryClient: QueryClient;
  readonly time: VirtualTime;
  readonly shop: ShopConnection;
  /** Whether the backend answers the shop on the page, or why that is closed. */
  readonly backend: Promise<Reply<void>>;
  /** Tries to start the backend again. */
  restartBackend(): Promise<Reply<void>>;
}

const LabContext = createContext<Lab | undefined>(undefined);
export const LabProvider = LabContext.Provider;

/** The running laboratory; only inside `LabProvider`. */
export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('useLab outside LabProvider');
  return lab;
}
