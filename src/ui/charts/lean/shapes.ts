/**
 * The shapes that the charts draw, in place of the whole of d3-shape that Recharts pulls in by name: areas and lines in
 * straight pieces or steps, stacked on each other. The smooth curves and the marks of scatter plots weigh 4 kB and are
 * not drawn here; under their names stands the plainest of their kind.
 */
export {
  area,
  curveLinear,
  curveLinear as curveBasis,
  curveLinear as curveBasisClosed,
  curveLinear as curveBasisOpen,
  curveLinear as curveBumpX,
  curveLinear as curveBumpY,
  curveLinear as curveLinearClosed,
  curveLinear as curveMonotoneX,
  curveLinear as curveMonotoneY,
  curveLinear as curveNatural,
  curveStep,
  curveStepAfter,
  curveStepBefore,
  line,
  stack,
  stackOffsetExpand,
  stackOffsetNone,
  stackOffsetNone as stackOffsetSilhouette,
  stackOffsetNone as stackOffsetWiggle,
  stackOrderNone,
  symbol,
  symbolCircle,
  symbolCircle as symbolCross,
  symbolCircle as symbolDiamond,
  symbolCircle as symbolSquare,
  symbolCircle as symbolStar,
  symbolCircle as symbolTriangle,
  symbolCircle as symbolWye,
} from 'd3-shape';
