import { expect, type Locator, type Page } from '@playwright/test';

const USUAL_SEED = 42;
/** Stop of the speed control for real time. */
const USUAL_SPEED = 3;

export type Tier = 'memo' | 'query';

/** The Live page as a person uses it: controls by their names, figures by theirs. */
export class LivePage {
  constructor(readonly page: Page) {}

  /**
   * Opens a run by its link and waits until its figures move. Where a run is open already, the link is pasted into the
   * address of the same page.
   */
  async open(run = '', page = ''): Promise<void> {
    const openAlready = this.page.url().includes('#/');
    if (openAlready) await this.#leave();
    // The page's own links leave the usual seed out: with it, a link is another one than that of the present run.
    const link = run || (openAlready ? `seed=${USUAL_SEED}` : '');
    await this.page.goto(`./#/${page}${link && `?${link}`}`);
    await expect(this.page.getByRole('button', { name: 'Pause' })).toBeEnabled();
    await expect.poll(() => this.running('requests-per-second'), 'requests are answered').toBeGreaterThan(0);
  }

  /** Holds the run, if it is not held already. */
  async pause(): Promise<void> {
    const pause = this.page.getByRole('button', { name: 'Pause' });
    // A run that is just being opened is held for a moment and goes on by itself.
    await expect(async () => {
      if (await pause.isVisible()) await pause.click();
      await expect(this.page.getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }

  /** Puts back what outlives a run: held, so that whoever waits for the next one does not see this one run. */
  async #leave(): Promise<void> {
    await this.pause();
    await this.speed(USUAL_SPEED);
    const ranOver = this.page.getByLabel('Figures and charts over');
    if (await ranOver.isVisible()) {
      await ranOver.selectOption({ index: 0 });
      await this.pick('Memo cache shown', 'all');
      await this.choose('Cache on the map', 'rankings');
    }
    // The Live page goes, and with it what was chosen in its panels.
    await this.page.goto('./#/shop');
    await expect(this.page.locator('#memo-outcomes')).toHaveCount(0);
  }

  figure(tier: Tier, name: string): Locator {
    return this.page.locator(`[data-tier="${tier}"] [data-figure="${name}"]`);
  }

  /** A figure as a number; NaN while it has none. */
  async value(tier: Tier, name: string): Promise<number> {
    const text = await this.figure(tier, name).getAttribute('data-value');
    return text === null || text === '' ? Number.NaN : Number(text);
  }

  /** A figure of the transport bar. */
  async running(name: 'virtual-time' | 'speed-reached' | 'requests-per-second'): Promise<number> {
    return Number(await this.page.locator(`[data-figure="${name}"]`).getAttribute('data-value'));
  }

  /** Stop of the speed control: 0 is the slowest, 9 is 60 times, 10 is as fast as it goes. */
  async speed(stop: number): Promise<void> {
    await this.page.getByRole('slider', { name: 'Speed' }).fill(String(stop));
  }

  /** Types a value into a control's field. */
  async type(label: string, text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(text);
    await field.press('Enter');
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).selectOption(option);
  }

  /** One of the words of a group, clicked where it is seen: the radio button itself is out of sight. */
  async pick(group: string, word: string): Promise<void> {
    await this.page.getByRole('group', { name: group }).getByText(word, { exact: true }).click();
  }

  async flip(label: string): Promise<void> {
    await this.page.getByRole('switch', { name: label, exact: true }).click();
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo the last change of a setting' }).click();
  }

  /** The run from its beginning, with what is set now. */
  async restart(): Promise<void> {
    await this.page.getByRole('button', { name: 'Reset' }).click();
    await this.page.getByRole('button', { name: 'Keep the changed settings' }).click();
    await expect(this.page.getByText('Back to the settings of the start')).toBeHidden();
  }

  /** Lets a stretch of virtual time pass. */
  async pass(virtualMs: number): Promise<void> {
    const until = (await this.running('virtual-time')) + virtualMs;
    await expect
      .poll(() => this.running('virtual-time'), { message: 'virtual time passes', timeout: 60_000 })
      .toBeGreaterThan(until);
  }

  /** Waits until a figure is as expected; says what it was if it never is. */
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
