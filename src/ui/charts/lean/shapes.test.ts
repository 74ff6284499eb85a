import * as d3 from 'd3-shape';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as lean from './shapes';

const curves = [
  { theirs: d3.curveLinear, ours: lean.curveLinear },
  { theirs: d3.curveStep, ours: lean.curveStep },
  { theirs: d3.curveStepBefore, ours: lean.curveStepBefore },
  { theirs: d3.curveStepAfter, ours: lean.curveStepAfter },
];
const pixel = fc.integer({ min: -5_000, max: 5_000 }).map((n) => n / 8);
const datum = fc.record({ x: pixel, y: pixel, base: pixel, there: fc.boolean() });
type Datum = typeof datum extends fc.Arbitrary<infer D> ? D : never;
const [x, y, base] = [(d: Datum) => d.x, (d: Datum) => d.y, (d: Datum) => d.base];
const there = (d: Datum) => d.there;

test('draws what d3-shape draws: lines and areas, interrupted or not, along each curve', () => {
  fc.assert(
    fc.property(fc.array(datum, { maxLength: 8 }), fc.constantFrom(...curves), (data, { theirs, ours }) => {
      const line = d3.line<Datum>().x(x).y(y).defined(there).curve(theirs)(data);
      expect(lean.line<Datum>().x(x).y(y).defined(there).curve(ours)(data)).toBe(line);
      const flat = d3.area<Datum>().x(x).y1(y).y0(base).defined(there).curve(theirs)(data);
      expect(lean.area<Datum>().x(x).y1(y).y0(base).defined(there).curve(ours)(data)).toBe(flat);
      const upright = d3.area<Datum>().y(y).x1(x).x0(3).defined(there).curve(theirs)(data);
      expect(lean.area<Datum>().y(y).x1(x).x0(3).defined(there).curve(ours)(data)).toBe(upright);
    }),
  );
});

test('what is left out says so', () => {
  expect(lean.stack).toThrow('left out of d3-shape');
});
