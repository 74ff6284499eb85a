import { expect, test } from 'vitest';
import { memoCacheNames } from '../../engine/contract/engine';
import { type SettingId, settingIds, settings } from '../../engine/contract/settings';
import { drillWords, naiveWords, strategyWords } from '../../engine/contract/words';
import { glossary } from '../../ui/glossary';
import { glossaryOfStudies } from '../../ui/glossary-of-studies';
import { eventLooks, mapLooks, missLooks, outcomeLooks, reachLooks } from '../../ui/outcomes';
import { cacheWords } from './cache-words';
import SettingsHelp from './help/settings-help';

const helpOf = (id: SettingId): string => String(SettingsHelp({ id }));
const optionsOf = (id: SettingId) => {
  const { control } = settings[id];
  return control.kind === 'choice' ? control.options : [];
};

/** Every explanation on the page, with its location. */
const texts: readonly (readonly [where: string, text: string])[] = [
  ...Object.entries({ ...glossary, ...glossaryOfStudies }).map(
    ([id, { title, says }]) => [id, `${title}. ${says}`] as const,
  ),
  ...Object.entries({ ...outcomeLooks, ...eventLooks, ...reachLooks }).map(
    ([id, { label, meaning }]) => [id, `${label}. ${meaning}`] as const,
  ),
  ...Object.entries(missLooks).map(([id, { label, meaning }]) => [id, `${label}. ${meaning}`] as const),
  ...Object.entries({ ...strategyWords, ...naiveWords, ...drillWords }).map(
    ([id, { label, help }]) => [id, `${label}. ${help}`] as const,
  ),
  ...Object.entries(cacheWords),
  ...settingIds.map((id) => [id, `${settings[id].label}. ${helpOf(id)}`] as const),
  ...settingIds.flatMap((id) => optionsOf(id).map(({ value, help }) => [`${id}=${value}`, help] as const)),
];

/** Established names in which the word has another sense. */
const KNOWN_NAMES = /stale-while-revalidate|stale-if-error|[Ss]tale in (this|these) names?|Staleness age/g;

test('no explanation uses a word from the list of unclear words', () => {
  const banned = /\bneedless recomputes?\b|\bin vain\b|\bparts?\b|\bobserved\b/i;
  expect(texts.filter(([, text]) => banned.test(text))).toEqual([]);
});

test('entries expire and values are recomputed; requests, not persons, ask a cache', () => {
  const images = /\b(dies?|dead|dying|anew|whoever)\b|\bwho (asks|waits|computes)\b/i;
  expect(texts.filter(([, text]) => images.test(text))).toEqual([]);
});

test('no setting and no event uses "stale" for a mere age: a staleTime that is over, an expired entry', () => {
  const found = texts
    .filter(([where]) => !(where in glossary) && !(where in glossaryOfStudies))
    .filter(([, text]) => /\bstale/i.test(text.replace(KNOWN_NAMES, '').replace(/staleTime/g, '')))
    .map(([where]) => where);
  expect(found).toEqual(['stale']);
});

test('"fresh" means hits whose facts are all current', () => {
  for (const [where, text] of texts)
    for (const [, word] of text.matchAll(/\bfresh(\s+\w+)?/gi))
      expect(['hits', undefined], `${where}: fresh${word ?? ''}`).toContain(word?.trim().toLowerCase());
});

test('a protection with "stale" in its name explains the word for stale answers', () => {
  for (const id of ['staleWhileRevalidate', 'staleIfError'] as const)
    expect(helpOf(id)).toContain('means expired, not out of date');
});

test('each memo cache and each state of the map has an explanation', () => {
  for (const name of memoCacheNames) expect(cacheWords[name]).toMatch(/^\w+: .{20,}/);
  for (const { meaning } of mapLooks) expect(meaning.length).toBeGreaterThan(15);
});
