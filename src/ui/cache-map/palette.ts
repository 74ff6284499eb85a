/** The property that the colour of a cell shows. */
export type MapColouring = 'state' | 'age' | 'recency';

interface Columns {
  readonly age: Uint8Array;
  readonly recency: Uint8Array;
  readonly state: Uint8Array;
}

const STATES = [
  '--outcome-fresh',
  '--outcome-stale',
  '--outcome-unchecked',
  '--outcome-wrong',
  '--outcome-expired',
  '--outcome-invalidated',
] as const;
/** Shades per state; together they fit into the 256 entries of a palette. */
const SHADES = Math.floor(256 / STATES.length);

/** The theme of the cached palettes. Reading a style forces a style computation, so colours are read once per theme. */
const mixed = new Map<string, Uint32Array>();

/** 256 colours in the format of the canvas, and the column whose bytes index them. */
export function paletteFor(
  colouring: MapColouring,
  columns: Columns,
  theme: string,
  styles: () => CSSStyleDeclaration,
): { palette: Uint32Array; column: Uint8Array } {
  const name = `${theme} ${colouring}`;
  const palette = mixed.get(name) ?? mix256(colouring, styles());
  mixed.set(name, palette);
  const column =
    colouring === 'state'
      ? columns.state.map((state, i) => SHADES * state + (((columns.age[i] as number) * SHADES) >> 8))
      : columns[colouring];
  return { palette, column };
}

function mix256(colouring: MapColouring, style: CSSStyleDeclaration): Uint32Array {
  const colour = (name: string) => parseHex(style.getPropertyValue(name));
  const palette = new Uint32Array(256);
  if (colouring === 'state') {
    // The older an entry, the nearer its colour is to the background.
    const ground = colour('--panel');
    STATES.forEach((name, state) => {
      for (let shade = 0; shade < SHADES; shade++)
        palette[SHADES * state + shade] = pack(mix(colour(name), ground, (0.65 * shade) / (SHADES - 1)));
    });
    return palette;
  }
  // One hue from light to dark: the elapsed share of the TTL, or the time since the last use.
  const from = colour('--line');
  const to = colour(colouring === 'age' ? '--outcome-expired' : '--outcome-change');
  for (let i = 0; i < 256; i++) palette[i] = pack(mix(from, to, 0.1 + (0.9 * i) / 255));
  return palette;
}

type Rgb = readonly [number, number, number];

/** Parses `#rrggbb`, or `#rgb` as a build may shorten it. Throws for anything else: a wrong colour is a wrong figure. */
export function parseHex(text: string): Rgb {
  const found = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(text.trim());
  if (!found) throw new Error(`“${text}” is no colour of the theme`);
  const digits = found[1]?.replace(/./g, '$&$&') ?? found[2] ?? '';
  const part = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  [0, 1, 2].map((i) =>
    Math.round((a[i] as number) + share * ((b[i] as number) - (a[i] as number))),
  ) as unknown as Rgb;

/** Packs a colour little-endian, as ImageData stores it: alpha, blue, green, red. */
const pack = ([r, g, b]: Rgb): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
