import type { Asker, ReplicaId } from './request';

/** What a balancer knows of a replica. */
export interface Load {
  readonly replica: ReplicaId;
  readonly busyCores: number;
  readonly queued: number;
}

/** Chooses the replica that answers a request. */
export interface Balancer {
  /** @param key the page's key. @param loads reads the load of all replicas, at least one. */
  choose(key: number, asker: Asker, loads: () => readonly Load[]): ReplicaId;
}

/** One replica answers all requests. */
export const single: Balancer = { choose: () => 0 };
