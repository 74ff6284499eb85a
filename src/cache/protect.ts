import { defaultMemoSettings, type MemoOptions, type MemoSettings } from './memo-options';
import { type ProtectionName, protections } from './protections/index';

/** Short form of protections: true for the defaults, or the parameters that differ from them. */
export type Protect = {
  readonly [N in ProtectionName]?: boolean | Partial<Extract<MemoSettings[N], object>>;
};

/** Returns the options with every parameter. Throws for invalid parameters, with their names. */
export function memoOptionsOf(protect: Protect): MemoOptions {
  const chosen: [ProtectionName, unknown][] = [];
  for (const { name, params } of protections) {
    const asked = protect[name];
    if (asked === undefined) continue;
    if (typeof defaultMemoSettings[name] === 'boolean') chosen.push([name, asked]);
    else chosen.push([name, asked === false ? 'off' : params.parse(asked === true ? {} : asked)]);
  }
  return Object.fromEntries(chosen) as MemoOptions;
}
