import { expect, type Locator } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** One batch through the network, step by step. */
export class StepsPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  private get main(): Locator {
    return this.app.page.getByRole('main', { name: 'Step through' });
  }

  get words(): Locator {
    return this.main.getByRole('complementary', { name: 'Explanation' });
  }

  get samples(): Locator {
    return this.main.getByRole('radiogroup', { name: 'Sample that is shown' }).getByRole('radio');
  }

  get card(): Locator {
    return this.main.locator('.step-card');
  }

  async open(): Promise<void> {
    await this.app.page.getByRole('button', { name: 'Step through' }).click();
    await expect(this.samples.first()).toBeVisible({ timeout: 90_000 });
  }

  /** Begins anew with other weights. */
  async begin(weights: string): Promise<void> {
    await this.main.getByLabel('Weights to begin with').selectOption({ label: weights });
    await this.is('Data', 'input_1');
    await expect(this.samples.first()).toBeVisible({ timeout: 90_000 });
    await this.app.page.locator('body').click({ position: { x: 2, y: 450 } });
  }

  async is(phase: string, node: string): Promise<void> {
    await expect(this.words.getByRole('heading', { level: 2 })).toHaveText(node);
    await expect(this.words.locator('header')).toContainText(phase);
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time++) await this.app.page.keyboard.press(key);
  }

  /** To the beginning of a phase. */
  async go(phase: string): Promise<void> {
    await this.main
      .getByLabel('Phases')
      .getByRole('button', { name: new RegExp(`^${phase}`) })
      .click();
  }

  figure(title: string): Locator {
    return this.words.locator('dt', { hasText: title }).first().locator('xpath=following-sibling::dd[1]');
  }

  async batch(number: number): Promise<void> {
    await expect(this.main.getByRole('heading', { name: `Batch ${number}` })).toBeVisible({ timeout: 60_000 });
  }
}
