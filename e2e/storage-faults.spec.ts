import { truncateSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { HomePage } from './pages/home.ts';

test('a database that was damaged comes back, and the window says what is missing', async ({ app }) => {
  const home = new HomePage(app);
  await home.newProject('Kept', 'Picture classifier (CNN), for images', 'Textures');
  // The first engine leaves a backup when it ends.
  await app.restart(() => {});
  await home.newProject('Newer than the backup', 'Picture classifier (CNN), for images', 'Textures');
  await app.restart(() => truncateSync(path.join(app.home, 'strata.sqlite'), 100));

  const banner = app.page.getByRole('region', { name: 'About this data folder' });
  await expect(banner).toContainText('The database was restored.');
  await expect(banner).toContainText(/restored from the backup of \d+ \w+ \d{4}/);
  await expect(banner).toContainText(/What is missing:.*Whatever was changed after/);
  await home.open();
  await expect(app.page.getByText('Kept').first()).toBeVisible();
  await expect(app.page.getByText('Newer than the backup')).toHaveCount(0);
  for (const colorScheme of ['dark', 'light'] as const) {
    await app.page.emulateMedia({ colorScheme });
    await app.page.screenshot({ path: test.info().outputPath(`restored-${colorScheme}.png`) });
  }
  await app.page.reload();
  await banner.getByRole('button', { name: 'Understood' }).click();
  await expect(banner.getByText('restored')).toHaveCount(0);
  await app.page.reload();
  await home.open();
  await expect(banner.getByText('restored')).toHaveCount(0);
});
