import { type SettingId, type Settings, settingText } from '../../engine/contract/settings';
import { invalidation } from '../../engine/contract/settings/invalidation';
import { memo } from '../../engine/contract/settings/memo';
import { protections } from '../../engine/contract/settings/protections';
import { query } from '../../engine/contract/settings/query';

/** The configuration of one library, written from settings. */
export interface Written {
  readonly code: string;
  /** Settings that the code contains, with the same meaning. */
  readonly expressed: readonly SettingId[];
  /** Settings with another meaning or a fixed value on the other side: what is different, one sentence. */
  readonly remarks?: Partial<Record<SettingId, string>>;
}

/** A cache library, or server, whose configuration can be written from settings. */
export interface Library {
  readonly name: string;
  readonly label: string;
  /** Name of a file with the code. */
  readonly file: string;
  /** Begins a comment. */
  readonly comment: '//' | '#';
  /** The cache whose settings it takes. */
  readonly cache: 'memo' | 'query';
  /** What the code is, one sentence for its first line. */
  readonly says: string;
  write(settings: Settings): Written;
}

const idsOf = (...tables: readonly object[]) => tables.flatMap((table) => Object.keys(table) as SettingId[]);

/** The settings of each cache, in the order of the page. */
export const settingsOfCache: Readonly<Record<Library['cache'], readonly SettingId[]>> = {
  memo: idsOf(memo, invalidation, protections),
  query: idsOf(query),
};

/** Whether a setting has no effect at this value, so that its absence on the other side is no difference. */
const isNeutral = (value: unknown): boolean =>
  value === false || value === 0 || value === 'off' || value === 'none' || value === 'memoize';

/** Returns the configuration as the text of a file; comments list what it does not contain. */
export function settingsAsCode(library: Library, settings: Settings): string {
  const { code, expressed, remarks = {} } = library.write(settings);
  const missing = settingsOfCache[library.cache].flatMap((id) => {
    const remark = remarks[id];
    if (remark === undefined && (expressed.includes(id) || isNeutral(settings[id]))) return [];
    return [`- ${settingText(id, settings[id])}${remark ? `. ${remark}` : ''}`];
  });
  const differences =
    missing.length > 0 ? [`Different or not available in ${library.label}:`, ...missing] : [];
  const comments = [library.says, ...differences].map((line) => `${library.comment} ${line}`);
  return `${comments.join('\n')}\n\n${code}\n`;
}

/** Remark of a library with one eviction policy. @param own whether the setting is that policy. */
export const onlyPolicy = (own: boolean, has: string): Pick<NonNullable<Written['remarks']>, 'policy'> =>
  own ? {} : { policy: `Its eviction policy is ${has}.` };

/** Bytes for one of the three memo caches. */
export const bytesOfOne = ({ bytes }: Settings): number => Math.max(1, Math.floor(bytes / 3));

/** Remark on bytes that three caches share, where a cache of the library has a bound of its own. */
export const sharedBytes = ({ budget }: Settings): NonNullable<Written['remarks']> =>
  budget === 'shared' ? { budget: 'Its caches share no budget: the code gives each a third.' } : {};

/** A number with separators of thousands, as JavaScript and Java take it. */
export const digits = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '_');
