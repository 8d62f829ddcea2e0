import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { helpEntries } from '../src-shared/contract/help-entries.ts';
import { type App, expect, test } from './fixtures/app.ts';
import { HelpPage } from './pages/help.ts';
import { HomePage } from './pages/home.ts';

async function checkAccessible(app: App): Promise<void> {
  const builder = new AxeBuilder({ page: app.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await (app.surface === 'electron' ? builder.setLegacyMode(true) : builder).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
}

test('help leads to folders, crash reports, diagnostics, shortcuts and licences', async ({ app }) => {
  const help = new HelpPage(app);
  const { page } = app;
  await new HomePage(app).newProject('Secret roses', 'Picture classifier (CNN), for images', 'Textures');

  await test.step('the menu has every entry, by mouse and by keyboard', async () => {
    const menu = await help.open();
    await expect(menu.getByRole('menuitem')).toHaveText(helpEntries.map(({ label }) => new RegExp(label)));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
  });

  await test.step('data folder and logs', async () => {
    if (app.surface === 'electron') {
      await app.electron()?.evaluate(({ shell }) => {
        const opened: string[] = [];
        Object.assign(globalThis, { opened });
        shell.openPath = (folder) => Promise.resolve(String(opened.push(folder)));
      });
      await help.choose('data-folder');
      await help.chooseInMenuBar('logs');
      const opened = () => app.electron()?.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
      await expect.poll(opened).toEqual([app.home, path.join(app.home, 'logs')]);
    } else {
      await help.choose('data-folder');
      await expect(help.dialog('Data folder')).toContainText(app.home);
      await help.dialog('Data folder').getByRole('button', { name: 'Copy path' }).click();
      await expect(help.dialog('Data folder').getByRole('status')).toHaveText('Copied.');
      await help.close();
      await help.choose('logs');
      await expect(help.dialog('Logs')).toContainText(path.join(app.home, 'logs'));
      await help.close();
    }
  });

  await test.step('an error that nobody caught is in the log and among the crash reports', async () => {
    await help.choose('crashes');
    await expect(help.dialog('Crash reports')).toContainText('Nothing has crashed');
    await help.close();
    await page.evaluate(() => {
      const error = new Error('planted failure');
      window.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
    });
    const file = path.join(app.home, 'logs', 'engine.log');
    const log = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    await expect.poll(log).toContain('planted failure');
    await help.choose('crashes');
    await expect(help.dialog('Crash reports')).toContainText('planted failure');
    await help.dialog('Crash reports').locator('summary').click();
    await expect(help.dialog('Crash reports').locator('pre')).toContainText(/err_\w+/);
    await checkAccessible(app);
    await help.dialog('Crash reports').getByRole('button', { name: 'Remove all' }).click();
    await expect(help.dialog('Crash reports')).toContainText('Nothing has crashed');
    await help.close();
  });

  await test.step('diagnostics are copied and shown, and name nothing of the person', async () => {
    await help.choose('diagnostics');
    const text = help.dialog('Diagnostics').getByRole('textbox', { name: 'Diagnostics' });
    await expect(text).toHaveValue(/projects 1/);
    await expect(help.dialog('Diagnostics').getByText('Copied.')).toBeVisible();
    const value = await text.inputValue();
    for (const word of ['Secret roses', 'Textures', app.home]) expect(value).not.toContain(word);
    await checkAccessible(app);
    await help.close();
  });

  await test.step('shortcuts and licences', async () => {
    await help.choose('shortcuts');
    await expect(help.dialog('Keyboard shortcuts')).toBeVisible();
    await help.close();
    await help.choose('about');
    await expect(help.dialog('About Strata').getByRole('textbox')).toHaveValue(/Third-party notices/);
    await page.emulateMedia({ colorScheme: 'dark' });
    await checkAccessible(app);
    await help.close();
  });

  await test.step('the menu bar of the desktop has the same entries', async () => {
    if (app.surface !== 'electron') return;
    await help.chooseInMenuBar('about');
    await expect(help.dialog('About Strata')).toBeVisible();
    await help.close();
  });
});
