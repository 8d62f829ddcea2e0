import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';

test.describe('on a small disk', () => {
  test.use({ diskMegabytes: 48 });

  test('a full disk loses no edit: it stays in the window, which says so, and is saved when there is room', async ({
    app,
  }) => {
    const home = new HomePage(app);
    const design = new DesignPage(app);
    await home.newProject('Sketch', 'Picture classifier (CNN), for images', 'Textures');
    await design.saved();
    const banner = app.page.getByRole('region', { name: 'About this data folder' });
    await expect(banner).toContainText('The disk is almost full');

    const ballast = path.join(app.home, 'ballast');
    const { bavail, bsize } = statfsSync(app.home);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    await design.select('conv2d_1');
    await design.setNumber('Filters', 23);
    const failure = app.page.getByRole('alert').filter({ hasText: 'Saving the network did not work' });
    await expect(failure).toContainText('is full');
    await expect(banner).toContainText('The disk is full.');
    for (const colorScheme of ['dark', 'light'] as const) {
      await app.page.emulateMedia({ colorScheme });
      await app.page.screenshot({ path: test.info().outputPath(`full-${colorScheme}.png`) });
    }
    // Leaving the project and coming back does not lose it either.
    await home.open();
    await home.openProject('Sketch');
    await expect(design.node('conv2d_1')).toContainText('23');

    rmSync(ballast);
    await expect(failure).toHaveCount(0);
    await design.saved();
    await app.page.reload();
    await expect(design.node('conv2d_1')).toContainText('23');
  });
});
