import { defaultMemoSettings, type MemoOptions, type MemoSettings } from './memo-options';
import { type ProtectionName, protections } from './protections/index';

/** Protections as one writes them down: true with the defaults, or the parameters that differ from them. */
export type Protect = {
  readonly [N in ProtectionName]?: boolean | Partial<Extract<MemoSettings[N], object>>;
};

/** The same with every parameter. Throws for parameters that make no sense, with their names. */
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
