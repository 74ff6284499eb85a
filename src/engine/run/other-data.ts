import type { Problem } from '../../base/result';
import { quoted } from '../contract/refusals';
import type { RunSpec, ShopData } from '../contract/run';
import { shortTitle } from '../contract/run-schema';
import type { OpenShop } from '../world/shops';

/** The data of an imported shop, for links and files; undefined for the embedded one, which its seed determines. */
export const dataOf = ({ store, hash }: OpenShop): ShopData | undefined =>
  hash === undefined ? undefined : { hash, title: shortTitle(store.title) };

/**
 * Returns the Problem of a run that was made with other data than those it is opened with; undefined when they are the
 * same or the run does not name its data. `missing` is the reason why there is no imported shop at all.
 */
export function refusalOfData(
  { shop, data: wanted }: RunSpec,
  present: ShopData | undefined,
  missing: Problem | undefined,
): Problem | undefined {
  if (shop !== 'imported' || !wanted || present?.hash === wanted.hash) return undefined;
  const needs = `This run needs the shop imported from ${quoted(wanted.title)} (data ${wanted.hash})`;
  if (!present)
    return { kind: missing?.kind ?? 'no-imported-shop', what: `${needs}. ${missing?.what ?? ''}`.trim() };
  const here = `${quoted(present.title)} (data ${present.hash})`;
  return {
    kind: 'other-data',
    what: `${needs}; this browser has ${here}: the data differ, so the figures differ too.`,
  };
}
