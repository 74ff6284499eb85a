import { curveLinear } from 'd3-shape';

/**
 * The shapes that the charts draw, in place of the whole of d3-shape that Recharts pulls in by name: areas and lines in
 * straight pieces or steps. The smooth curves weigh 4 kB and are not drawn here; under their names stands the plainest
 * of their kind. Nothing is stacked by Recharts (the outcomes' chart says why), and no marks of scatter plots are drawn.
 */
export { area, curveLinear, curveStep, curveStepAfter, curveStepBefore, line } from 'd3-shape';
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
