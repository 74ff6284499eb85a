import type { Meaning } from '../../ui/glossary';
import { glossaryOfStudies, type StudyTerm } from '../../ui/glossary-of-studies';
import { Explained } from '../../ui/help';

/** A term of the studies with its glossary explanation. */
export function Term({ id, label }: { readonly id: StudyTerm; readonly label?: string }) {
  const { title, ...meaning }: Meaning = glossaryOfStudies[id];
  return <Explained title={label ?? title} {...meaning} />;
}
