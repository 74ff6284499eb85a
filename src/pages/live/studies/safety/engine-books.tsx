import type { Evidence } from '../../../../engine/contract/engine';
import { EvidenceList } from './evidence-list';

/** The data that the engine keeps beside its caches, each with its bound. */
export function EngineBooks({ books }: { readonly books: readonly Evidence[] }) {
  return (
    <details data-part="engine-books">
      <summary>Kept beside the caches, and the most of each</summary>
      <EvidenceList evidence={books} />
    </details>
  );
}
