import { expect, type Locator } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** Menus of cards and rows, the offer to undo, and the trash. */
export class TrashPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  private get page() {
    return this.app.page;
  }

  /** Of a project's card, a dataset's row or a run's row. */
  async choose(thing: string, entry: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `More for ${thing}`, exact: true })
      .first()
      .click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async name(name: string, action: 'Rename' | 'Duplicate'): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  }

  async undo(title: string): Promise<void> {
    const toast = this.page.getByRole('status').filter({ hasText: `${title} is moved to the trash` });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect(this.page.getByText(`${title} is back`, { exact: true })).toBeVisible();
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Home' })
      .getByRole('button', { name: /^Trash/ })
      .click();
    await expect(this.page.getByRole('heading', { name: 'Trash' })).toBeVisible();
  }

  row(title: string): Locator {
    return this.page.getByRole('table', { name: 'In the trash' }).getByRole('row').filter({ hasText: title });
  }

  async restore(title: string): Promise<void> {
    await this.page.getByRole('button', { name: `Restore ${title}`, exact: true }).click();
    await expect(this.row(title)).toHaveCount(0);
  }

  get emptyButton(): Locator {
    return this.page.getByRole('button', { name: /^Empty the trash/ });
  }
}
