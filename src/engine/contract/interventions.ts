import { z } from 'zod/mini';
import { interventionKinds } from './intervention-kinds';

const [first, ...others] = interventionKinds;

/** What people can do to a run, for what comes from outside: a link, a file, a script. */
export const interventionSchema = z.discriminatedUnion('kind', [
  first.schema,
  ...others.map(({ schema }) => schema),
]);

/** Something a person did to the run. Data, so that the same list is the link and the test script. */
export type Intervention = z.infer<typeof interventionSchema>;

/** The intervention of one kind. */
export type InterventionOf<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>;

type Row = (typeof interventionKinds)[number];
/** A row as it is for the intervention it belongs to. */
type RowOfAny = Pick<Row, 'kind' | 'word' | 'schema' | 'read'> & {
  write(what: Intervention): readonly (string | number)[];
  describe(what: Intervention): string;
};

// The rows differ in the kind that they take; each is given only its own.
const rowOfKind = new Map(interventionKinds.map((row) => [row.kind, row as RowOfAny]));
const rowOfWord = new Map(interventionKinds.map((row) => [row.word, row]));

function rowOf({ kind }: Intervention): RowOfAny {
  const row = rowOfKind.get(kind);
  if (!row) throw new Error(`No kind of intervention is named ${kind}`);
  return row;
}

/** Says in words what was done, for the marks on the charts and for the log. */
export const describeIntervention = (what: Intervention): string => rowOf(what).describe(what);

/** Returns what a person did as a word of a link: `set.ttl.30s`, `price.12.999`, `visit.similar.12`. */
export function writeStep(what: Intervention): string {
  const { word, write } = rowOf(what);
  return [word, ...write(what)].join('.');
}

/** Returns what a word of a link says was done: just what the engine accepts; undefined for anything else. */
export function readStep(text: string): Intervention | undefined {
  const [word = '', ...words] = text.split('.');
  const row = rowOfWord.get(word);
  const read = row?.read(words);
  if (!row || !read) return undefined;
  const parsed = interventionSchema.safeParse({ kind: row.kind, ...read });
  return parsed.success ? parsed.data : undefined;
}
