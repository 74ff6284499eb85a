import type { FactChange } from '../../store/changes';
import type { Intervention, StrategyName } from '../contract/engine';
import type { Clock } from './clock';
import type { Turn } from './recurring';

/** A message to the caches about a change of a fact. */
export interface Message {
  readonly change: FactChange;
  /** The strategy that was set when it was sent. */
  readonly strategy: StrategyName;
  readonly lost: boolean;
}

/** What a core is asked to do: a flight's computation, or a training. */
export interface Work {
  readonly kind: 'flight' | 'training';
  readonly id: number;
}

/** What each kind of event of a run is about: plain data, so that a run can be saved while events wait. */
export interface Events {
  /** A shopper opens a page. */
  visit: Turn;
  /** A price changes. */
  price: Turn;
  /** A shopper changes their profile. */
  profile: Turn;
  /** A shopper buys something. */
  purchase: Turn;
  /** The model is trained on a schedule. */
  retrain: Turn;
  /** The model takes in new purchases on a schedule. */
  update: Turn;
  /** A person does something. `ticket`: the page that waits for the answer of a visit. */
  intervention: { readonly what: Intervention; readonly ticket: number | undefined };
  /** The faults of a drill end; `drill` counts the drills of the run. */
  'drill end': { readonly drill: number };
  /** A message about a change arrives, or would have. */
  message: Message;
  /** A training ends and its model takes over; `training` counts the trainings of the run. */
  'model takes over': { readonly training: number };
  /** A core of a replica has done its work. */
  'work done': { readonly replica: number; readonly work: Work };
  /** A computation that failed is tried again. */
  retry: { readonly replica: number; readonly flight: number };
  /** The soft, or the hard, limit of a wait has passed. */
  'soft limit': { readonly replica: number; readonly wait: number };
  'hard limit': { readonly replica: number; readonly wait: number };
  /** Expired and invalidated entries are collected. */
  collect: undefined;
  /** The harms are read. */
  'read harms': undefined;
}

export type RunClock = Clock<Events>;
