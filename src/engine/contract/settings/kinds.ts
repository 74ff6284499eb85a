import {
  formatBytes,
  formatDuration,
  parseBytes,
  parseCount,
  parseDuration,
  writeBytes,
  writeDuration,
} from '../../../base/units';

interface About<T> {
  readonly label: string;
  readonly default: T;
}

export type Control =
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly scale: 'linear' | 'log';
      readonly step: number;
      /** Takes no fractions: a count of things. */
      readonly whole: boolean;
    }
  | {
      readonly kind: 'duration';
      readonly min: number;
      readonly max: number;
      readonly words: readonly string[];
    }
  | { readonly kind: 'bytes'; readonly min: number; readonly max: number }
  | {
      readonly kind: 'choice';
      readonly options: readonly {
        readonly value: string;
        readonly label: string;
        readonly help: string;
      }[];
    }
  /** The options come with the engine's catalogue. */
  | { readonly kind: 'policy' }
  | { readonly kind: 'toggle' };

export interface Setting<T> extends About<T> {
  readonly control: Control;
  /** What it accepts, in words that follow "Use": `a whole number from 1 to 64`. */
  readonly expects: string;
  accepts(value: unknown): value is T;
  /** Text form for links. `read` gives undefined for what does not parse. */
  write(value: T): string;
  read(text: string): T | undefined;
}

function define<T>(
  about: About<T>,
  control: Control,
  accepts: (value: unknown) => value is T,
  write: (value: T) => string,
  parse: (text: string) => unknown,
): Setting<T> {
  const read = (text: string) => {
    const value = parse(text);
    return accepts(value) ? value : undefined;
  };
  return { ...about, control, expects: expectedBy(control), accepts, write, read };
}

function expectedBy(control: Control): string {
  switch (control.kind) {
    case 'number': {
      const [min, max] = [control.min, control.max].map((bound) => bound.toLocaleString('en'));
      // With suffixes only where numbers may be long.
      const such = control.max >= 10_000 ? `, such as ${examples(control, COUNT_EXAMPLES, parseCount)}` : '';
      return `${control.whole ? 'a whole number' : 'a number'} from ${min} to ${max}${such}`;
    }
    case 'duration': {
      const words = control.words.map((word) => `, or ${word}`).join('');
      return `a time such as ${examples(control, DURATION_EXAMPLES, parseDuration)}, from ${formatDuration(control.min)} to ${formatDuration(control.max)}${words}`;
    }
    case 'bytes':
      return `a size such as ${examples(control, SIZE_EXAMPLES, parseBytes)}, from ${formatBytes(control.min)} to ${formatBytes(control.max)}`;
    case 'choice':
      return `one of ${control.options.map(({ value }) => value).join(', ')}`;
    case 'policy':
      return 'the name of an eviction policy';
    case 'toggle':
      return 'on or off';
  }
}

const COUNT_EXAMPLES = ['250', '2.5k', '100k'];
const DURATION_EXAMPLES = ['500ms', '30s', '5min'];
const SIZE_EXAMPLES = ['64kB', '4MB'];

/** Returns those of the texts that are within the bounds: no example is refused. */
const examples = (
  { min, max }: { readonly min: number; readonly max: number },
  texts: readonly string[],
  parse: (text: string) => number | undefined,
): string => texts.filter((text) => isWithin(min, max)(parse(text))).join(', ');

/** A comma or a space before three digits: numbers are written so on the page. */
const THOUSANDS = /(?<=\d)[, ](?=\d{3}(?:\D|$))/g;

const isWithin =
  (min: number, max: number) =>
  (value: unknown): value is number =>
    typeof value === 'number' && value >= min && value <= max;

const isWholeWithin =
  (min: number, max: number) =>
  (value: unknown): value is number =>
    isWithin(min, max)(value) && Number.isSafeInteger(value);

const isOneOf =
  <V extends string>(values: readonly V[]) =>
  (value: unknown): value is V =>
    (values as readonly unknown[]).includes(value);

export function number(
  about: About<number> & {
    unit: string;
    min: number;
    max: number;
    scale?: 'log';
    step?: number;
    /** A count of things, such as entries or cores: fractions are refused. */
    whole?: true;
  },
): Setting<number> {
  const { unit, min, max, scale = 'linear', step = 1, whole = false, ...rest } = about;
  return define(
    rest,
    { kind: 'number', unit, min, max, scale, step, whole },
    (whole ? isWholeWithin : isWithin)(min, max),
    String,
    (text) => parseCount(text.replace(THOUSANDS, '')),
  );
}

/** A length of time, or one of the words that are no length: `off` and `never` are not 0. */
export function duration<const W extends string = never>(
  about: About<number | NoInfer<W>> & { min: number; max: number; words?: readonly W[] },
): Setting<number | W> {
  const { min, max, words = [], ...rest } = about;
  const isMs = isWholeWithin(min, max);
  const isWord = isOneOf(words);
  return define<number | W>(
    rest,
    { kind: 'duration', min, max, words },
    (value) => isMs(value) || isWord(value),
    (value) => (isWord(value) ? value : writeDuration(value)),
    (text) => (isWord(text) ? text : parseDuration(text)),
  );
}

export function bytes(about: About<number> & { min: number; max: number }): Setting<number> {
  const { min, max, ...rest } = about;
  return define(rest, { kind: 'bytes', min, max }, isWholeWithin(min, max), writeBytes, parseBytes);
}

export function choice<const V extends string>(
  about: About<NoInfer<V>> & {
    options: readonly { value: V; label: string; help: string }[];
  },
): Setting<V> {
  const { options, ...rest } = about;
  const values = options.map(({ value }) => value);
  return define(rest, { kind: 'choice', options }, isOneOf(values), String, (text) => text);
}

export function policy(about: About<string>): Setting<string> {
  return define(
    about,
    { kind: 'policy' },
    (value): value is string => typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value),
    String,
    (text) => text,
  );
}

export function toggle(about: About<boolean>): Setting<boolean> {
  return define(
    about,
    { kind: 'toggle' },
    (value) => typeof value === 'boolean',
    (value) => (value ? 'on' : 'off'),
    (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
  );
}
