import type { Saved } from '../../base/saved';
import type { Course } from './course';
import type { RunOrigin } from './run-origin';

/**
 * All parts of a run that hold state: the one list of them, in the order in which they are restored. Of truth, only the
 * verdicts on what the caches hold: the rest of what it remembers it finds again. The recording and the traces of
 * requests begin anew.
 */
const savedParts = ({ settings, clock }: RunOrigin, course: Course) => {
  const { parts } = course;
  return {
    settings,
    clock,
    course,
    models: parts.models,
    world: parts.world,
    traffic: parts.traffic,
    arrivals: parts.arrivals,
    generations: parts.generations,
    entryKeys: parts.entryKeys,
    presentation: parts.presentation,
    replicas: parts.replicas,
    // After the caches, from which they are rebuilt.
    holders: parts.holders,
    verdicts: parts.verdicts,
    invalidation: parts.invalidation,
    audit: parts.audit,
    log: parts.log,
    chronicle: parts.chronicle,
    figures: parts.figures,
    missedChanges: parts.missedChanges,
    contradictions: parts.contradictions,
    drillRecords: parts.drillRecords,
    probes: parts.probes,
    harms: parts.harms,
    recentTruth: parts.recentTruth,
  };
};

type Parts = ReturnType<typeof savedParts>;

/** The state of each part, by its name. */
export type PartStates = { readonly [N in keyof Parts]: ReturnType<Parts[N]['save']> };

export function saveParts(origin: RunOrigin, course: Course): PartStates {
  const states = Object.entries(savedParts(origin, course)).map(([name, part]) => [name, part.save()]);
  return Object.fromEntries(states) as PartStates;
}

export function restoreParts(origin: RunOrigin, course: Course, states: PartStates): void {
  const parts: Readonly<Record<string, Saved>> = savedParts(origin, course);
  for (const [name, part] of Object.entries(parts)) part.restore(states[name as keyof PartStates]);
}
