/**
 * The scales that the charts use, in place of the whole of d3-scale that Recharts would pull in by name: scales of
 * time, colour and statistics weigh 7 kB and are not drawn here.
 */
export { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
