import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseHex } from './cache-map/palette';

/** Colours of the map's cells, which have no texture and differ by colour alone. */
const states = ['fresh', 'stale', 'unchecked', 'wrong', 'expired', 'invalidated'] as const;
/** Least distance in CIELAB at which two areas look different; a just noticeable difference is 2.3. */
const APART = 20;

type Matrix = readonly (readonly [number, number, number])[];

/** Maps linear RGB to the perception of dichromats: Machado, Oliveira and Fernandes 2009, severity 1. */
const sights: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** Linear sRGB to CIE XYZ, each divided by its value for white D65. */
const toXyz: Matrix = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];

const times = (matrix: Matrix, [a, b, c]: readonly number[]): number[] =>
  matrix.map((row) => row[0] * (a ?? 0) + row[1] * (b ?? 0) + row[2] * (c ?? 0));

function labOf(hex: string, sight: Matrix): number[] {
  const linear = parseHex(hex).map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const seen = times(sight, linear).map((part) => Math.min(1, Math.max(0, part)));
  const [x = 0, y = 0, z = 0] = times(toXyz, seen).map((part) =>
    part > 216 / 24_389 ? Math.cbrt(part) : ((24_389 / 27) * part + 16) / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((part, i) => part - (b[i] ?? 0)));

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split(':root[data-theme="dark"]');

for (const [theme, text] of Object.entries({ light, dark }))
  for (const [name, sight] of Object.entries(sights))
    test(`the states of the map differ in colour: ${theme}, ${name}`, () => {
      const labs = states.map((state) => {
        const [, hex = ''] = new RegExp(`--outcome-${state}: (#[0-9a-f]{6});`).exec(text) ?? [];
        return labOf(hex, sight);
      });
      for (const [i, a] of labs.entries())
        for (const [j, b] of labs.entries())
          if (i < j) expect(distance(a, b), `${states[i]} and ${states[j]}`).toBeGreaterThan(APART);
    });
