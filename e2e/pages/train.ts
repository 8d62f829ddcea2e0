import { expect, type Locator } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** Settings before a run, and the run while it goes. */
export class TrainPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  get main(): Locator {
    return this.app.page.getByRole('main', { name: 'Train' });
  }

  async set(label: string, value: number): Promise<void> {
    const field = this.main.getByLabel(label, { exact: true });
    await field.fill(String(value));
    await field.press('Tab');
  }

  async start(): Promise<void> {
    await this.main.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(this.state).toBeVisible();
  }

  get state(): Locator {
    return this.main.getByText(/^(Queued|Preparing|Running|Paused|Completed|Stopped|Failed|Interrupted)$/i).first();
  }

  async press(name: 'Pause' | 'Resume' | 'Stop' | 'Evaluate' | 'Train longer'): Promise<void> {
    await this.main.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  }

  async becomes(state: string, timeout = 200_000): Promise<void> {
    await expect(this.state).toHaveText(new RegExp(`^${state}$`, 'i'), { timeout });
  }

  figure(title: string): Locator {
    const term = this.app.page.locator('dt').getByText(title, { exact: true });
    return this.main.locator('dl > div').filter({ has: term }).locator('dd');
  }
}
