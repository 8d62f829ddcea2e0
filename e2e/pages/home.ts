import path from 'node:path';
import { expect } from '@playwright/test';
import type { App } from '../fixtures/app.ts';

/** Home: projects, the drop target, templates and samples. */
export class HomePage {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  private get page() {
    return this.app.page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Home', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: 'Projects' })).toBeVisible();
  }

  /** Through the native dialog on the desktop, through the folder picker in the browser. */
  async chooseFolder(folder: string, button = 'Choose folder'): Promise<void> {
    await this.app.answerDialog(folder);
    await this.page.getByRole('button', { name: button, exact: true }).click();
    if (this.app.surface === 'electron') return;
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Path').fill(folder);
    await dialog.getByRole('button', { name: 'Use this folder' }).click();
  }

  /** Through the native dialog on the desktop, through the file picker in the browser. */
  async chooseFile(file: string, button: string): Promise<void> {
    await this.app.answerDialog(file);
    await this.page.getByRole('button', { name: button, exact: true }).click();
    if (this.app.surface === 'electron') return;
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Path').fill(path.dirname(file));
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
    await dialog.getByRole('button', { name: path.basename(file) }).click();
  }

  async importFolder(folder: string, name: string): Promise<void> {
    await this.chooseFolder(folder);
    await expect(this.page.getByRole('dialog', { name: `${name} is imported` })).toBeVisible({ timeout: 60_000 });
  }

  async newProject(name: string, network: string, data: string): Promise<void> {
    await this.page.getByRole('button', { name: /^New project( N)?$/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New project' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Network').selectOption({ label: network });
    const option = dialog.getByLabel('Data').locator('option', { hasText: data }).first();
    await dialog.getByLabel('Data').selectOption((await option.getAttribute('value')) ?? '');
    await dialog.getByRole('button', { name: 'Create project' }).click();
    await expect(this.page.getByLabel('Network canvas')).toBeVisible();
  }

  async trainSample(title: string): Promise<void> {
    await this.page.getByRole('button', { name: `Train ${title}` }).click();
  }

  async openProject(name: string): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^(Open )?${name}`) })
      .first()
      .click();
    await expect(this.page.getByLabel('Network canvas')).toBeVisible();
  }
}
