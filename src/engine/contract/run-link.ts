import { formatMoment, parseDuration, type VirtualMs } from '../../base/units';
import { Complaints } from './complaints';
import { readStep, writeStep } from './interventions';
import { quoted } from './refusals';
import type { LeftOut, RunSpec, RunView, ShopData, Speed, TimedIntervention } from './run';
import {
  dataSchema,
  LARGEST_SEED,
  leftOutSchema,
  seedSchema,
  shortTitle,
  speedSchema,
  viewSchema,
} from './run-schema';
import { defaultSettings, type Setting, type SettingId, settingIds, settings } from './settings';
import { LAST_MOMENT, momentSchema } from './value-schemas';

/**
 * A run as a link: `v` the version, `seed`, `shop` with its `data`, each setting that is not at its default under its
 * own name (`ttl=30s`, `bytes=4MB`), and in `do` what was done by hand, with its virtual time. Opening it gives the same
 * run. `speed`, `study` and `at` say how it is looked at.
 */
export const RUN_LINK_VERSION = 1;

/** Brings the parameters of version n (its index plus 1) to the next. Old links never die. */
const upgraders: readonly ((old: URLSearchParams) => URLSearchParams)[] = [];

/** A link has at most so many characters: mail, chat and browsers carry them. Steps that do not fit are left out. */
export const MOST_LINK_CHARACTERS = 8_000;
/** What is beyond is not read: no link of this page is as long, and a long one would hold the page up. */
export const MOST_READ_CHARACTERS = 16_000;
/** Room for saying what was left out. */
const ROOM_FOR_LEFT_OUT = 60;
export const DEFAULT_SEED = 42;
const DEFAULT_SPEED = 1;

/** A run's link. */
export interface WrittenLink {
  readonly text: string;
  /** The steps of the run that did not fit; without those that the link of the run had left out before. */
  readonly leftOut: LeftOut | undefined;
}

/** What a link says. Never fails: what cannot be read is left at its default and named in a notice. */
export interface ReadLink {
  readonly spec: RunSpec;
  readonly view: RunView;
  readonly notices: string[];
}

/** Returns a run as a link's parameters, and which of its steps did not fit. */
export function writeRunLink(spec: RunSpec, view: RunView = { speed: DEFAULT_SPEED }): WrittenLink {
  const { seed, shop, data, settings: values, interventions, stepsLeftOut } = spec;
  const link: [name: string, value: string][] = [['v', String(RUN_LINK_VERSION)]];
  if (seed !== DEFAULT_SEED) link.push(['seed', String(seed)]);
  if (shop !== 'embedded') link.push(['shop', shop]);
  if (shop !== 'embedded' && data) link.push(['data', writeData(data)]);
  for (const id of settingIds) {
    if (values[id] !== defaultSettings[id]) link.push([id, writeSetting(id, values[id])]);
  }
  if (view.speed !== DEFAULT_SPEED) link.push(['speed', String(view.speed)]);
  if (view.study) link.push(['study', view.study]);
  if (view.at) link.push(['at', String(view.at)]);
  const room = MOST_LINK_CHARACTERS - written(link).length - (stepsLeftOut ? ROOM_FOR_LEFT_OUT : 0);
  const { done, leftOut } = fitting(interventions, room);
  if (done) link.push(['do', done]);
  const all = bothLeftOut(leftOut, stepsLeftOut);
  if (all) link.push(['stepsLeftOut', `${all.steps}~${all.from}`]);
  return { text: written(link), leftOut };
}

/** The first steps, as many as fit into so many characters. */
function fitting(steps: readonly TimedIntervention[], room: number) {
  const done: string[] = [];
  let length = '&do='.length;
  for (const { at, what } of steps) {
    const step = `${at}~${writeStep(what)}`;
    length += encodeURIComponent(step).length + 1;
    const isLast = done.length + 1 === steps.length;
    if (length > room - (isLast ? 0 : ROOM_FOR_LEFT_OUT)) {
      return { done: done.join('_'), leftOut: { steps: steps.length - done.length, from: at } };
    }
    done.push(step);
  }
  return { done: done.join('_'), leftOut: undefined };
}

