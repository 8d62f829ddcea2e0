import { expect, type Locator } from '@playwright/test';
import { type HelpEntry, helpEntries } from '../../src-shared/contract/help-entries.ts';
import type { App } from '../fixtures/app.ts';

/** The Help menu of the top bar, and the desktop's menu bar. */
export class HelpPage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  async open(): Promise<Locator> {
    await this.app.page.getByRole('button', { name: 'Help', exact: true }).click();
    const menu = this.app.page.getByRole('menu', { name: 'Help' });
    await expect(menu).toBeVisible();
    return menu;
  }

  async choose(entry: HelpEntry): Promise<void> {
    const label = helpEntries.find(({ id }) => id === entry)?.label ?? '';
    await (await this.open()).getByRole('menuitem', { name: label }).click();
  }

  /** The same entry in the menu bar of the desktop window. */
  async chooseInMenuBar(entry: HelpEntry): Promise<void> {
    await this.app.electron()?.evaluate(({ Menu }, id) => {
      Menu.getApplicationMenu()?.getMenuItemById(`help-${id}`)?.click();
    }, entry);
  }

  dialog(name: string): Locator {
    return this.app.page.getByRole('dialog', { name });
  }

  async close(): Promise<void> {
    await this.app.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await expect(this.app.page.getByRole('dialog')).toHaveCount(0);
  }
}
