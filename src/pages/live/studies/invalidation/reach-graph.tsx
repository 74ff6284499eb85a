import type { ChangeReach, StrategyReach } from '../../../../engine/contract/engine';
import { changeText } from '../../change-text';
import { type CountedEdge, countOf, edges, type GraphEdge, nodeOf, nodes, reachText, titleOf } from './edges';
import classes from './invalidation.module.css';
import { ReachList } from './reach-list';

const WIDTH = 120;
const HEIGHT = 40;

/** The graph of facts, stages and pages, with the number of entries that each kind of change concerned. */
export function ReachGraph({
  strategy,
  last,
}: {
  readonly strategy: StrategyReach;
  readonly last: ChangeReach | undefined;
}) {
  const isLit = ({ kinds }: GraphEdge) => last !== undefined && kinds.includes(last.kind);
  const litNodes = new Set(edges.filter(isLit).flatMap(({ from, to }) => [from, to]));
  const counted = edges.map((edge) => ({ edge, count: countOf(edge, strategy), lit: isLit(edge) }));
  const inWords = counted.map(
    ({ edge, count }) =>
      `${titleOf(edge.from)} to ${edge.to}: ${count.reached} reached, ${count.missed} missed`,
  );
  return (
    <figure className={classes.figure}>
      <svg
        viewBox="-4 0 600 248"
        className={classes.graph}
        role="img"
        aria-label={`What depends on what. ${inWords.join('; ')}.`}
        data-testid="reach-graph"
      >
        {counted.map((one) => (
          <Edge key={`${one.edge.from} ${one.edge.to}`} {...one} />
        ))}
        {nodes.map(({ id, title, note, x, y }) => (
          <g key={id} data-lit={litNodes.has(id)} className={classes.node}>
            <rect x={x} y={y} width={WIDTH} height={HEIGHT} rx="4" />
            <text x={x + WIDTH / 2} y={y + 17}>
              {title}
            </text>
            <text x={x + WIDTH / 2} y={y + 32} className={classes.note}>
              {note}
            </text>
          </g>
        ))}
      </svg>
      <ReachList edges={counted} />
      <figcaption className={classes.caption}>
        {last ? (
          <>
            <b>Last:</b> {changeText(last)}. Its path is bold.
          </>
        ) : (
          'Nothing has changed yet. Changes come while the run plays; in the shop you can change a price yourself.'
        )}{' '}
        At each arrow: entries reached, of all that the changes concerned.
      </figcaption>
    </figure>
  );
}

function Edge({ edge: { from, to }, count, lit }: CountedEdge) {
  const start = nodeOf(from);
  const end = nodeOf(to);
  const [x1, y1] = [start.x + WIDTH, start.y + HEIGHT / 2];
  // An edge that skips a column enters from above, clear of the nodes between.
  const over = end.x - start.x > 300;
  const [x2, y2] = over ? [end.x + WIDTH / 2, end.y - 4] : [end.x - 4, end.y + HEIGHT / 2];
  const path = over
    ? `M${x1} ${y1}H${x2 - 14}Q${x2} ${y1} ${x2} ${y1 + 14}V${y2}`
    : `M${x1} ${y1}C${x1 + 50} ${y1} ${x2 - 60} ${y2} ${x2} ${y2}`;
  const [labelX, labelY] = over ? [(x1 + x2) / 2, y1 - 5] : [x1 + 52, y1 + (y2 - y1) * 0.42 - 4];
  return (
    <g data-lit={lit} data-missed={count.missed > 0} className={classes.edge} data-edge={`${from} ${to}`}>
      <path d={path} />
      <path
        d={
          over
            ? `M${x2 - 4} ${y2 - 6}L${x2} ${y2}L${x2 + 4} ${y2 - 6}`
            : `M${x2 - 6} ${y2 - 4}L${x2} ${y2}L${x2 - 6} ${y2 + 4}`
        }
      />
      <text x={labelX} y={labelY}>
        {reachText(count)}
      </text>
    </g>
  );
}
