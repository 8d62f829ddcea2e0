import { expect } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** Formats, the certificate and the files. */
export class ExportPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  /** Writes the model, waits for the proof and answers with the folder. */
  async write(): Promise<string> {
    await this.app.page.getByRole('button', { name: 'Write and check', exact: true }).click();
    await expect(this.app.page.getByRole('heading', { name: /^Computes the same in TensorFlow\.js/ })).toBeVisible({
      timeout: 90_000,
    });
    const files = this.app.page.getByRole('region', { name: 'Files' });
    return (await files.locator('.selectable').first().textContent()) ?? '';
  }
}
