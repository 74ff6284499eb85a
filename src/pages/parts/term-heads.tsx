import type { StudyTerm } from '../../ui/glossary-of-studies';
import { Term } from './term';

interface TermHeadsProps {
  /** Of the column of row heads, where it is no term. */
  readonly first?: string;
  readonly ids: readonly StudyTerm[];
}

/** The head of a table whose columns explain themselves. */
export function TermHeads({ first, ids }: TermHeadsProps) {
  return (
    <thead>
      <tr>
        {first && <th scope="col">{first}</th>}
        {ids.map((id) => (
          <th key={id} scope="col">
            <Term id={id} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
