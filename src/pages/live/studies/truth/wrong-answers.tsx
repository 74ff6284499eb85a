import type { CacheTruth } from '../../../../engine/contract/engine';
import { formatClock, formatMs } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { ShownBeside } from '../../shown-beside';
import { AnswerList } from '../answer-list';

/** The latest wrong answers of one cache, and the selected one beside the correct answer. */
export function WrongAnswers({ truth: { cache, lastWrong } }: { readonly truth: CacheTruth }) {
  if (lastWrong.length === 0) return <p className={parts.empty}>No wrong answer of {cache} is known.</p>;
  return (
    <AnswerList label={`Wrong answers of ${cache}`} answers={lastWrong}>
      {({ key, at, cause, ageMs, shown, should }) => (
        <>
          <p className={parts.hint}>
            {key}, given at {formatClock(at)}, {formatMs(ageMs)} after the first change that it missed, which
            was one of {cause}.
          </p>
          <ShownBeside of={key} shown={shown} should={should} />
        </>
      )}
    </AnswerList>
  );
}
