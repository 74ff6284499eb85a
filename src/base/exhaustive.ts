/** The default of a switch that has a case for every member: a new member becomes a type error there. */
export function exhaustive(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}`);
}
