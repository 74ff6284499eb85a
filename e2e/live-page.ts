import { expect, type Locator, type Page } from '@playwright/test';

const USUAL_SEED = 42;
/** Stop of the speed control for real time. */
const USUAL_SPEED = 3;

export type Tier = 'memo' | 'query';

/** The Live page as a person uses it: controls and figures by their names. */
export class LivePage {
  constructor(readonly page: Page) {}

  /**
   * Opens a run by its link and waits until its figures change. When a run is open already, the link is pasted into the
   * address of the same page.
   */
  async open(run = '', page = ''): Promise<void> {
    const openAlready = this.page.url().includes('#/');
    if (openAlready) await this.#leave();
    // The page's own links omit the default seed: with it, the link differs from that of the open run.
    // Without a link the page is in a hurry; a test is not.
    const link = run || (openAlready ? `seed=${USUAL_SEED}` : 'speed=1');
    await this.page.goto(`./#/${page}${link && `?${link}`}`);
    await expect(this.page.getByRole('button', { name: 'Pause' })).toBeEnabled();
    await expect.poll(() => this.running('requests-per-second'), 'requests are answered').toBeGreaterThan(0);
  }

  /** Pauses the run, unless it is paused. */
  async pause(): Promise<void> {
    const pause = this.page.getByRole('button', { name: 'Pause' });
    // A run that is being opened is paused briefly and then continues by itself. The wait is long: a second click before
    // the engine has answered the first one would resume the run.
    await expect(async () => {
      if (await pause.isVisible()) await pause.click();
      await expect(this.page.getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 10_000 });
    }).toPass();
  }

  /** Resets the state that outlives a run. The run is paused, so that a wait for the next run does not see this one. */
  async #leave(): Promise<void> {
    await this.pause();
    await this.speed(USUAL_SPEED);
    const ranOver = this.page.getByLabel('Figures and charts over');
    if (await ranOver.isVisible()) {
      await ranOver.selectOption({ index: 0 });
      await this.pick('Memo cache shown', 'all');
      await this.choose('Cache on the map', 'rankings');
    }
    // The Live page unmounts, and with it the choices in its panels.
    await this.page.goto('./#/shop');
    await expect(this.page.locator('#memo-outcomes')).toHaveCount(0);
  }

  figure(tier: Tier, name: string): Locator {
    return this.page.locator(`[data-tier="${tier}"] [data-figure="${name}"]`);
  }

  /** Returns a figure as a number; NaN while it has none. */
  async value(tier: Tier, name: string): Promise<number> {
    const text = await this.figure(tier, name).getAttribute('data-value');
    return text === null || text === '' ? Number.NaN : Number(text);
  }

  /** Returns a figure of the transport bar. */
  async running(name: 'virtual-time' | 'speed-reached' | 'requests-per-second'): Promise<number> {
    return Number(await this.page.locator(`[data-figure="${name}"]`).getAttribute('data-value'));
  }

  /** Sets the stop of the speed control: 0 is the slowest, 9 is 60 times, 10 is the maximum. */
  async speed(stop: number): Promise<void> {
    await this.page.getByRole('slider', { name: 'Speed' }).fill(String(stop));
  }

  /** Opens the folds that hide the control of a setting. */
  async reveal(label: string): Promise<void> {
    const names = this.page
      .getByRole('complementary', { name: 'Controls' })
      .getByText(label, { exact: true });
    await names.evaluateAll((found) => {
      for (const name of found)
        for (let fold = name.closest('details'); fold; ) {
          fold.open = true;
          fold = fold.parentElement?.closest('details') ?? null;
        }
    });
  }

  /** Types a value into a control's field. */
  async type(label: string, text: string): Promise<void> {
    await this.reveal(label);
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(text);
    await field.press('Enter');
  }

  async choose(label: string, option: string): Promise<void> {
    await this.reveal(label);
    await this.page.getByRole('combobox', { name: label, exact: true }).selectOption(option);
  }

  /** Chooses an option of a group by a click on its label: the radio button itself is hidden. */
  async pick(group: string, word: string): Promise<void> {
    await this.page.getByRole('group', { name: group }).getByText(word, { exact: true }).click();
  }

  async flip(label: string): Promise<void> {
    await this.reveal(label);
    await this.page.getByRole('switch', { name: label, exact: true }).click();
  }

  /** The undo button of the bar, whatever it undoes. */
  get undoButton(): Locator {
    return this.page.getByRole('toolbar', { name: 'Run' }).getByRole('button', { name: /^Undo/ });
  }

  async undo(): Promise<void> {
    await this.undoButton.click();
  }

  /** Restarts the run from its beginning with the current settings. */
  async restart(): Promise<void> {
    await this.page.getByRole('button', { name: 'Reset' }).click();
    await this.page.getByRole('button', { name: 'Keep the changed settings' }).click();
    await expect(this.page.getByText('Back to the settings of the start')).toBeHidden();
  }

  /** Waits until a duration of virtual time has passed. */
  async pass(virtualMs: number): Promise<void> {
    const until = (await this.running('virtual-time')) + virtualMs;
    await expect
      .poll(() => this.running('virtual-time'), { message: 'virtual time passes', timeout: 60_000 })
      .toBeGreaterThan(until);
  }

  /** Waits until a figure is as expected; reports its last value on failure. */
  async until(tier: Tier, name: string, above: number, below = Number.POSITIVE_INFINITY): Promise<void> {
    await expect
      .poll(
        async () => {
          const value = await this.value(tier, name);
          return value >= above && value <= below ? 'as expected' : `${name} is ${value}`;
        },
        { message: `${tier} ${name} from ${above} to ${below}`, timeout: 30_000 },
      )
      .toBe('as expected');
  }
}
