import type { HiddenAnswer } from '../../../../engine/contract/engine';
import { formatClock } from '../../../../ui/format';
import parts from '../../../parts/parts.module.css';
import { ShownBeside } from '../../shown-beside';
import { AnswerList } from '../answer-list';
import study from '../study.module.css';

/** The latest answers that were wrong although no fact had changed, and the selected one beside the correct answer. */
export function HiddenAnswers({ answers }: { readonly answers: readonly HiddenAnswer[] }) {
  if (answers.length === 0)
    return <p className={parts.hint}>No hidden wrong answer has been given in this run.</p>;
  return (
    <section aria-labelledby="hidden-answers">
      <h4 id="hidden-answers" className={study.title}>
        The last hidden wrong answers
      </h4>
      <AnswerList label="Hidden wrong answers" answers={answers}>
        {({ key, at, shown, should }) => (
          <>
            <p className={parts.hint}>
              {key}, given at {formatClock(at)}: every fact that it was made from was current.
            </p>
            <ShownBeside of={key} shown={shown} should={should} />
          </>
        )}
      </AnswerList>
    </section>
  );
}
