import type { Saved } from '../../base/saved';
import type { Settings } from '../contract/settings';
import { type InForce, inForce } from '../serving/in-force';

interface SettingsState {
  readonly asked: Settings;
  readonly settings: Settings;
}

/** The settings of a run: what was asked for, what is in force, and what the memo layer goes by. */
export class SettingsNow implements Saved<SettingsState> {
  #asked: Settings;
  #settings: Settings;
  #inForce: InForce;

  constructor(settings: Settings) {
    this.#asked = { ...settings };
    this.#settings = this.#asked;
    this.#inForce = inForce(this.#settings);
  }

  /** In force now: what is set, and over it the faults of a drill. */
  get settings(): Settings {
    return this.#settings;
  }

  /** What the memo layer goes by: a naive way forces some settings. */
  get inForce(): InForce {
    return this.#inForce;
  }

  /** Asks for a value. It is in force from the next `apply` on. */
  ask(setting: string, value: unknown): void {
    this.#asked = { ...this.#asked, [setting]: value };
  }

  /** Puts in force what was asked for, and over it the faults of a drill. */
  apply(faults: Partial<Settings> | undefined): void {
    this.#settings = { ...this.#asked, ...faults };
    this.#inForce = inForce(this.#settings);
  }

  save(): SettingsState {
    return { asked: this.#asked, settings: this.#settings };
  }

  restore({ asked, settings }: SettingsState): void {
    this.#asked = asked;
    this.#settings = settings;
    this.#inForce = inForce(settings);
  }
}
