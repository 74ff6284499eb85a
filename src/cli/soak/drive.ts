import type { Page } from '@playwright/test';
import type { Milliseconds } from '../../base/units';

/** Stops of the speed control. */
const FULL_SPEED = '10';
const SIXTY_TIMES = '9';

const SETTING_EVERY_MS = 10_000;
/** Rates that the setting takes in turn. */
const PRICE_CHANGES = ['240', '10', '60'];

/** Uses the page as a person would in a long run: full speed, then 60× with a drill and settings that change. */
export class Driver {
  #settingAt = Number.POSITIVE_INFINITY;
  #turn = 0;

  constructor(private readonly page: Page) {}

  /** Waits until the run is under way and opens the panel of drills. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pause' }).waitFor();
    await this.page.getByRole('tab', { name: 'Safety' }).click();
  }

  async fullSpeed(): Promise<void> {
    this.#settingAt = Number.POSITIVE_INFINITY;
    await this.#speed(FULL_SPEED);
  }

  /** Continues at 60× and starts a drill. @param nowMs since the start. */
  async sixtyTimes(nowMs: Milliseconds): Promise<void> {
    await this.#speed(SIXTY_TIMES);
    await this.page.getByRole('button', { name: 'Start the drill: Store down' }).click();
    this.#settingAt = nowMs;
  }

  /** Changes a setting if it is time for that. @param nowMs since the start. */
  async step(nowMs: Milliseconds): Promise<void> {
    if (nowMs < this.#settingAt) return;
    this.#settingAt = nowMs + SETTING_EVERY_MS;
    const field = this.page.getByRole('textbox', { name: 'Price changes', exact: true });
    await field.fill(PRICE_CHANGES[this.#turn++ % PRICE_CHANGES.length] ?? '');
    await field.press('Enter');
  }

  #speed(stop: string): Promise<void> {
    return this.page.getByRole('slider', { name: 'Speed' }).fill(stop);
  }
}
