import { expect } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** The frame around a project: its six places. */
export class ProjectPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  async go(place: 'Data' | 'Design' | 'Train' | 'Evaluate' | 'Runs' | 'Export'): Promise<void> {
    const tab = this.app.page.getByLabel('Places').getByRole('button', { name: new RegExp(`^${place}`) });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-current', 'page');
  }
}
