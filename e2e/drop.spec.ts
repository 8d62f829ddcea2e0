import { expect, test } from './fixtures/app.ts';
import { dropFiles } from './fixtures/drop-files.ts';
import { pictureFolder } from './fixtures/pictures.ts';
import { DesignPage } from './pages/design.ts';

/**
 * A folder from the desktop onto the window: three actions to a network that can be trained. Only a current Chromium
 * lets a test drop real files; the desktop window's way to paths is short and has its own unit tests.
 */
test('a folder dropped anywhere on the window becomes a dataset with a network for it', async ({ app }) => {
  const folder = pictureFolder('fluent-emoji', 'faces and food', 12);
  await dropFiles(app, [folder]);
  const dialog = app.page.getByRole('dialog', { name: 'faces and food is imported' });
  await expect(dialog).toBeVisible({ timeout: 60_000 });
  await expect(dialog).toContainText('36');
  await dialog.getByRole('button', { name: 'Build a network for it' }).click();
  await expect(new DesignPage(app).node('conv2d_1')).toBeVisible();
  await expect(app.page.getByText('No errors')).toBeVisible();
});
