import { z } from 'zod/mini';
import { parseBytes, parseDuration, writeBytes, writeDuration } from '../base/units';

interface About<T> {
  readonly label: string;
  /** What it does, in one or two sentences. */
  readonly help: string;
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
  readonly schema: z.ZodMiniType<T>;
  /** Text form for links. `read` gives undefined for what does not parse. */
  write(value: T): string;
  read(text: string): T | undefined;
}

function define<T>(
  about: About<T>,
  control: Control,
  schema: z.ZodMiniType<T>,
  write: (value: T) => string,
  parse: (text: string) => unknown,
): Setting<T> {
  const read = (text: string) => {
    const parsed = schema.safeParse(parse(text));
    return parsed.success ? parsed.data : undefined;
  };
  return { ...about, control, schema, write, read };
}

export function number(
  about: About<number> & {
    unit: string;
    min: number;
    max: number;
    scale?: 'log';
    step?: number;
  },
): Setting<number> {
  const { unit, min, max, scale = 'linear', step = 1, ...rest } = about;
  const schema = z.number().check(z.gte(min), z.lte(max));
  return define(rest, { kind: 'number', unit, min, max, scale, step }, schema, String, (text) =>
    text.trim() === '' ? undefined : Number(text),
  );
}

/** A length of time, or one of the words that are no length: `off` and `never` are not 0. */
export function duration<const W extends string = never>(
  about: About<number | NoInfer<W>> & { min: number; max: number; words?: readonly W[] },
): Setting<number | W> {
  const { min, max, words = [], ...rest } = about;
  const ms = z.int().check(z.gte(min), z.lte(max));
  const isWord = (value: unknown): value is W => (words as readonly unknown[]).includes(value);
  return define<number | W>(
    rest,
    { kind: 'duration', min, max, words },
    z.union([ms, z.custom<W>(isWord)]) as unknown as z.ZodMiniType<number | W>,
    (value) => (isWord(value) ? value : writeDuration(value)),
    (text) => (isWord(text) ? text : parseDuration(text)),
  );
}

export function bytes(about: About<number> & { min: number; max: number }): Setting<number> {
  const { min, max, ...rest } = about;
  return define(
    rest,
    { kind: 'bytes', min, max },
    z.int().check(z.gte(min), z.lte(max)),
    writeBytes,
    parseBytes,
  );
}

export function choice<const V extends string>(
  about: About<NoInfer<V>> & {
    options: readonly { value: V; label: string; help: string }[];
  },
): Setting<V> {
  const { options, ...rest } = about;
  const schema = z.enum(options.map(({ value }) => value)) as unknown as z.ZodMiniType<V>;
  return define(rest, { kind: 'choice', options }, schema, String, (text) => text);
}

export function policy(about: About<string>): Setting<string> {
  return define(
    about,
    { kind: 'policy' },
    z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
    String,
    (text) => text,
  );
}

export function toggle(about: About<boolean>): Setting<boolean> {
  return define(
    about,
    { kind: 'toggle' },
    z.boolean(),
    (value) => (value ? 'on' : 'off'),
    (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
  );
}
