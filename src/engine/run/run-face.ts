import type { Store } from '../../store/facts';
import type { MemoCacheName, RunSpec } from '../contract/engine';
import type { Settings } from '../contract/settings';
import type { RunClock } from '../time/events';
import type { Course } from './course';
import type { RunOrigin } from './run-origin';
import type { RunParts } from './run-parts';

type Part<N extends keyof RunParts> = RunParts[N];

/**
 * What snapshots, reports and audits may read of a run: its parts by name. More than a dozen members, since each stands
 * for one thing that the page shows; none of them does anything.
 */
export class RunFace {
  constructor(
    protected readonly origin: RunOrigin,
    protected readonly course: Course,
  ) {}

  get clock(): RunClock {
    return this.origin.clock;
  }
  get spec(): RunSpec {
    return this.origin.options.spec;
  }
  get store(): Store {
    return this.origin.options.store;
  }
  /** In force now: what is set, and over it the faults of a drill. */
  get settings(): Settings {
    return this.origin.settings.settings;
  }
  get keys(): RunOrigin['keys'] {
    return this.origin.keys;
  }
  /** Changes of facts so far. */
  get changes(): number {
    return this.course.changes;
  }
  get log(): Part<'log'> {
    return this.course.parts.log;
  }
  get missedChanges(): Part<'missedChanges'> {
    return this.course.parts.missedChanges;
  }
  get figures(): Part<'figures'> {
    return this.course.parts.figures;
  }
  /** The memo layers of all replicas. */
  get layers(): Part<'layers'> {
    return this.course.parts.layers;
  }
  get invalidation(): Part<'invalidation'> {
    return this.course.parts.invalidation;
  }
  get truth(): Part<'truth'> {
    return this.course.parts.truth;
  }
  get audit(): Part<'audit'> {
    return this.course.parts.audit;
  }
  get recording(): Part<'recording'> {
    return this.course.parts.recording;
  }
  get observers(): Part<'observers'> {
    return this.course.parts.observers;
  }
  get presentation(): Part<'presentation'> {
    return this.course.parts.presentation;
  }
  get contradictions(): Part<'contradictions'> {
    return this.course.parts.contradictions;
  }
  get harms(): Part<'harms'> {
    return this.course.parts.harms;
  }
  get recentTruth(): Part<'recentTruth'> {
    return this.course.parts.recentTruth;
  }
  get drillRecords(): Part<'drillRecords'> {
    return this.course.parts.drillRecords;
  }
  get probes(): Part<'probes'> {
    return this.course.parts.probes;
  }
  get pages(): Part<'pages'> {
    return this.course.parts.pages;
  }
  get changeLines(): Part<'changeLines'> {
    return this.course.parts.changeLines;
  }
  get shownLines(): Part<'shownLines'> {
    return this.course.parts.shownLines;
  }
  get chronicle(): Part<'chronicle'> {
    return this.course.parts.chronicle;
  }
  get holders(): Part<'holders'> {
    return this.course.parts.holders;
  }
  get traces(): Part<'traces'> {
    return this.course.parts.traces;
  }
  get models(): Part<'models'> {
    return this.course.parts.models;
  }
  get replicas(): Part<'replicas'> {
    return this.course.parts.replicas;
  }

  keyText(stage: MemoCacheName, key: number): string {
    return this.origin.keyText(stage, key);
  }

  factText(fact: number): string {
    return this.origin.factText(fact);
  }
}
