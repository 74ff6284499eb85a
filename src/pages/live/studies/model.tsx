import type { ModelDrift, ModelFigures, TrainingFigures } from '../../../engine/contract/engine';
import { formatClock, formatCount, formatMs, formatShare } from '../../../ui/format';
import type { StudyTerm } from '../../../ui/glossary-of-studies';
import { LengthyWork } from '../../parts/lengthy-work';
import parts from '../../parts/parts.module.css';
import { Scroll } from '../../parts/scroll';
import { Term } from '../../parts/term';
import { TermHeads } from '../../parts/term-heads';
import { useSession } from '../../session/session-context';
import study from './study.module.css';

const columns: readonly StudyTerm[] = [
  'model-serving',
  'model-version',
  'model-since',
  'model-measured',
  'model-unknown',
];

/** The serving model, the model in training, and the drift of the serving one. */
export default function Model() {
  const session = useSession();
  const model = session.use((state) => state.snapshot?.model);
  const run = session.use((state) => state.run);
  if (!model) return <p className={parts.empty}>Asking the engine…</p>;
  return (
    <>
      <Serving model={model} />
      {model.wanted && (
        <p className={parts.hint} data-testid="wanted">
          {model.wanted} is set, and {model.label} serves:{' '}
          {model.training
            ? 'the training is under way.'
            : 'the training was cancelled, or could not begin. Retrain to get it.'}
        </p>
      )}
      <div className={study.halves}>
        <section aria-labelledby="next-model">
          <h4 id="next-model" className={study.title}>
            <Term id="model-next" />
          </h4>
          <Next training={model.training} />
        </section>
        <section aria-labelledby="drift-title">
          <h4 id="drift-title" className={study.title}>
            <Term id="model-drift" />
          </h4>
          <LengthyWork
            key={run}
            label="Measure the drift"
            progress="Progress of the training to compare with"
            start={session.measureDrift}
            cancel={() => void session.cancelDrift()}
          >
            {(drift) => <Drift drift={drift} />}
          </LengthyWork>
        </section>
      </div>
    </>
  );
}

function Serving({ model }: { readonly model: ModelFigures }) {
  return (
    <Scroll label="The model that serves">
      <table className={parts.table} data-testid="model">
        <TermHeads ids={columns} />
        <tbody>
          <tr>
            <th scope="row">{model.label}</th>
            <td data-figure="version" data-value={model.version}>
              {model.version}
            </td>
            <td>
              {formatClock(model.since)}, {model.how}
            </td>
            <td>{formatMs(model.measuredMs)}</td>
            <td data-figure="purchases-since" data-value={model.purchasesSince}>
              {formatCount(model.purchasesSince)}
            </td>
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

function Next({ training }: { readonly training: TrainingFigures | undefined }) {
  const { apply } = useSession();
  if (!training)
    return (
      <>
        <p className={parts.tools}>
          <button type="button" onClick={() => void apply({ kind: 'retrain' })}>
            Retrain
          </button>
        </p>
        <p className={parts.hint}>No training is under way.</p>
      </>
    );
  const { label, task, share, takesOverAt, holdsTime } = training;
  return (
    <>
      <p className={parts.tools}>
        <progress
          aria-label={`Progress of the ${task === 'train' ? 'training' : 'update'}`}
          value={share}
          max={1}
        />
        <button type="button" onClick={() => void apply({ kind: 'cancelTraining' })}>
          cancel
        </button>
      </p>
      <p className={parts.hint} data-testid="training">
        {label}, {task === 'train' ? 'trained on all purchases' : 'updated with the new purchases'}:{' '}
        {takesOverAt === undefined ? 'waits for a core.' : `takes over at ${formatClock(takesOverAt)}.`}
        {holdsTime && ' Virtual time waits for it.'}
      </p>
    </>
  );
}

function Drift({ drift }: { readonly drift: ModelDrift }) {
  const { at, label, version, purchasesSince, products, meanDifference, maxDifference, unchanged } = drift;
  return (
    <p className={parts.hint} data-testid="drift" data-value={meanDifference}>
      Measured at {formatClock(at)}: {label}, version {version}, {formatCount(purchasesSince)} purchases
      behind: of a product’s ten most similar ones {formatShare(meanDifference, 1)} are others on average,{' '}
      {formatShare(maxDifference, 1)} at most; {formatCount(unchanged)} of {formatCount(products)} lists are
      the same.
    </p>
  );
}
