import { rmSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from './fixtures/accessibility.ts';
import { type App, expect, test } from './fixtures/app.ts';
import { largeFolder } from './fixtures/pictures.ts';
import { HomePage } from './pages/home.ts';

const COPIES = 16;
const PICTURES = 300 * COPIES;

/** Chooses a folder, and takes the power away as soon as some of its pictures are read. */
async function importCutOff(app: App, folder: string): Promise<void> {
  await new HomePage(app).chooseFolder(folder);
  const dialog = app.page.getByRole('dialog', { name: `Importing ${path.basename(folder)}` });
  // What was read is noted every 256 pictures; of fewer there would be nothing to go on from.
  await expect(dialog.getByRole('status')).toContainText(/Reading pictures\s*[1-9],\d{3} of/);
  await app.kill();
  await expect(app.page.getByRole('heading', { name: 'Projects' })).toBeVisible();
}

const offer = (app: App, name: string) => app.page.getByText(`Continue the import of ${name} (`);

test('an import that was cut off is offered, in both themes, and continued or discarded', async ({ app }) => {
  const folder = largeFolder('tiles', COPIES);
  const button = (name: string) => app.page.getByRole('button', { name, exact: true });

  await test.step('it is offered after the power came back', async () => {
    await importCutOff(app, folder);
    await expect(offer(app, 'tiles')).toContainText(/\([1-9][\d,]* of 4,800\)/);
    await expect(app.page.getByText('what was read is not read again')).toBeVisible();
  });

  for (const theme of ['light', 'dark'] as const) {
    await test.step(`the offer is accessible, ${theme}`, async () => {
      await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
      // Colours that were on their way when the theme changed would be measured half way.
      await app.page.waitForTimeout(500);
      await expectAccessible(app);
    });
  }

  await test.step('Continue ends at the whole dataset, and the offer is gone', async () => {
    await button('Continue').click();
    const done = app.page.getByRole('dialog', { name: 'tiles is imported' });
    await expect(done).toBeVisible({ timeout: 120_000 });
    await expect(done).toContainText(PICTURES.toLocaleString('en-US'));
    await expectAccessible(app);
    await done.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(offer(app, 'tiles')).toHaveCount(0);
    await expect(app.page.getByRole('list', { name: 'Datasets' }).getByText('tiles', { exact: true })).toBeVisible();
  });

  await test.step('Discard leaves nothing, also after the window was opened again', async () => {
    const other = largeFolder('others', COPIES);
    await importCutOff(app, other);
    await expect(offer(app, 'others')).toBeVisible();
    await button('Discard').click();
    await expect(app.page.getByText('The import of others is discarded')).toBeVisible();
    await expect(offer(app, 'others')).toHaveCount(0);
    await app.restart();
    await expect(app.page.getByRole('list', { name: 'Datasets' }).getByText('tiles', { exact: true })).toBeVisible();
    await expect(app.page.getByText('Continue the import of')).toHaveCount(0);
    rmSync(path.dirname(other), { recursive: true });
  });
  rmSync(path.dirname(folder), { recursive: true });
});
