import type { NaiveTrial, NaiveWayInfo, SettingTo } from '../../../../engine/contract/engine';
import { settingText } from '../../../../engine/contract/settings';
import parts from '../../../parts/parts.module.css';
import { Scroll } from '../../../parts/scroll';
import { useSession } from '../../../session/session-context';
import study from '../study.module.css';
import { HarmTable } from './harm-table';
import classes from './naive.module.css';
import { stories } from './stories';

interface OneWayProps {
  readonly way: NaiveWayInfo;
  /** Undefined before it is tried in this run. */
  readonly trial: NaiveTrial | undefined;
  readonly isAtWork: boolean;
}

/** One naive way: its code, its figures, a button that applies it and one that cures it. */
export function OneWay({ way, trial, isAtWork }: OneWayProps) {
  const session = useSession();
  const name = way.name as keyof typeof stories;
  const { wrote, harm, cure } = stories[name];
  const settings: readonly SettingTo[] = [...way.preset, { setting: 'memoKind', value: name }];
  return (
    <section className={classes.way} aria-labelledby="naive-way" data-way-shown={name}>
      <h4 id="naive-way" className={study.title}>
        {way.label}
      </h4>
      <p className={classes.text}>{way.help}</p>
      <Scroll label="What they wrote">
        <pre className={classes.code}>
          <code>{wrote}</code>
        </pre>
      </Scroll>
      <p className={classes.text}>
        <b>Harm.</b> {harm}
      </p>
      <p className={parts.tools}>
        <button type="button" disabled={isAtWork} onClick={() => void session.lend(settings)}>
          Do this
        </button>
        <span className={parts.hint}>
          sets {settings.map(({ setting, value }) => settingText(setting, value)).join(', ')}
        </span>
      </p>
      <HarmTable way={way} trial={trial} isAtWork={isAtWork} />
      <p className={classes.text}>
        <b>Cure.</b> {cure}
      </p>
      <p className={parts.tools}>
        <button type="button" disabled={!isAtWork} onClick={() => void session.lend([way.cureBy])}>
          Cure it
        </button>
        <span className={parts.hint}>
          sets {settingText(way.cureBy.setting, way.cureBy.value)}, nothing else: what was set for the trial
          stays, so that the figures compare, and can be put back above
          {!isAtWork && '; there is nothing to cure now'}
        </span>
      </p>
    </section>
  );
}
