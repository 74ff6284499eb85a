/**
 * The shapes that the charts draw, in place of the whole of d3-shape that Recharts pulls in by name: areas and lines in
 * straight pieces or steps. d3-shape is one file of 14 kB, of which a bundler can leave nothing out. Under the names of
 * the smooth curves stands the plainest of their kind. Nothing is stacked by Recharts (the outcomes' chart says why),
 * and no marks of scatter plots are drawn.
 */
interface Place {
  readonly x: number;
  readonly y: number;
}
/** The places that a pen goes through, and those it goes through on its way between them. */
type Curve = (places: readonly Place[]) => readonly Place[];

const between = (
  places: readonly Place[],
  way: (from: Place, to: Place) => readonly Place[],
): readonly Place[] => places.slice(1).flatMap((to, i) => way(places[i] as Place, to));

export const curveLinear: Curve = (places) => places;
export const curveStepBefore: Curve = (places) => [
  ...places.slice(0, 1),
  ...between(places, (from, to) => [{ x: from.x, y: to.y }, to]),
];
export const curveStepAfter: Curve = (places) => [
  ...places.slice(0, 1),
  ...between(places, (from, to) => [{ x: to.x, y: from.y }, to]),
];
export const curveStep: Curve = (places) => [
  ...places.slice(0, 1),
  ...between(places, (from, to) => {
    const x = (from.x + to.x) / 2;
    return [
      { x, y: from.y },
      { x, y: to.y },
    ];
  }),
  ...places.slice(1).slice(-1),
];

type Read<D> = (datum: D) => number;
type Given<D> = Read<D> | number;

/** A line through its data; `defined` says where it is interrupted. */
export const line = <D>() => outline<D>(false);
/** What lies between two lines through the same data. */
export const area = <D>() => outline<D>(true);

function outline<D>(closed: boolean) {
  const read = { x0: zero as Read<D>, x1: zero as Read<D>, y0: zero as Read<D>, y1: zero as Read<D> };
  let isDefined: (datum: D) => boolean = () => true;
  let curve = curveLinear;
  const draw = (data: readonly D[]): string | null =>
    unbroken(data, isDefined)
      .map((run) => {
        const there = curve(run.map((datum) => ({ x: read.x1(datum), y: read.y1(datum) })));
        if (!closed) return pathThrough(there, run.length === 1);
        const back = curve(run.map((datum) => ({ x: read.x0(datum), y: read.y0(datum) })));
        return pathThrough([...there, ...[...back].reverse()], true);
      })
      .join('') || null;
  const setting =
    (...names: (keyof typeof read)[]) =>
    (given: Given<D>) => {
      for (const name of names) read[name] = typeof given === 'function' ? given : () => given;
      return drawing;
    };
  const drawing = Object.assign(draw, {
    x: setting('x0', 'x1'),
    x0: setting('x0'),
    x1: setting('x1'),
    y: setting('y0', 'y1'),
    y0: setting('y0'),
    y1: setting('y1'),
    defined(given: typeof isDefined) {
      isDefined = given;
      return drawing;
    },
    curve(given: Curve) {
      curve = given;
      return drawing;
    },
  });
  return drawing;
}

const zero = () => 0;

function unbroken<D>(data: readonly D[], isDefined: (datum: D) => boolean): D[][] {
  const runs: D[][] = [];
  let open: D[] | undefined;
  for (const datum of data) {
    if (!isDefined(datum)) open = undefined;
    else if (open) open.push(datum);
    else {
      open = [datum];
      runs.push(open);
    }
  }
  return runs;
}

function pathThrough(places: readonly Place[], closed: boolean): string {
  const inThousandths = (n: number) => Math.round(n * 1_000) / 1_000;
  const steps = places.map(({ x, y }) => `${inThousandths(x)},${inThousandths(y)}`);
  return `M${steps.join('L')}${closed ? 'Z' : ''}`;
}

export {
  curveLinear as curveBasis,
  curveLinear as curveBasisClosed,
  curveLinear as curveBasisOpen,
  curveLinear as curveBumpX,
  curveLinear as curveBumpY,
  curveLinear as curveLinearClosed,
  curveLinear as curveMonotoneX,
  curveLinear as curveMonotoneY,
  curveLinear as curveNatural,
  notDrawn as stack,
  notDrawn as stackOffsetExpand,
  notDrawn as stackOffsetNone,
  notDrawn as stackOffsetSilhouette,
  notDrawn as stackOffsetWiggle,
  notDrawn as stackOrderNone,
  notDrawn as symbol,
  notDrawn as symbolCircle,
  notDrawn as symbolCross,
  notDrawn as symbolDiamond,
  notDrawn as symbolSquare,
  notDrawn as symbolStar,
  notDrawn as symbolTriangle,
  notDrawn as symbolWye,
};

function notDrawn(): never {
  throw new Error('Stacks and symbols are left out of d3-shape here');
}