/** The steps left out now and those left out by the link that the run came from. */
const bothLeftOut = (now: LeftOut | undefined, before: LeftOut | undefined): LeftOut | undefined =>
  now && before
    ? { steps: now.steps + before.steps, from: Math.min(now.from, before.from) }
    : (now ?? before);

const written = (link: readonly (readonly [name: string, value: string])[]): string =>
  link.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');

/** Reads the parameters of a link, of any length and content. */
export function readRunLink(text: string): ReadLink {
  const complaints = new Complaints();
  const link = upgraded(new URLSearchParams(withoutTheRest(text, complaints)), complaints);
  const known = new Set<string>([
    'v',
    'seed',
    'shop',
    'data',
    'do',
    'stepsLeftOut',
    ...viewNames,
    ...settingIds,
  ]);
  for (const key of new Set(link.keys()))
    if (!known.has(key)) complaints.add(() => `The link has ${quoted(key)}, which means nothing here.`);
    else if (key !== 'do' && link.getAll(key).length > 1)
      complaints.add(
        () => `The link has ${quoted(key)} more than once: the first counts, ${quoted(link.get(key) ?? '')}.`,
      );
  const values = readSettings(link, complaints);
  const shop = link.get('shop') ?? 'embedded';
  if (shop !== 'embedded' && shop !== 'imported')
    complaints.add(() => `There is no shop ${quoted(shop)}; it is the embedded one.`);
  const view = readView(link, complaints);
  const interventions = readSteps(link.getAll('do').join('_'), complaints);
  const seed = readSeed(link.get('seed'), complaints);
  const data = readData(link.get('data'), complaints);
  const stepsLeftOut = readLeftOut(link.get('stepsLeftOut'), interventions);
  return {
    spec: {
      seed,
      ...(shop === 'imported' ? { shop, ...(data && { data }) } : { shop: 'embedded' }),
      settings: values,
      interventions,
      ...(stepsLeftOut && { stepsLeftOut }),
    },
    view,
    notices: [...(stepsLeftOut ? [leftOutInWords(stepsLeftOut)] : []), ...complaints.sentences],
  };
}

/** What is read of a text: of one that is too long, its first parameters and steps. */
function withoutTheRest(text: string, complaints: Complaints): string {
  if (text.length <= MOST_READ_CHARACTERS) return text;
  const most = MOST_READ_CHARACTERS.toLocaleString('en');
  complaints.add(
    () =>
      `The link has ${text.length.toLocaleString('en')} characters; what comes after the first ${most} was not read.`,
  );
  const read = text.slice(0, MOST_READ_CHARACTERS);
  return read.slice(0, Math.max(0, read.lastIndexOf('_'), read.lastIndexOf('&')));
}

function upgraded(link: URLSearchParams, complaints: Complaints): URLSearchParams {
  const text = link.get('v') ?? String(RUN_LINK_VERSION);
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1 || version > RUN_LINK_VERSION) {
    complaints.add(
      () => `The link is of version ${quoted(text)}, this page reads up to ${RUN_LINK_VERSION}.`,
    );
    return link;
  }
  return upgraders.slice(version - 1).reduce((old, upgrade) => upgrade(old), link);
}

function readSettings(link: URLSearchParams, complaints: Complaints): RunSpec['settings'] {
  const values: Record<string, unknown> = { ...defaultSettings };
  for (const id of settingIds) {
    const text = link.get(id);
    if (text === null) continue;
    const { label, expects, read } = settings[id];
    const value = read(text);
    if (value !== undefined) values[id] = value;
    else {
      const instead = writeSetting(id, defaultSettings[id]);
      complaints.add(() => `${label} cannot be ${quoted(text)}: use ${expects}. It is ${instead}.`);
    }
  }
  return values as RunSpec['settings'];
}

