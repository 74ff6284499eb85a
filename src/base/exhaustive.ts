/** Default case of an exhaustive switch: a new member becomes a type error there. Throws when it is reached. */
export function exhaustive(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}`);
}
