import { expect, type Locator } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** Figures, the confusion matrix and its pictures, and one picture tried. */
export class EvaluatePage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  get matrix(): Locator {
    return this.app.page.getByRole('table', { name: 'Confusion matrix' });
  }

  /** The numbers in the cells, row by row, truth first. */
  async counts(): Promise<number[][]> {
    await expect(this.matrix).toBeVisible({ timeout: 60_000 });
    const rows = await this.matrix.locator('tbody tr').all();
    const counts: number[][] = [];
    for (const row of rows) {
      const cells = await row.getByRole('button').locator('b').allTextContents();
      if (cells.length > 0) counts.push(cells.map(Number));
    }
    return counts;
  }

  async openCell(truth: string): Promise<void> {
    await this.matrix.getByRole('button', { name: new RegExp(`^${truth} recognised`) }).click();
    await expect(this.app.page.getByText(`${truth}, recognised`)).toBeVisible();
  }

  /** Answers with the label of the highest bar. */
  async tryPicture(file: string): Promise<Locator> {
    await this.app.page.getByLabel('Picture to try').setInputFiles(file);
    return this.app.page.getByText(/\d+(\.\d+)? ms/).first();
  }
}