function readSeed(text: string | null, complaints: Complaints): number {
  if (text === null) return DEFAULT_SEED;
  const seed = seedSchema.safeParse(numberIn(text));
  if (seed.success) return seed.data;
  const most = LARGEST_SEED.toLocaleString('en');
  complaints.add(
    () => `The seed cannot be ${quoted(text)}: use a whole number up to ${most}. It is ${DEFAULT_SEED}.`,
  );
  return DEFAULT_SEED;
}

const viewNames = ['speed', 'study', 'at'] as const;

function readView(link: URLSearchParams, complaints: Complaints): RunView {
  const [speed, study, at] = viewNames.map((name) => link.get(name));
  const view: { speed: Speed; study?: string; at?: VirtualMs } = { speed: DEFAULT_SPEED };
  if (speed) {
    const read = speedSchema.safeParse(speed === 'max' ? speed : numberIn(speed));
    if (read.success) view.speed = read.data;
    else complaints.add(() => `The speed cannot be ${quoted(speed)}: use 0.1 to 60, or max. It is 1.`);
  }
  if (study) {
    const read = viewSchema.shape.study.safeParse(study);
    if (read.data) view.study = read.data;
    else complaints.add(() => `There is no study ${quoted(study)}.`);
  }
  if (at) {
    const read = momentSchema.safeParse(momentIn(at));
    if (read.success) view.at = read.data;
    else
      complaints.add(
        () =>
          `The moment cannot be ${quoted(at)}: use milliseconds up to ${LAST_MOMENT}, or a time such as 90s.`,
      );
  }
  return view;
}

function readSteps(text: string | null, complaints: Complaints): TimedIntervention[] {
  if (!text) return [];
  const found: TimedIntervention[] = [];
  for (const one of text.split('_')) {
    const [at = '', step = '', ...rest] = one.split('~');
    const when = numberIn(at);
    // The schemas come last: to refuse takes them long, and junk is refused a thousand times.
    const what = Number.isNaN(when) || rest.length > 0 ? undefined : readStep(step);
    if (what && momentSchema.safeParse(when).success) found.push({ at: when, what });
    else complaints.add(() => `A step of the link could not be read: ${quoted(one)}.`);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Reads the mark of a shortened link. An unreadable count is 0: the number of steps is not known. */
function readLeftOut(text: string | null, steps: readonly TimedIntervention[]): LeftOut | undefined {
  if (!text) return undefined;
  const [count = '', from = ''] = text.split('~');
  const mark = leftOutSchema.safeParse({ steps: numberIn(count), from: numberIn(from) });
  return mark.success ? mark.data : { steps: 0, from: steps.at(-1)?.at ?? 0 };
}

function leftOutInWords({ steps, from }: LeftOut): string {
  const later =
    steps === 0
      ? 'some later steps'
      : steps === 1
        ? '1 later step'
        : `${steps.toLocaleString('en')} later steps`;
  return `This link left out ${later}: the run differs from ${formatMoment(from)} on. Ask for the run’s file, which holds all of it.`;
}

const writeData = ({ hash, title }: ShopData): string => (title ? `${hash}~${title}` : hash);

function readData(text: string | null, complaints: Complaints): ShopData | undefined {
  if (text === null) return undefined;
  const [hash = '', ...title] = text.split('~');
  const data = dataSchema.safeParse({ hash, title: shortTitle(title.join('~')) });
  if (data.success) return data.data;
  complaints.add(() => `The link names the data of its shop by ${quoted(text)}, which is no hash of data.`);
  return undefined;
}

/** A number as it is written in links, `1500` or `0.5`; NaN for any other text. */
const numberIn = (text: string): number =>
  /^\d{1,20}(\.\d{1,30})?(e-\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;

const momentIn = (text: string): number => {
  const ms = numberIn(text);
  return Number.isNaN(ms) ? (parseDuration(text) ?? ms) : ms;
};

/** The table's entries differ in their value's type; a setting's own writer takes its own value. */
const writeSetting = (id: SettingId, value: unknown): string =>
  (settings[id] as Setting<unknown>).write(value);
