import { useState } from 'react';
import { formatDuration } from '../../../../base/units';
import type { CacheTruth, ShownLine, WrongAnswer } from '../../../../engine/protocol';
import { formatMs, formatPrice } from '../../../../ui/format';
import classes from '../../live.module.css';
import { Scroll } from '../../scroll';
import own from './truth.module.css';

/** The last wrong answers of one cache; the chosen one with what was shown beside what should have been. */
export function WrongAnswers({ truth }: { readonly truth: CacheTruth }) {
  // The list moves on; what somebody points at, or has chosen, does not.
  const [chosen, setChosen] = useState<WrongAnswer>();
  const [held, setHeld] = useState<readonly WrongAnswer[]>();
  const places = (held ?? truth.lastWrong).map((answer, i) => ({ place: i, answer }));
  const shown = chosen ?? places[0]?.answer;
  if (!shown) return <p className={classes.empty}>No wrong answer of {truth.cache} is known.</p>;
  const hold = () => setHeld(truth.lastWrong);
  const letGo = () => setHeld(undefined);
  return (
    <>
      <ul
        className={own.list}
        aria-label={`Wrong answers of ${truth.cache}`}
        onPointerEnter={hold}
        onPointerLeave={letGo}
        onFocus={hold}
        onBlur={letGo}
      >
        {places.map(({ place, answer }) => (
          <li key={place}>
            <button
              type="button"
              aria-pressed={isSame(answer, chosen)}
              onClick={() => setChosen(isSame(answer, chosen) ? undefined : answer)}
            >
              {answer.key} at {formatDuration(answer.at)}
            </button>
          </li>
        ))}
      </ul>
      <Comparison answer={shown} />
    </>
  );
}

const isSame = (a: WrongAnswer, b: WrongAnswer | undefined): boolean => a.key === b?.key && a.at === b.at;

function Comparison({ answer: { key, at, cause, ageMs, shown, should } }: { readonly answer: WrongAnswer }) {
  const length = Math.max(shown.length, should.length);
  const rows = Array.from({ length }, (_, i) => ({
    rank: i + 1,
    shown: shown[i],
    should: should[i],
    differs: differ(shown[i], should[i]),
  }));
  return (
    <>
      <p className={classes.hint}>
        {key}, given at {formatDuration(at)}, {formatMs(ageMs)} after the first change that it missed, which
        was one of {cause}.
      </p>
      <Scroll label={`What was shown and what should have been: ${key}`}>
        <table className={classes.table} data-testid="wrong-answer">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">was shown</th>
              <th scope="col">
                <span className="visually-hidden">differs</span>
              </th>
              <th scope="col">should have been</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.rank} data-differs={row.differs || undefined} className={own.line}>
                <th scope="row">{row.rank}</th>
                <td>{textOf(row.shown)}</td>
                <td>{row.differs ? <span title="differs">≠</span> : ''}</td>
                <td>{textOf(row.should)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** As the shopper sees it: name, price, and scores to the millionth. */
const differ = (a: ShownLine | undefined, b: ShownLine | undefined): boolean =>
  a?.what !== b?.what ||
  a?.priceCents !== b?.priceCents ||
  Math.abs((a?.score ?? 0) - (b?.score ?? 0)) > 1e-6;

function textOf(line: ShownLine | undefined): string {
  if (!line) return '';
  const price = line.priceCents === undefined ? '' : `, ${formatPrice(line.priceCents)}`;
  const score = line.score === undefined ? '' : `, score ${line.score.toPrecision(4)}`;
  return `${line.what}${price}${score}`;
}
